import { msg, str } from '@lit/localize';
import {
  AGENT_ICONS,
  AGENT_NUMBER_LIMITS,
  AGENT_TEXT_LIMITS,
  type AgentField,
  type AgentFieldValue,
  AgentStatus,
  AgentTool,
  MAX_TAGS,
  type Model,
  unreachable,
} from '@oma/contract';
import type { AgentProblemKind } from '../components/agent-form/agent-problems.ts';
import { currentLocale } from '../i18n/localization.ts';
import { agentStatusName, agentToolName } from './agent-text.ts';
import { formatMoney, formatNumber } from './format.ts';

export function agentFieldName(field: AgentField): string {
  const names: Record<AgentField, string> = {
    name: msg('이름', { id: 'agent-name' }),
    icon: msg('아이콘', { id: 'agent-icon' }),
    description: msg('설명', { id: 'agent-description' }),
    tags: msg('태그', { id: 'agent-tags' }),
    status: msg('상태', { id: 'agent-status' }),
    model: msg('모델', { id: 'agent-model' }),
    temperature: msg('답의 성격', { id: 'agent-temperature' }),
    max_tokens: msg('답변 길이', { id: 'agent-max-tokens' }),
    instructions: msg('지시문', { id: 'agent-instructions' }),
    tools: msg('할 수 있는 일', { id: 'agent-tools' }),
    allowed_hosts: msg('접속할 수 있는 곳', { id: 'agent-hosts' }),
    files: msg('참고 파일', { id: 'agent-files' }),
    turn_usd: msg('답 하나에 쓸 금액', { id: 'agent-turn-usd' }),
    day_usd: msg('하루에 쓸 금액', { id: 'agent-day-usd' }),
  };
  return names[field];
}

/** What is wrong, and what would be right. */
export function agentProblemText(field: AgentField, kind: AgentProblemKind): string {
  switch (kind) {
    case 'missing':
      return field === 'name'
        ? msg('이름을 적어 주세요.', { id: 'problem-name' })
        : msg('빈 태그는 지워 주세요.', { id: 'problem-empty-tag' });
    case 'too_many':
      return msg(str`태그는 ${MAX_TAGS}개까지 달 수 있어요.`, { id: 'problem-many-tags' });
    case 'too_long':
      return tooLong(field);
    case 'out_of_range':
      return outOfRange(field);
    case 'not_offered':
      return msg('이 모델은 더 쓸 수 없어요. 다른 모델을 골라 주세요.', { id: 'problem-model' });
    case 'unusable':
      return field === 'name' || field === 'tags'
        ? msg('보이지 않는 글자나 방향을 바꾸는 글자는 쓸 수 없어요. 한 줄로 적어 주세요.', { id: 'problem-name-marks' })
        : msg('이 값은 쓸 수 없어요.', { id: 'field-problem' });
    default:
      return unreachable(kind);
  }
}

function tooLong(field: AgentField): string {
  if (field === 'name') return msg(str`이름은 ${number(AGENT_TEXT_LIMITS.name)}자까지 적을 수 있어요.`, { id: 'problem-long-name' });
  if (field === 'tags') return msg(str`태그 하나는 ${number(AGENT_TEXT_LIMITS.tag)}자까지 적을 수 있어요.`, { id: 'problem-long-tag' });
  return field === 'description'
    ? msg(str`설명은 ${number(AGENT_TEXT_LIMITS.description)}자까지 적을 수 있어요.`, { id: 'problem-long-description' })
    : msg(str`지시문은 ${number(AGENT_TEXT_LIMITS.instructions)}자까지 적을 수 있어요.`, { id: 'problem-long-instructions' });
}

function outOfRange(field: AgentField): string {
  if (field === 'max_tokens') {
    const { min, max } = AGENT_NUMBER_LIMITS.max_tokens;
    return msg(str`${number(min)}에서 ${number(max)} 사이의 정수를 적어 주세요.`, { id: 'problem-max-tokens' });
  }
  const { max } = AGENT_NUMBER_LIMITS[field === 'turn_usd' ? 'turn_usd' : 'day_usd'];
  return msg(str`0보다 크고 ${number(max)} 이하인 금액을 적어 주세요.`, { id: 'problem-amount' });
}

const number = (value: number): string => formatNumber(value, currentLocale());

/** The value of a field in a few words. `models`: for their names. */
export function agentValueText(field: AgentField, value: AgentFieldValue, models: readonly Model[]): string {
  if (value === null) return unsetText(field);
  if (typeof value === 'number') return numberText(field, value);
  if (typeof value !== 'string') {
    const texts = value.map((one) => (typeof one === 'string' ? one : one.name));
    const parts = field === 'tools' ? AgentTool.options.filter((tool) => texts.includes(tool)).map(agentToolName) : texts;
    return parts.length === 0 ? msg('없음', { id: 'value-none' }) : parts.join(', ');
  }
  if (field === 'model') return models.find(({ id }) => id === value)?.name ?? value;
  if (field === 'icon') return agentIconName(value);
  const status = field === 'status' ? AgentStatus.safeParse(value) : null;
  if (status?.success === true) return agentStatusName(status.data);
  return value === '' ? msg('없음', { id: 'value-none' }) : value;
}

function unsetText(field: AgentField): string {
  if (field === 'model') return msg('기본 모델', { id: 'agent-model-default' });
  if (field === 'temperature') return msg('깊이 생각하고 답해요', { id: 'temperature-thinking' });
  return field === 'max_tokens' ? msg('기본', { id: 'length-default' }) : msg('플랫폼 한도', { id: 'budget-platform' });
}

function numberText(field: AgentField, value: number): string {
  if (field === 'temperature') return msg(str`바로 답해요 (다양함 ${value})`, { id: 'value-temperature' });
  return field === 'max_tokens' ? msg(str`${number(value)}토큰까지`, { id: 'value-tokens' }) : formatMoney(value);
}

/** What an icon shows; one that is not known shows as the first. */
export function agentIconName(icon: string): string {
  const names: Record<(typeof AGENT_ICONS)[number], string> = {
    bot: msg('로봇', { id: 'icon-bot' }),
    chart: msg('차트', { id: 'icon-chart' }),
    'file-text': msg('문서', { id: 'icon-file-text' }),
    code: msg('코드', { id: 'icon-code' }),
    'list-checks': msg('할 일 목록', { id: 'icon-list-checks' }),
    languages: msg('언어', { id: 'icon-languages' }),
    table: msg('표', { id: 'icon-table' }),
    message: msg('말풍선', { id: 'icon-message' }),
    search: msg('돋보기', { id: 'icon-search' }),
    mail: msg('편지', { id: 'icon-mail' }),
    calendar: msg('달력', { id: 'icon-calendar' }),
    wrench: msg('공구', { id: 'icon-wrench' }),
  };
  return names[AGENT_ICONS.find((known) => known === icon) ?? 'bot'];
}

/** What a state means for the person. */
export function agentStatusHint(status: Exclude<AgentStatus, 'error'>): string {
  const hints: Record<Exclude<AgentStatus, 'error'>, string> = {
    draft: msg('다듬는 중이에요. 나만 보고 시험할 수 있어요.', { id: 'state-draft-hint' }),
    active: msg('일을 맡길 수 있어요. 저장한 내용은 다음 질문부터 적용돼요.', { id: 'state-active-hint' }),
    paused: msg('새 질문을 받지 않아요. 나눈 대화는 읽을 수 있어요.', { id: 'state-paused-hint' }),
  };
  return hints[status];
}
