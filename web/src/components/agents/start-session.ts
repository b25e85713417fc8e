import { msg } from '@lit/localize';
import { ApiError } from '../../data/api.ts';
import { createSession } from '../../data/sessions.ts';

/** Opens a conversation, with an agent or without one, and goes there. Answers what to say where it did not work. */
export async function startSession(agentId: string | null): Promise<string | null> {
  try {
    const session = await createSession(agentId);
    location.assign(`/workspace/${session.id}`);
    return null;
  } catch (error) {
    return error instanceof ApiError && error.code === 'conflict'
      ? msg('이 에이전트는 지금 멈춰 있어서 대화를 시작할 수 없어요.', { id: 'agent-not-usable' })
      : msg('대화를 시작하지 못했어요. 잠시 뒤 다시 눌러 주세요.', { id: 'open-failed' });
  }
}
