import { msg } from '@lit/localize';
import { type PlatformSettings, unreachable } from '@oma/contract';

/** The numbers among the settings, by their place in the document. */
export const NUMBER_FIELDS = [
  'budgets.turn_usd',
  'budgets.person_day_usd',
  'budgets.platform_month_usd',
  'turn_limit_min',
  'linger_s.alone',
  'linger_s.watched',
  'idle_after_min',
  'close_after_days',
  'warm_max_per_person',
] as const;
export type NumberField = (typeof NUMBER_FIELDS)[number];

export function numberLabel(field: NumberField): string {
  switch (field) {
    case 'budgets.turn_usd':
      return msg('답 하나, 달러', { id: 'limit-turn' });
    case 'budgets.person_day_usd':
      return msg('한 사람 하루, 달러', { id: 'limit-day' });
    case 'budgets.platform_month_usd':
      return msg('플랫폼 한 달, 달러', { id: 'limit-month' });
    case 'turn_limit_min':
      return msg('답 하나, 분', { id: 'limit-minutes' });
    case 'linger_s.alone':
      return msg('다음 질문 기다리기, 초', { id: 'limit-linger' });
    case 'linger_s.watched':
      return msg('화면이 열려 있을 때 기다리기, 초', { id: 'limit-linger-watched' });
    case 'idle_after_min':
      return msg('대화를 쉬는 것으로 보기까지, 분', { id: 'limit-idle' });
    case 'close_after_days':
      return msg('쉬는 대화를 닫기까지, 일', { id: 'limit-close' });
    case 'warm_max_per_person':
      return msg('미리 준비해 두는 실행 환경, 한 사람당', { id: 'limit-warm' });
    default:
      return unreachable(field);
  }
}

export function readNumber(settings: PlatformSettings, field: NumberField): number {
  switch (field) {
    case 'budgets.turn_usd':
      return settings.budgets.turn_usd;
    case 'budgets.person_day_usd':
      return settings.budgets.person_day_usd;
    case 'budgets.platform_month_usd':
      return settings.budgets.platform_month_usd;
    case 'linger_s.alone':
      return settings.linger_s.alone;
    case 'linger_s.watched':
      return settings.linger_s.watched;
    default:
      return settings[field];
  }
}

/** The settings with one number changed. What is no number is left for the schema to refuse. */
export function writeNumber(settings: PlatformSettings, field: NumberField, value: number): PlatformSettings {
  const [group, name] = field.split('.');
  if (group === 'budgets' && name !== undefined) return { ...settings, budgets: { ...settings.budgets, [name]: value } };
  if (group === 'linger_s' && name !== undefined) return { ...settings, linger_s: { ...settings.linger_s, [name]: value } };
  return { ...settings, [field]: value };
}
