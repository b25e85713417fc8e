import { msg, str } from '@lit/localize';
import { MAX_AGENTS } from '@oma/contract';
import { ApiError } from '../../data/api.ts';
import { currentLocale } from '../../i18n/localization.ts';
import { formatNumber } from '../../text/format.ts';

/** What to say where something that was to be done with an agent was not: what was in the way, and the way on. */
export function actProblem(error: unknown): string {
  switch (error instanceof ApiError ? error.code : 'internal') {
    case 'offline':
      return msg('연결이 끊겨 됐는지 알 수 없어요. 연결을 확인하고, 됐는지 보고 나서 다시 해 주세요.', { id: 'agent-act-offline' });
    case 'stale_version':
      return msg('다른 창에서 먼저 바뀌었어요. 새로 불러왔으니 다시 해 주세요.', { id: 'agent-act-stale' });
    case 'not_found':
      return msg('이미 삭제된 에이전트예요.', { id: 'agent-act-gone' });
    // A state that cannot be reached is not offered, and one that somebody else changed is `stale_version`.
    case 'conflict':
      return msg(str`에이전트는 ${formatNumber(MAX_AGENTS, currentLocale())}개까지 둘 수 있어요. 쓰지 않는 것을 삭제하고 다시 해 주세요.`, {
        id: 'agent-act-many',
      });
    case 'invalid':
      return msg('설정에 더 쓸 수 없는 것이 있어 하지 못했어요. 에이전트를 열어 표시된 칸을 고쳐 주세요.', { id: 'agent-act-invalid' });
    case 'tests_required':
      return msg('테스트를 통과하지 않아 사용을 시작하지 못했어요. 에이전트를 열어 테스트를 돌려 주세요.', { id: 'agent-act-untested' });
    case 'unauthenticated':
      return msg('로그인이 끝나 하지 못했어요. 다시 로그인해 주세요.', { id: 'agent-act-signed-out' });
    case 'not_approved':
      return msg('이용이 멈춰 있어 하지 못했어요. 이용하려면 운영자에게 문의해 주세요.', { id: 'agent-act-no-access' });
    case 'rate_limited':
      return msg('요청이 많아 하지 못했어요. 잠시 뒤 다시 해 주세요.', { id: 'agent-act-busy' });
    default:
      return msg('저희 쪽에서 문제가 생겨 됐는지 알 수 없어요. 잠시 뒤 됐는지 보고 나서 다시 해 주세요. 계속되면 운영자에게 알려 주세요.', {
        id: 'agent-act-failed',
      });
  }
}
