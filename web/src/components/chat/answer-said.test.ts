import type { ReplyDocument } from '@oma/contract';
import { describe, expect, it } from 'vitest';
import { nextSaid } from './answer-said.ts';
import type { Exchange } from './thread.ts';

const ended = (status: ReplyDocument['status']): Exchange[] => [{ id: 'one', reply: { status } } as unknown as Exchange];
const streams = (content: string) => ({ messageId: 'one', answer: { content } });

describe('what is said of an answer', () => {
  it('is that it comes, once it says something', () => {
    expect(nextSaid(null, null, streams(''), ended('streaming'))).toBeNull();
    expect(nextSaid(null, 'one', streams('words'), ended('streaming'))).toBe('coming');
  });

  it.each([
    ['done', 'complete'],
    ['stopped', 'stopped'],
    ['failed', null],
  ] as const)('is how it ended: %s', (status, said) => {
    expect(nextSaid('coming', 'one', null, ended(status))).toBe(said);
  });

  it('stays what it was while nothing streams', () => {
    expect(nextSaid('complete', null, null, ended('done'))).toBe('complete');
  });
});
