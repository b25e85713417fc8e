import { msg, str } from '@lit/localize';
import { AGENT_FIELDS, AGENT_NUMBER_LIMITS, AGENT_TEXT_LIMITS, type AgentField, MAX_TAGS, unreachable } from '@oma/contract';
import { currentLocale } from '../../i18n/localization.ts';
import { agentFieldName } from '../../text/agent-form-text.ts';
import { formatNumber } from '../../text/format.ts';

/** A place in a file, as the file names it, and what to do there. `path` is empty where it is the file as a whole. */
export type FilePlace = { path: string; words: string };

/** What the formats of others call our fields. */
const THEIR_WORDS: Readonly<Record<string, AgentField>> = { body: 'instructions', system: 'instructions' };

/** What the API found wrong in a file, in the reader's language: each place once. */
export function importProblems(errors: readonly { path: string }[]): FilePlace[] {
  return [...new Set(errors.map(({ path }) => path))].map((path) =>
    path === '' || path === 'content' ? { path: '', words: wholeFile() } : { path, words: placeWords(path) },
  );
}

const wholeFile = (): string =>
  msg(
    '에이전트 파일로 읽을 수 없어요. 잘린 곳이 없는지 봐 주세요. 마크다운이라면 맨 위의 설정이 --- 두 줄 사이에 있고, 너무 길지 않고, 같은 이름이 두 번 나오지 않아야 해요.',
    { id: 'import-whole-file' },
  );

function placeWords(path: string): string {
  const parts = path.split('.');
  const field = AGENT_FIELDS.find((one) => parts.includes(one)) ?? parts.map((part) => THEIR_WORDS[part]).find((one) => one !== undefined);
  if (path === 'format' || path === 'version')
    return msg('이 버전의 파일은 읽을 수 없어요. 만든 곳에서 다시 내보내 주세요.', { id: 'import-other-version' });
  if (path === 'agent') return msg('에이전트의 내용이 들어 있지 않아요.', { id: 'import-no-agent' });
  if (field === undefined) return msg('여기에는 없는 설정이에요. 파일에서 지우거나 고쳐 주세요.', { id: 'import-unknown-field' });
  return `${agentFieldName(field)}: ${fieldRule(field)}`;
}

/** What a field of an agent must be. */
function fieldRule(field: AgentField): string {
  const number = (value: number): string => formatNumber(value, currentLocale());
  const upTo = (most: number): string => msg(str`글자로 적고 ${number(most)}자를 넘지 않아야 해요.`, { id: 'import-rule-text' });
  const between = ({ min, max }: { min: number; max: number }): string =>
    msg(str`${number(min)}에서 ${number(max)} 사이의 수여야 해요.`, { id: 'import-rule-number' });
  switch (field) {
    case 'name':
      return msg(str`한 글자에서 ${number(AGENT_TEXT_LIMITS.name)}자 사이로, 보이지 않는 글자 없이 적어 주세요.`, {
        id: 'import-rule-name',
      });
    case 'description':
      return upTo(AGENT_TEXT_LIMITS.description);
    case 'instructions':
      return upTo(AGENT_TEXT_LIMITS.instructions);
    case 'tags':
      return msg(str`${number(MAX_TAGS)}개까지, 하나는 ${number(AGENT_TEXT_LIMITS.tag)}자까지 적을 수 있어요.`, { id: 'import-rule-tags' });
    case 'model':
      return msg('모델의 이름을 적어 주세요.', { id: 'import-rule-model' });
    case 'tools':
      return msg('도구 이름의 목록이어야 하고, 지나치게 길지 않아야 해요.', { id: 'import-rule-tools' });
    case 'allowed_hosts':
      return msg('api.example.com 같은 주소의 목록이어야 해요.', { id: 'import-rule-hosts' });
    case 'temperature':
    case 'max_tokens':
      return between(AGENT_NUMBER_LIMITS[field]);
    case 'turn_usd':
    case 'day_usd':
      return msg(str`0보다 크고 ${number(AGENT_NUMBER_LIMITS[field].max)}달러를 넘지 않는 금액이어야 해요.`, { id: 'import-rule-money' });
    case 'files':
    case 'icon':
    case 'status':
      return msg('이 값은 쓸 수 없어요. 파일에서 지우거나 고쳐 주세요.', { id: 'import-rule-other' });
    default:
      return unreachable(field);
  }
}
