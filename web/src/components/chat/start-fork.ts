import { msg } from '@lit/localize';
import { forkSession } from '../../data/sessions.ts';

/** Makes a conversation that goes on from an answer, and goes there. Answers what to say where it did not work. */
export async function startFork(sessionId: string, messageId: string): Promise<string | null> {
  try {
    const { id } = await forkSession(sessionId, messageId);
    location.assign(`/workspace/${id}`);
    return null;
  } catch {
    return msg('갈라진 대화를 만들지 못했어요. 잠시 뒤 다시 눌러 주세요.', { id: 'fork-failed' });
  }
}
