import { describe, expect, it } from 'vitest';
import { firstNewOf } from './first-new.ts';
import type { Exchange } from './thread.ts';

const at = (minute: number): Date => new Date(Date.UTC(2026, 10, 27, 12, minute));
const exchange = (id: string, ended: number | null): Exchange =>
  ({ id, isPending: false, question: {}, reply: { ended_at: ended === null ? null : at(ended) } }) as Exchange;
const unanswered = { id: 'c', isPending: false, question: {}, reply: null } as unknown as Exchange;

describe('where what is new begins', () => {
  it.each([
    ['after the last read answer', [exchange('a', 1), exchange('b', 2), exchange('c', 3)], at(1), 'b'],
    ['nowhere, where all was read', [exchange('a', 1), exchange('b', 2)], at(2), null],
    ['nowhere, where nothing was read', [exchange('a', 1), exchange('b', 2)], null, null],
    ['nowhere, where all that is shown is new', [exchange('a', 1), exchange('b', 2)], at(0), null],
    ['not at what is not answered yet', [exchange('a', 1), exchange('b', null), unanswered], at(1), null],
  ])('%s', (_name, thread, readTo, expected) => expect(firstNewOf(thread, readTo)).toBe(expected));
});
