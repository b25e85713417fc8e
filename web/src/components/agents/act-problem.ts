import { msg } from '@lit/localize';
import { ApiError } from '../../data/api.ts';

/** What to say where something that was to be done with an agent was not. */
export function actProblem(error: unknown): string {
  const code = error instanceof ApiError ? error.code : 'internal';
  if (code === 'stale_version') return msg('다른 창에서 먼저 바뀌었어요. 새로 불러왔으니 다시 해 주세요.', { id: 'agent-act-stale' });
  if (code === 'not_found') return msg('이미 삭제된 에이전트예요.', { id: 'agent-act-gone' });
  return msg('하지 못했어요. 바뀐 것은 없어요. 연결을 확인하고 다시 해 주세요.', { id: 'agent-act-failed' });
}
