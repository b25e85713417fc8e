import { msg, str } from '@lit/localize';
import { type AuditEntry, recountIn, type SettingChange, settingChangesIn, unreachable } from '@oma/contract';
import { currentLocale } from '../../i18n/localization.ts';
import { formatMoney, formatNumber } from '../../text/format.ts';
import { NUMBER_FIELDS, numberLabel } from './settings-fields.ts';

/** What an entry of the audit tells, in a sentence. */
export function auditSentence({ action, email, target }: Pick<AuditEntry, 'action' | 'email' | 'target'>): string {
  const name = email ?? target;
  const who = name === '' ? deletedAccount() : msg(str`${name} 님`, { id: 'audit-person' });
  switch (action) {
    case 'approve':
      return msg(str`${who}을 승인했어요`, { id: 'audit-approve' });
    case 'deny':
      return msg(str`${who}의 신청을 반려했어요`, { id: 'audit-deny' });
    case 'undo':
      return msg(str`${who}의 신청을 다시 검토하기로 했어요`, { id: 'audit-undo' });
    case 'revoke':
      return msg(str`${who}의 이용을 중지했어요`, { id: 'audit-revoke' });
    case 'settings':
      return msg('설정을 바꿨어요', { id: 'audit-settings' });
    case 'mail_retry':
      return msg('보내지 못한 메일을 다시 보냈어요', { id: 'audit-mail' });
    case 'recount':
      return target === 'stats/all'
        ? msg('모든 사람의 통계를 다시 셌어요', { id: 'audit-recount-all' })
        : msg(str`${who}의 통계를 다시 셌어요`, { id: 'audit-recount' });
    case 'account_deleted':
      return msg('이용자가 자기 계정을 삭제했어요', { id: 'audit-account-deleted' });
    default:
      return unreachable(action);
  }
}

/** What there is to say besides: what an admin wrote along, what was changed, what was counted. */
export function auditDetails({ action, reason }: Pick<AuditEntry, 'action' | 'reason'>): string[] {
  if (reason === null) return [];
  if (action === 'settings') {
    const { changes, more } = settingChangesIn(reason);
    return [...changes.map(changeText), ...(more > 0 ? [msg(str`이 밖에 ${number(more)}가지`, { id: 'audit-more-changes' })] : [])];
  }
  const counted = action === 'recount' ? recountIn(reason) : null;
  if (counted === null) return [msg(str`함께 전한 말: ${reason}`, { id: 'audit-reason' })];
  const { people, corrected, busy } = counted;
  return [
    msg(str`${number(people)}명 가운데 ${number(corrected)}명을 바로잡았어요`, { id: 'audit-recounted' }),
    ...(busy > 0 ? [msg(str`${number(busy)}명은 쓰는 중이라 세지 못했어요`, { id: 'audit-recount-busy' })] : []),
  ];
}

/** By whom. Somebody whose account is there no more is named by nothing. */
export const auditBy = ({ by, via }: AuditEntry): string => (via === 'console' ? '' : by === '' ? deletedAccount() : by);

const deletedAccount = (): string => msg('지운 계정', { id: 'deleted-account' });
const number = (value: number): string => formatNumber(value, currentLocale());

function changeText({ place, before, after }: SettingChange): string {
  const name = placeName(place);
  if (place === 'notice' && after === '') return msg(str`${name}: 지움`, { id: 'audit-emptied' });
  return place === 'notice' ? `${name}: ${after}` : `${name}: ${valueText(place, before)} → ${valueText(place, after)}`;
}

function placeName(place: string): string {
  const field = NUMBER_FIELDS.find((one) => one === place);
  if (field !== undefined) return numberLabel(field);
  if (place === 'accepting_messages') return msg('질문 받기', { id: 'audit-accepting' });
  if (place === 'notice') return msg('모두에게 보이는 알림', { id: 'audit-notice' });
  const [, model, part] = /^(.+)\.(enabled|input_usd|output_usd)$/.exec(place) ?? [];
  if (model === undefined) return place;
  if (part === 'enabled') return model;
  return part === 'input_usd'
    ? msg(str`${model}, 입력 백만 토큰 값`, { id: 'audit-price-input' })
    : msg(str`${model}, 출력 백만 토큰 값`, { id: 'audit-price-output' });
}

/** A value as people read it: a switch, an amount, or as it is. */
function valueText(place: string, value: string): string {
  if (value === 'true') return msg('켬', { id: 'switch-on' });
  if (value === 'false') return msg('끔', { id: 'switch-off' });
  return place.endsWith('_usd') && Number.isFinite(Number(value)) ? formatMoney(Number(value)) : value;
}
