import { msg, str } from '@lit/localize';
import { type PlatformSettings, SETTINGS_MAXIMA, unreachable } from '@oma/contract';
import { currentLocale } from '../../i18n/localization.ts';
import { formatNumber } from '../../text/format.ts';

/** The numbers that an admin changes, by their place in the settings; what nothing obeys yet is not offered. */
export const NUMBER_FIELDS = [
  'budgets.turn_usd',
  'budgets.person_day_usd',
  'budgets.platform_month_usd',
  'turn_limit_min',
  'ask_limit_min',
  'linger_s.alone',
  'linger_s.watched',
  'warm_max_per_person',
] as const;
export type NumberField = (typeof NUMBER_FIELDS)[number];

export function numberLabel(field: NumberField): string {
  switch (field) {
    case 'budgets.turn_usd':
      return msg('답 하나에 쓸 수 있는 금액 ($)', { id: 'limit-turn' });
    case 'budgets.person_day_usd':
      return msg('한 사람이 하루에 쓸 수 있는 금액 ($)', { id: 'limit-day' });
    case 'budgets.platform_month_usd':
      return msg('플랫폼이 한 달에 쓸 수 있는 금액 ($)', { id: 'limit-month' });
    case 'turn_limit_min':
      return msg('답 하나의 시간 한도 (분)', { id: 'limit-minutes' });
    case 'ask_limit_min':
      return msg('되물음의 답을 기다리는 시간 (분)', { id: 'limit-ask' });
    case 'linger_s.alone':
      return msg('다음 질문을 기다리는 시간 (초)', { id: 'limit-linger' });
    case 'linger_s.watched':
      return msg('화면이 열려 있을 때 기다리는 시간 (초)', { id: 'limit-linger-watched' });
    case 'warm_max_per_person':
      return msg('한 사람에게 미리 준비해 두는 실행 환경 (개)', { id: 'limit-warm' });
    default:
      return unreachable(field);
  }
}

/** The highest that may be written, and whether 0 may. `price`: of a model. */
export function numberRange(field: NumberField | 'price'): { max: number; mayBeZero: boolean } {
  switch (field) {
    case 'budgets.turn_usd':
    case 'budgets.person_day_usd':
    case 'budgets.platform_month_usd':
      return { max: SETTINGS_MAXIMA.budget_usd, mayBeZero: false };
    case 'turn_limit_min':
      return { max: SETTINGS_MAXIMA.turn_limit_min, mayBeZero: false };
    case 'ask_limit_min':
      return { max: SETTINGS_MAXIMA.ask_limit_min, mayBeZero: false };
    case 'linger_s.alone':
    case 'linger_s.watched':
      return { max: SETTINGS_MAXIMA.linger_s, mayBeZero: true };
    case 'warm_max_per_person':
      return { max: SETTINGS_MAXIMA.warm_per_person, mayBeZero: true };
    case 'price':
      return { max: SETTINGS_MAXIMA.price_usd, mayBeZero: true };
    default:
      return unreachable(field);
  }
}

/** What to write where something else was written. */
export function numberProblem(field: NumberField | 'price'): string {
  const { max, mayBeZero } = numberRange(field);
  const most = formatNumber(max, currentLocale());
  return mayBeZero
    ? msg(str`0에서 ${most} 사이의 수를 적어 주세요.`, { id: 'number-problem-or-zero' })
    : msg(str`0보다 크고 ${most} 이하인 수를 적어 주세요.`, { id: 'number-problem' });
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

/** `now` with what `mine` changed since `known`, and nothing else of it. */
export function withChanges(now: PlatformSettings, known: PlatformSettings, mine: PlatformSettings): PlatformSettings {
  const changed = NUMBER_FIELDS.filter((field) => readNumber(mine, field) !== readNumber(known, field));
  const numbers = changed.reduce((settings, field) => writeNumber(settings, field, readNumber(mine, field)), now);
  const models = numbers.models.map((model) => {
    const before = known.models.find(({ id }) => id === model.id);
    const after = mine.models.find(({ id }) => id === model.id);
    return before === undefined || after === undefined || JSON.stringify(before) === JSON.stringify(after) ? model : after;
  });
  return { ...numbers, models, notice: mine.notice === known.notice ? numbers.notice : mine.notice };
}
