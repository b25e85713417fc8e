import type { QuestionDocument, ReplyDocument } from '@oma/contract';
import { describe, expect, it } from 'vitest';
import type { Message } from '../../data/messages.ts';
import { arrange } from './thread.ts';

const question = (id: string, at: number): Message => ({
  id,
  isPending: false,
  data: { role: 'user', content: id, created_at: new Date(at), status: 'queued' } satisfies QuestionDocument,
});
const reply = (to: string, at: number): Message => ({
  id: `${to}.reply`,
  isPending: false,
  data: { role: 'assistant', reply_to: to, created_at: new Date(at) } as ReplyDocument,
});

describe('arrange', () => {
  it('puts each answer behind its question, whenever it came', () => {
    const thread = arrange([question('A', 1), question('B', 2), reply('A', 5), reply('B', 9)]);
    expect(thread.map(({ id, reply: answer }) => [id, answer?.reply_to])).toEqual([
      ['A', 'A'],
      ['B', 'B'],
    ]);
  });

  it('orders questions of the same moment by id', () => {
    expect(arrange([question('B', 1), question('A', 1)]).map(({ id }) => id)).toEqual(['A', 'B']);
  });

  it('leaves out an answer whose question is on another page', () => {
    expect(arrange([reply('A', 5), question('B', 6)]).map(({ id }) => id)).toEqual(['B']);
  });
});
