import * as fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { assemble, type Chunk, type TurnEvent } from './events.ts';

const text = (s: string): TurnEvent => ({ k: 'text', s });
const chunk = (seq: number, ...events: TurnEvent[]): Chunk => ({ seq, events });

describe('assemble', () => {
  it('concatenates text and merges neighbours into one part', () => {
    expect(assemble([chunk(1, text('a'), text('b')), chunk(2, text('c'))])).toEqual({
      content: 'abc',
      parts: [{ k: 'text', s: 'abc' }],
      phase: null,
    });
  });

  it('gives a tool its result, wherever it ends', () => {
    const tool: TurnEvent = { k: 'tool', id: 't', name: 'Bash', input: '{}' };
    const end: TurnEvent = { k: 'tool_end', id: 't', ok: true, output: 'out', ms: 5 };
    expect(assemble([chunk(1, tool, text('between')), chunk(2, end)]).parts).toEqual([
      { k: 'tool', id: 't', name: 'Bash', input: '{}', result: { ok: true, output: 'out', ms: 5 } },
      { k: 'text', s: 'between' },
    ]);
  });

  it('drops everything between the chunk a reset names and the reset', () => {
    expect(
      assemble([chunk(1, text('kept ')), chunk(2, text('cut')), chunk(3, text(' off'), { k: 'reset', to: 1 }, text('anew'))]).content,
    ).toBe('kept anew');
  });

  it('shows attempts in a row as one, the newest', () => {
    const retry = (attempt: number): TurnEvent => ({ k: 'retry', attempt, of: 3, wait_ms: 100 });
    expect(assemble([chunk(1, text('a'), retry(1)), chunk(2, retry(2), text('b'), retry(1))]).parts).toEqual([
      { k: 'text', s: 'a' },
      retry(2),
      { k: 'text', s: 'b' },
      retry(1),
    ]);
  });

  it('keeps the last phase', () => {
    expect(assemble([chunk(1, { k: 'phase', name: 'a' }), chunk(2, { k: 'phase', name: 'b' })]).phase).toBe('b');
  });

  it('gives the same whatever the order of arrival, and however often a chunk comes', () => {
    const events = fc.array(fc.oneof(fc.string().map(text), fc.record({ k: fc.constant('reset' as const), to: fc.nat(8) })), {
      minLength: 1,
      maxLength: 4,
    });
    const chunks = fc.array(events, { minLength: 1, maxLength: 8 }).map((all) => all.map((one, index) => chunk(index + 1, ...one)));
    fc.assert(
      fc.property(chunks, fc.infiniteStream(fc.nat()), (given, numbers) => {
        const shuffled = [...given, ...given].sort(() => ((numbers.next().value ?? 0) % 2 === 0 ? 1 : -1));
        expect(assemble(shuffled)).toEqual(assemble(given));
      }),
    );
  });
});
