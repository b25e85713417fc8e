import type { QuestionDocument } from '@oma/contract';
import { describe, expect, it } from 'vitest';
import type { Message } from '../../data/messages.ts';
import { KnownMessages } from './known-messages.ts';

const SIZE = 3;
const message = (at: number): Message => ({
  id: `m${at}`,
  isPending: false,
  data: { role: 'user', content: '', created_at: new Date(at), status: 'done' } satisfies QuestionDocument,
});
/** A part as it is read: its place is the number of its first message. */
const part = (...numbers: number[]) => ({ messages: numbers.map(message), begin: numbers[0] ?? null });
const known = (...parts: ReturnType<typeof part>[]): KnownMessages<number> => {
  const all = new KnownMessages<number>(SIZE);
  for (const one of parts) all.takeNewest(one);
  return all;
};
const ids = (all: KnownMessages<number>): string => all.all.map(({ id }) => id).join(' ');

describe('the messages that a page knows', () => {
  it('are all there are where fewer came than are listened to', () => {
    const all = known(part(1, 2));
    expect([ids(all), all.before]).toEqual(['m1 m2', null]);
  });

  it('begin where those before can be read from, which come in front of them', () => {
    const all = known(part(7, 8, 9));
    expect(all.before).toBe(7);
    all.takeEarlier(part(4, 5, 6), SIZE);
    expect([ids(all), all.before]).toEqual(['m4 m5 m6 m7 m8 m9', 4]);
    all.takeEarlier(part(2, 3), SIZE);
    expect([ids(all), all.before]).toEqual(['m2 m3 m4 m5 m6 m7 m8 m9', null]);
  });

  it('keep what newer ones have pushed out of those that are listened to', () => {
    const all = known(part(1, 2), part(1, 2, 3), part(2, 3, 4), part(3, 4, 5));
    expect(ids(all)).toBe('m1 m2 m3 m4 m5');
    all.takeEarlier(part(0), SIZE);
    expect([ids(all), all.before]).toEqual(['m0 m1 m2 m3 m4 m5', null]);
  });

  it('lose what was taken back', () => {
    expect(ids(known(part(1, 2, 3), part(1, 3)))).toBe('m1 m3');
    expect(ids(known(part(1, 2), part(2)))).toBe('m2');
    // One from before fills the place of the one that went.
    expect(ids(known(part(2, 3, 4), part(1, 2, 3)))).toBe('m1 m2 m3');
  });

  it('are read again from the newest where a gap would be between', () => {
    const all = known(part(4, 5, 6));
    all.takeEarlier(part(1, 2, 3), SIZE);
    all.takeNewest(part(17, 18, 19));
    expect([ids(all), all.before]).toEqual(['m17 m18 m19', 17]);
  });

  it('are each there once, whatever comes twice', () => {
    const all = known(part(4, 5, 6));
    all.takeEarlier(part(3, 4, 5), SIZE);
    all.takeNewest(part(3, 4, 5));
    expect(ids(all)).toBe('m3 m4 m5');
  });
});
