import {
  FailureCode,
  MEASURED_PAGES,
  type PromiseName,
  PROMISES,
  type OperationFigures,
  type OperationHour,
  PLATFORM_FAULTS,
  quantile,
  shareWithin,
  type Spread,
} from '@oma/contract';

/** What hours come to together. */
export function figuresOf(hours: readonly OperationHour[]): OperationFigures {
  const sum = (read: (hour: OperationHour) => number): number => hours.reduce((all, hour) => all + read(hour), 0);
  const spread = (measure: PromiseName): Spread => spreadOf(hours, measure);
  const [done, failed, stopped] = [sum((hour) => hour.done), sum((hour) => hour.failed), sum((hour) => hour.stopped)];
  const [sent, lostMail] = [sum((hour) => hour.mail_sent), sum((hour) => hour.mail_failed)];
  const failures = FailureCode.options.map((code) => ({ code, count: sum((hour) => hour.failures[code] ?? 0) }));
  const faults = failures.reduce((all, { code, count }) => (PLATFORM_FAULTS.includes(code) ? all + count : all), 0);
  const ended = done + failed + stopped;
  return {
    first_text: spread('first_text'),
    stop: spread('stop'),
    start: spread('start'),
    lcp: spread('lcp'),
    inp: spread('inp'),
    cls: spread('cls'),
    done,
    failed,
    stopped,
    success: part(done, done + failed),
    faultless: part(ended - faults, ended),
    failures: mostFirst(failures),
    runs_ended: sum((hour) => hour.runs_ended),
    runs_lost: sum((hour) => hour.runs_lost),
    mail_sent: sent,
    mail_retried: sum((hour) => hour.mail_retried),
    mail_failed: lostMail,
    delivered: part(sent, sent + lostMail),
    cost_usd: sum((hour) => hour.cost_microusd) / 1_000_000,
    errors: mostFirst(MEASURED_PAGES.map((page) => ({ page, count: sum((hour) => hour.errors[page] ?? 0) }))),
  };
}

function spreadOf(hours: readonly OperationHour[], measure: PromiseName): Spread {
  const { edges, limit } = PROMISES[measure];
  const counts = Array.from({ length: edges.length + 1 }, (_, bucket) =>
    hours.reduce((all, hour) => all + (hour[measure][String(bucket)] ?? 0), 0),
  );
  const histogram = { edges, counts };
  return {
    count: counts.reduce((all, count) => all + count, 0),
    p50: quantile(histogram, 0.5),
    p75: quantile(histogram, 0.75),
    p95: quantile(histogram, 0.95),
    within: shareWithin(histogram, limit),
  };
}

const part = (some: number, all: number): number | null => (all === 0 ? null : Math.min(1, Math.max(0, some / all)));

const mostFirst = <T extends { count: number }>(counted: readonly T[]): T[] =>
  counted.filter(({ count }) => count > 0).toSorted((one, other) => other.count - one.count);
