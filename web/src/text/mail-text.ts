import { msg, str } from '@lit/localize';
import { type MailState, unreachable } from '@oma/contract';

/** What a letter is about. */
export function templateName(template: string): string {
  const names: Readonly<Record<string, string>> = {
    receipt: msg('신청 접수', { id: 'mail-receipt' }),
    notice: msg('새 신청 알림', { id: 'mail-notice' }),
    digest: msg('신청 모음', { id: 'mail-digest' }),
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

/** Why a letter was not sent, in plain words; the server's own code stays with it. */
export function mailProblem(error: string): string {
  const code = /\b([45]\d\d)\b/.exec(error)?.[1];
  if (code?.startsWith('5') === true) return msg(str`받는 쪽 서버가 거절했어요 (${code})`, { id: 'mail-rejected' });
  if (code !== undefined) return msg(str`받는 쪽 서버가 나중에 다시 보내라고 했어요 (${code})`, { id: 'mail-deferred' });
  if (error.includes('expired')) return msg('너무 오래되어 더는 보내지 않아요', { id: 'mail-expired' });
  return msg('메일 서버에 닿지 못했어요', { id: 'mail-unreachable' });
}
