import { msg } from '@lit/localize';
import { ApiError } from '../../data/api.ts';
import { forkSession } from '../../data/sessions.ts';

/** The keys of the forks that were asked for: whoever gets no answer and presses again comes to the one that was made meanwhile. */
const keys = new Map<string, string>();

/** Makes a conversation that goes on from an answer, and goes there. Answers what to say where it did not work. */
export async function startFork(sessionId: string, messageId: string): Promise<string | null> {
  const from = `${sessionId}/${messageId}`;
  const key = keys.get(from) ?? crypto.randomUUID();
  keys.set(from, key);
  try {
    const { id } = await forkSession(sessionId, messageId, key);
    keys.delete(from);
    location.assign(`/workspace/${id}`);
    return null;
  } catch (error) {
    return error instanceof ApiError && error.code === 'rate_limited'
      ? msg('하루에 만들 수 있는 만큼 갈라진 대화를 모두 만들었어요. 내일 다시 해 주세요.', { id: 'fork-limit' })
      : msg('갈라진 대화를 만들지 못했어요. 잠시 뒤 다시 눌러 주세요.', { id: 'fork-failed' });
  }
}
