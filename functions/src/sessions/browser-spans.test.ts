import { traceOf } from '@oma/contract';
import { describe, expect, it } from 'vitest';
import { browserSpans } from './browser-spans.ts';

const ID = '01JDXQ0000000000000000000A';
const NOW = new Date('2026-11-25T03:00:00Z');
const at = NOW.getTime();
const spansOf = (given: { start: number; end: number; clock?: number; asked?: number }) =>
  browserSpans(
    ID,
    {
      sent_at: at + (given.clock ?? 0),
      spans: [{ name: 'first_text_painted', start_ms: at + (given.clock ?? 0) + given.start, end_ms: at + (given.clock ?? 0) + given.end }],
    },
    { askedAt: new Date(at + (given.asked ?? -2000)), now: NOW },
  ).map(({ startMs, endMs }) => [startMs - at, endMs - at]);

describe('the spans of a browser', () => {
  it('belong to the trace of their message', () => {
    const [span] = browserSpans(
      ID,
      { sent_at: at, spans: [{ name: 'first_text_painted', start_ms: at - 900, end_ms: at - 100 }] },
      { askedAt: new Date(at - 1000), now: NOW },
    );
    const { traceId, spanId } = traceOf(ID);
    expect(span).toMatchObject({ traceId, parentSpanId: spanId, name: 'first_text_painted', source: 'browser', attributes: {} });
  });

  it.each([
    ['are as they were told', { start: -1500, end: -300 }, [[-1500, -300]]],
    ['are by the platform’s clock', { start: -1500, end: -300, clock: 86_400_000 }, [[-1500, -300]]],
    ['do not begin long before the question', { start: -500_000, end: -300 }, [[-62_000, -300]]],
    ['do not end in the future', { start: -300, end: 9_000 }, [[-300, 0]]],
    ['take no time where they end before they begin', { start: -300, end: -900 }, [[-300, -300]]],
    ['are of the last hour', { start: -4_000_000, end: -300, asked: -4_000_000 }, [[-3_600_000, -300]]],
    ['are left out where they are wholly older', { start: -5_000_000, end: -4_000_000, asked: -5_000_000 }, []],
  ])('%s', (_what, given, expected) => {
    expect(spansOf(given)).toEqual(expected);
  });

  /** The question was stored 5 seconds ago, 100 ms after it was sent; its answer was painted 2 seconds later. */
  const SEND = { name: 'send', start: -5100, end: -4800 } as const;
  const ANSWER = { name: 'first_text_painted', start: -5100, end: -3000 } as const;
  const HOUR = 3_600_000;

  it.each([
    ['stand where they were though they are told late', { clock: 0, delay: 2900, told: [SEND, ANSWER] }, [-5100, -4800, -5100, -3000]],
    ['do so without the sending', { clock: 0, delay: 2900, told: [ANSWER] }, [-5100, -3000]],
    ['begin no later than the question was stored', { clock: -HOUR, delay: 2900, told: [SEND, ANSWER] }, [-5000, -4700, -5000, -2900]],
    ['do so where the clock is ahead', { clock: HOUR, delay: 2900, told: [SEND, ANSWER] }, [-5000, -4700, -5000, -2900]],
    ['are late by their way alone where no more is known', { clock: HOUR, delay: 2900, told: [ANSWER] }, [-2200, -100]],
    ['are not heard of before the question was stored', { clock: -2000, delay: 100, told: [SEND, ANSWER] }, [-5300, -5000, -5300, -3200]],
  ])('%s', (_what, { clock, delay, told }, expected) => {
    const spans = told.map(({ name, start, end }) => ({ name, start_ms: at + clock + start, end_ms: at + clock + end }));
    const made = browserSpans(ID, { sent_at: at + clock - delay, spans }, { askedAt: new Date(at - 5000), now: NOW });
    expect(made.flatMap(({ startMs, endMs }) => [startMs - at, endMs - at])).toEqual(expected);
  });
});
