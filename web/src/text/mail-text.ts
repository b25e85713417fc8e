import { msg } from '@lit/localize';
import { type MailState, unreachable } from '@oma/contract';

/** What a letter is about. */
export function templateName(template: string): string {
  const names: Readonly<Record<string, string>> = {
    receipt: msg('신청 접수', { id: 'mail-receipt' }),
    notice: msg('새 신청 알림', { id: 'mail-notice' }),
    digest: msg('신청 모음', { id: 'mail-digest' }),
    work_ended: msg('작업 알림', { id: 'mail-work-ended' }),
    approved: msg('승인 안내', { id: 'mail-approved' }),
    denied: msg('반려 안내', { id: 'mail-denied' }),
    revoked: msg('이용 중지 안내', { id: 'mail-revoked' }),
    undone: msg('다시 검토 안내', { id: 'mail-undone' }),
  };
  return names[template] ?? template;
}

export function mailState(state: MailState): string {
  switch (state) {
    case 'PENDING':
      return msg('차례를 기다려요', { id: 'mail-pending' });
    case 'PROCESSING':
      return msg('보내고 있어요', { id: 'mail-processing' });
    case 'RETRY':
      return msg('곧 다시 보내요', { id: 'mail-retrying' });
    case 'SUCCESS':
      return msg('보냈어요', { id: 'phase-sent' });
    case 'ERROR':
      return msg('보내지 못했어요', { id: 'mail-error' });
    default:
      return unreachable(state);
  }
}

/** Why a letter was not sent, in plain words; the server's own code stays with it. `error` is the reason of the mailer, then the code if there is one. */
export function mailProblem(error: string): string {
  const [reason = '', code] = error.split(' ');
  const words = problemWords(reason);
  return code === undefined ? words : `${words} (${code})`;
}

function problemWords(reason: string): string {
  switch (reason) {
    case 'refused':
      return msg('받는 쪽 서버가 거절했어요', { id: 'mail-rejected' });
    case 'invalid_address':
      return msg('받는 주소가 잘못되었어요', { id: 'mail-address' });
    case 'put_off':
      return msg('받는 쪽 서버가 나중에 다시 보내라고 했어요', { id: 'mail-deferred' });
    case 'unreachable':
      return msg('메일 서버에 닿지 못했어요', { id: 'mail-unreachable' });
    case 'timed_out':
      return msg('메일 서버가 답하지 않았어요', { id: 'mail-timed-out' });
    case 'cut_off':
      return msg('보내는 중에 연결이 끊겼어요', { id: 'mail-cut-off' });
    case 'no_tls':
      return msg('메일 서버와 안전하게 연결할 수 없어요', { id: 'mail-no-tls' });
    case 'not_signed_in':
      return msg('메일 서버가 우리 계정을 거절했어요. SMTP 설정을 확인해 주세요', { id: 'mail-not-signed-in' });
    case 'sender_lost':
      return msg('보내던 쪽이 여러 번 멈췄어요', { id: 'mail-sender-lost' });
    case 'expired':
      return msg('너무 오래되어 더는 보내지 않아요', { id: 'mail-expired' });
    default:
      return reason;
  }
}
