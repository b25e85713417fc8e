import { msg, str } from '@lit/localize';
import { AGENT_TEST_LIMITS, type TestAttempt, type TestRun, type Trait, unreachable } from '@oma/contract';
import type { TestProblemKind } from '../components/agent-tests/test-problems.ts';
import { isOpen, type NotStarted } from '../components/agent-tests/test-runs.ts';
import type { TestsSaveEnd } from '../components/agent-tests/tests-edit.ts';
import { currentLocale } from '../i18n/localization.ts';
import { formatDuration } from './format-duration.ts';
import { formatMoney, formatNumber } from './format.ts';

const number = (value: number): string => formatNumber(value, currentLocale());

export function traitKindName(kind: Trait['kind']): string {
  const names: Record<Trait['kind'], string> = {
    contains: msg('답에 있어야 할 말', { id: 'trait-contains' }),
    lacks: msg('답에 없어야 할 말', { id: 'trait-lacks' }),
    file: msg('만들 파일', { id: 'trait-file' }),
    cost: msg('비용', { id: 'trait-cost' }),
    time: msg('걸리는 시간', { id: 'trait-time' }),
    judged: msg('말로 적은 기준', { id: 'trait-judged' }),
  };
  return names[kind];
}

/** What a trait expects, in a sentence of its own. */
export function traitText(trait: Trait): string {
  switch (trait.kind) {
    case 'contains':
      return msg(str`‘${trait.text}’ 있음`, { id: 'trait-contains-is' });
    case 'lacks':
      return msg(str`‘${trait.text}’ 없음`, { id: 'trait-lacks-is' });
    case 'file':
      if (trait.content === '') return msg(str`파일 ${trait.name}`, { id: 'trait-file-is' });
      return trait.name === ''
        ? msg(str`‘${trait.content}’ 포함 파일`, { id: 'trait-content-is' })
        : msg(str`파일 ${trait.name} · ‘${trait.content}’ 포함`, { id: 'trait-file-content-is' });
    case 'cost':
      return msg(str`비용 $${number(trait.max_usd)} 이하`, { id: 'trait-cost-is' });
    case 'time':
      return msg(str`${number(trait.max_s)}초 이하`, { id: 'trait-time-is' });
    case 'judged':
      return trait.words;
    default:
      return unreachable(trait);
  }
}

/** What is wrong with a field of a test, and what would be right. `kind`: of the trait; null where it is the prompt. */
export function testProblemText(problem: TestProblemKind, kind: Trait['kind'] | null): string {
  switch (problem) {
    case 'missing':
      return kind === null
        ? msg('물어볼 말을 적어 주세요.', { id: 'test-problem-prompt' })
        : msg('무엇을 바라는지 적어 주세요.', { id: 'test-problem-trait' });
    case 'too_long': {
      const { prompt, words, name } = AGENT_TEST_LIMITS;
      const limit = kind === null ? prompt : kind === 'file' ? name : words;
      return tooLong(limit);
    }
    case 'out_of_range':
      return kind === 'time'
        ? msg('0보다 크고 3,600 이하인 초를 적어 주세요.', { id: 'test-problem-seconds' })
        : msg('0보다 크고 1,000 이하인 금액을 적어 주세요.', { id: 'test-problem-amount' });
    case 'no_traits':
      return msg('바라는 것을 하나 이상 적어 주세요.', { id: 'test-problem-no-traits' });
    case 'no_file':
      return msg('파일 이름이나 내용 가운데 하나는 적어 주세요.', { id: 'test-problem-no-file' });
    case 'unusable':
      return msg('이 값은 쓸 수 없어요.', { id: 'field-problem' });
    default:
      return unreachable(problem);
  }
}

export const tooLong = (limit: number): string => msg(str`${number(limit)}자까지 적을 수 있어요.`, { id: 'test-problem-long' });

/** Why tests are not saved. */
export function testsUnsavedText(end: Exclude<TestsSaveEnd, 'saved'>): string {
  switch (end) {
    case 'invalid':
      return msg('고칠 곳이 있어요. 표시한 칸을 봐 주세요.', { id: 'save-invalid' });
    case 'offline':
      return msg('연결이 끊겨 저장하지 못했어요. 쓴 내용은 이 브라우저에 남아 있어요.', { id: 'save-offline' });
    case 'gone':
      return msg('삭제된 에이전트라 저장하지 못했어요.', { id: 'tests-gone' });
    case 'failed':
      return msg('저장하지 못했어요. 쓴 내용은 이 브라우저에 남아 있어요. 잠시 뒤 다시 눌러 주세요.', { id: 'save-failed' });
    default:
      return unreachable(end);
  }
}

