import { expect, it } from 'vitest';
import { retriedOf } from './retried.ts';
import type { Exchange } from './thread.ts';

const exchange = (id: string, status: 'queued' | 'working' | 'done', retry_of?: string): Exchange => ({
  id,
  isPending: false,
  question: { role: 'user', content: id, created_at: new Date(), status, ...(retry_of === undefined ? {} : { retry_of }) },
  reply: null,
});

it('is said anew from being sent to being answered', () => {
  const thread = [
    exchange('A', 'done'),
    exchange('B', 'done', 'A'),
    exchange('C', 'working', 'B'),
    exchange('D', 'queued', 'C'),
    exchange('E', 'queued'),
  ];
  const unsent = ['D', null].map((retryOf) => ({ content: '', retryOf, files: [] }));
  expect([...retriedOf(unsent, thread)].sort()).toEqual(['B', 'C', 'D']);
  expect([...retriedOf([], [])]).toEqual([]);
});
