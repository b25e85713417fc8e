import { msg, str } from '@lit/localize';
import { type FailureCode, PROMISES, type PromiseName, type MeasuredPage, type Spread, unreachable } from '@oma/contract';
import { formatShare } from '../../../text/format-share.ts';

/** What a measure is called. */
export function measureName(measure: PromiseName): string {
  switch (measure) {
    case 'first_text':
      return msg('첫 글자까지', { id: 'ops-first-text' });
    case 'stop':
      return msg('중지까지', { id: 'ops-stop' });
    case 'start':
      return msg('실행 환경이 뜨기까지', { id: 'ops-start' });
    case 'lcp':
      return msg('화면이 그려지기까지 (LCP)', { id: 'ops-lcp' });
    case 'inp':
      return msg('누른 것이 보이기까지 (INP)', { id: 'ops-inp' });
    case 'cls':
      return msg('화면이 밀린 정도 (CLS)', { id: 'ops-cls' });
    default:
      return unreachable(measure);
  }
}

/** A value of a measure: thousandths are a number without a unit, durations below a second are milliseconds. `digits` behind the point are shown at least. */
export function formatMeasured(measure: PromiseName, value: number, locale: string, { digits = 0 } = {}): string {
  if (measure === 'cls') return (value / 1000).toLocaleString(locale, { minimumFractionDigits: 2 + digits, maximumFractionDigits: 3 });
  if (value < 1000) return `${Math.round(value).toLocaleString(locale)} ms`;
  const seconds = value < 120_000;
  const amount = (value / (seconds ? 1000 : 60_000)).toLocaleString(
    locale,
    value < 10_000 ? { minimumFractionDigits: digits, maximumFractionDigits: 1 } : { maximumFractionDigits: 0 },
  );
  return seconds ? msg(str`${amount}초`, { id: 'ops-seconds' }) : msg(str`${amount}분`, { id: 'ops-minutes' });
}

type Estimate = NonNullable<Spread['p50']>;

/** Beyond the last edge nobody knows by how much. */
export const formatEstimate = (measure: PromiseName, { value, to }: Estimate, locale: string): string =>
  `${to === null ? '> ' : ''}${formatMeasured(measure, value, locale, { digits: 1 })}`;

/** Between what the true value lies. */
export const estimateBounds = (measure: PromiseName, { from, to }: Estimate, locale: string): string =>
  to === null
    ? msg(str`${formatMeasured(measure, from, locale)} 넘음`, { id: 'ops-above' })
    : msg(str`${formatMeasured(measure, from, locale)}–${formatMeasured(measure, to, locale)} 사이`, { id: 'ops-between' });

/** 99.9 of a hundred and 100 of a hundred are not the same. */
export const exactShare = (share: number, locale: string): string =>
  share.toLocaleString(locale, { style: 'percent', maximumFractionDigits: 1 });

/** What is promised of a measure. */
export function targetText(measure: PromiseName, locale: string): string {
  const { limit, share } = PROMISES[measure];
  const part = formatShare(share, locale);
  const most = formatMeasured(measure, limit, locale);
  return measure === 'first_text'
    ? msg(str`목표: ${part}가 ${most} 안에 (시뮬레이션 기준)`, { id: 'ops-target-simulated' })
    : measure === 'cls'
      ? msg(str`목표: ${part}가 ${most} 이하`, { id: 'ops-target-most' })
      : msg(str`목표: ${part}가 ${most} 안에`, { id: 'ops-target' });
}

/** Each failure in two or three words; the code beside it is the one of logs and run-books. */
export function failureName(code: FailureCode): string {
  switch (code) {
    case 'launch_failed':
      return msg('실행 환경을 시작하지 못함', { id: 'ops-launch-failed' });
    case 'run_lost':
      return msg('실행 환경이 끊김', { id: 'ops-run-lost' });
    case 'turn_timeout':
      return msg('제한 시간을 넘김', { id: 'ops-turn-timeout' });
    case 'model_error':
      return msg('모델 오류', { id: 'ops-model-error' });
    case 'model_overloaded':
      return msg('모델이 붐빔', { id: 'ops-model-overloaded' });
    case 'budget_reached':
      return msg('예산에 닿음', { id: 'ops-budget-reached' });
    case 'rate_limited':
      return msg('대기 질문이 너무 많음', { id: 'ops-rate-limited' });
    case 'not_accepting':
      return msg('질문을 받지 않는 중', { id: 'ops-not-accepting' });
    case 'revoked':
      return msg('이용 권한 없음', { id: 'ops-revoked' });
    case 'agent_unavailable':
      return msg('에이전트를 쓸 수 없음', { id: 'ops-agent-unavailable' });
    case 'workspace_full':
      return msg('작업 공간이 가득 참', { id: 'ops-workspace-full' });
    case 'internal':
      return msg('플랫폼 오류', { id: 'ops-internal' });
    default:
      return unreachable(code);
  }
}

export function pageName(page: MeasuredPage): string {
  switch (page) {
    case 'main':
      return msg('첫 화면', { id: 'ops-page-main' });
    case 'privacy':
      return msg('개인정보 처리방침', { id: 'ops-page-privacy' });
    case 'api-reference':
      return msg('API 문서', { id: 'ops-page-api' });
    case 'not-found':
      return msg('없는 주소', { id: 'ops-page-not-found' });
    case 'dashboard':
      return msg('대시보드', { id: 'dashboard' });
    case 'agents':
      return msg('에이전트 목록', { id: 'ops-page-agents' });
    case 'agent':
      return msg('에이전트 편집', { id: 'ops-page-agent' });
    case 'sessions':
      return msg('대화 목록', { id: 'ops-page-sessions' });
    case 'workspace':
      return msg('작업 공간', { id: 'ops-page-workspace' });
    case 'account':
      return msg('내 계정', { id: 'account' });
    case 'admin':
      return msg('관리', { id: 'admin' });
    case 'decision':
      return msg('메일 속 결정 화면', { id: 'ops-page-decision' });
    case 'shared':
      return msg('공유된 대화', { id: 'ops-page-shared' });
    default:
      return unreachable(page);
  }
}