/** Why a run of tests was not begun, and the way on. */
export function notStartedText(why: NotStarted): string {
  switch (why) {
    case 'busy':
      return msg('지금은 시작할 수 없어요. 도는 테스트가 있으면 끝난 뒤에 다시 눌러 주세요.', { id: 'tests-busy' });
    case 'invalid':
      return msg('에이전트나 예산에 쓸 수 없는 값이 있어 시작하지 못했어요.', { id: 'tests-start-invalid' });
    case 'rate_limited':
      return msg('요청이 많아 시작하지 못했어요. 잠시 뒤 다시 눌러 주세요.', { id: 'tests-rate-limited' });
    case 'no_access':
      return msg('이용이 멈춰 있어 시작하지 못했어요.', { id: 'tests-no-access' });
    case 'offline':
      return msg('연결이 끊겨 시작됐는지 알 수 없어요. 시작됐다면 곧 아래에 나와요.', { id: 'tests-start-offline' });
    case 'failed':
      return msg('시작하지 못했어요. 잠시 뒤 다시 눌러 주세요.', { id: 'tests-start-failed' });
    default:
      return unreachable(why);
  }
}

/** What one of the sides of a run is called. */
export function sideName({ side, version }: TestRun['sides'][number]): string {
  if (version === null) return msg('초안', { id: 'tests-draft' });
  return side === 'saved'
    ? msg(str`버전 ${version}`, { id: 'version-number' })
    : msg(str`초안 (지금 버전 ${version})`, { id: 'tests-draft-saved' });
}

/** How a run stands, in a sentence. */
export function testRunText(run: TestRun): string {
  const { state, attempts, budget_usd, spent_usd, expected_usd } = run;
  const ended = number(attempts.filter((one) => one.state === 'ended').length);
  const all = number(attempts.length);
  const spent = formatMoney(spent_usd);
  switch (state) {
    case 'working':
      return msg(str`${all}번 가운데 ${ended}번 끝났어요 · 지금까지 ${spent}`, { id: 'tests-working' });
    case 'done':
      return msg(str`${all}번 모두 끝났어요 · 비용 ${spent} (예상 ${formatMoney(expected_usd)})`, { id: 'tests-done' });
    case 'over_budget':
      return msg(str`더 물으면 예산 ${formatMoney(budget_usd)}보다 더 들어서 멈췄어요 · ${all}번 가운데 ${ended}번 끝남 · 비용 ${spent}`, {
        id: 'tests-over-budget',
      });
    case 'stopped':
      if (isOpen(run)) return msg(str`멈추는 중이에요 · ${all}번 가운데 ${ended}번 끝남`, { id: 'tests-being-stopped' });
      return msg(str`직접 멈췄어요 · ${all}번 가운데 ${ended}번 끝남 · 비용 ${spent}`, { id: 'tests-stopped' });
    default:
      return unreachable(state);
  }
}

/** How one attempt stands, in a word or two. */
export function attemptText({ state, passed, session_id }: TestAttempt): string {
  switch (state) {
    case 'waiting':
      return msg('기다리는 중', { id: 'attempt-waiting' });
    case 'working':
      return msg('작업 중', { id: 'attempt-working' });
    case 'left':
      return session_id === null ? msg('묻지 않음', { id: 'attempt-left' }) : msg('멈춤', { id: 'attempt-stopped' });
    case 'ended':
      return passed === true ? msg('통과', { id: 'attempt-passed' }) : msg('통과 못 함', { id: 'attempt-failed' });
    default:
      return unreachable(state);
  }
}

/** What was found of a trait, or why it was judged so. Of cost and time it is a figure: dollars, seconds. */
export function reasonText({ kind }: Trait, reason: string): string {
  if (reason === '') return '';
  if (kind === 'cost') return formatMoney(Number(reason));
  return kind === 'time' ? formatDuration(Number(reason) * 1000, currentLocale()) : reason;
}

/** Whether a trait holds, in words. */
export function traitEnd(ok: boolean | null): string {
  if (ok === null) return msg('판단할 수 없음', { id: 'trait-unknown' });
  return ok ? msg('지킴', { id: 'trait-ok' }) : msg('지키지 못함', { id: 'trait-not-ok' });
}
