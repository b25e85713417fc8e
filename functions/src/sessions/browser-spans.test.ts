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
      spans: [{ name: 'send', start_ms: at + (given.clock ?? 0) + given.start, end_ms: at + (given.clock ?? 0) + given.end }],
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
});
