import type { BrowserSpans } from '@oma/contract';
import { phaseSpan, type Span } from '../traces/span.ts';

/** What is older is of no use to anybody, and may be made up. */
const HOUR_MS = 3_600_000;
/** By so much clocks may differ that were set by the same time. */
const BEFORE_ASKED_MS = 60_000;
/** So long a request may be on its way; by less no clock is known to be wrong. */
const ON_THE_WAY_MS = 30_000;

/**
 * What a browser told of a message, as spans of its trace: by the platform's clock, from a minute before the question was stored, within the last hour, and never
 * in the future. What lies wholly before that is left out.
 */
export function browserSpans(messageId: string, { sent_at, spans }: BrowserSpans, { askedAt, now }: { askedAt: Date; now: Date }): Span[] {
  const latest = now.getTime();
  const earliest = Math.max(askedAt.getTime() - BEFORE_ASKED_MS, latest - HOUR_MS);
  const behind = clockBehind(spans, { asked: askedAt.getTime(), told: latest - sent_at });
  const here = (at: number): number => at + behind;
  const within = (at: number): number => Math.min(latest, Math.max(earliest, here(at)));
  return spans
    .filter(({ end_ms }) => here(end_ms) >= earliest)
    .map(({ name, start_ms, end_ms }) =>
      phaseSpan(messageId, { name, source: 'browser', startMs: within(start_ms), endMs: within(end_ms) }),
    );
}

/**
 * By how much a browser's clock is behind the platform's. `told`, the time from when it says it sent this, holds the way here and the start of a function too, so what
 * is known counts for more: the question was stored after it was sent, and before the browser heard of it.
 */
function clockBehind(spans: BrowserSpans['spans'], { asked, told }: { asked: number; told: number }): number {
  const behind = Math.abs(told) < ON_THE_WAY_MS ? 0 : told;
  const send = spans.find(({ name }) => name === 'send');
  return send === undefined ? behind : Math.min(asked - send.start_ms, Math.max(asked - send.end_ms, behind));
}
