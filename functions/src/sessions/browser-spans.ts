import type { BrowserSpans } from '@oma/contract';
import { phaseSpan, type Span } from '../traces/span.ts';

/** What is older is of no use to anybody, and may be made up. */
const HOUR_MS = 3_600_000;
/** By so much clocks may differ that were set by the same time. */
const BEFORE_ASKED_MS = 60_000;

/**
 * What a browser told of a message, as spans of its trace: by the platform's clock, from a minute before the question was stored, within the last hour, and never
 * in the future. What lies wholly before that is left out.
 */
export function browserSpans(messageId: string, { sent_at, spans }: BrowserSpans, { askedAt, now }: { askedAt: Date; now: Date }): Span[] {
  const latest = now.getTime();
  const earliest = Math.max(askedAt.getTime() - BEFORE_ASKED_MS, latest - HOUR_MS);
  const here = (at: number): number => at + latest - sent_at;
  const within = (at: number): number => Math.min(latest, Math.max(earliest, here(at)));
  return spans
    .filter(({ end_ms }) => here(end_ms) >= earliest)
    .map(({ name, start_ms, end_ms }) =>
      phaseSpan(messageId, { name, source: 'browser', startMs: within(start_ms), endMs: within(end_ms) }),
    );
}
