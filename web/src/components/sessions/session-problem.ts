import { msg } from '@lit/localize';
import { ApiError } from '../../data/api.ts';

/** What to say where something that was to be done with a conversation was not: what was in the way, and the way on. */
export function sessionProblem(error: unknown): string {
  switch (error instanceof ApiError ? error.code : 'internal') {
    case 'offline':
      return msg('연결이 끊겨 하지 못했어요. 연결을 확인하고 다시 해 주세요.', { id: 'session-act-offline' });
    case 'not_found':
      return msg('없는 대화예요. 다른 창에서 삭제했을 수 있어요.', { id: 'session-act-gone' });
    case 'invalid':
      return msg('이 이름으로는 저장할 수 없어요. 다른 이름을 적어 주세요.', { id: 'session-act-invalid' });
    case 'not_approved':
      return msg('이용이 멈춰 있어 하지 못했어요. 이용하려면 운영자에게 문의해 주세요.', { id: 'agent-act-no-access' });
    default:
      return msg('하지 못했어요. 잠시 뒤 다시 해 주세요.', { id: 'session-act-failed' });
  }
}
