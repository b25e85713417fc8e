import type { Chunk, MessageDocument } from '@oma/contract';
import type { ReactiveControllerHost } from 'lit';
import { afterEach, beforeEach, expect, it, vi } from 'vitest';
import type { Listening } from '../../data/listening.ts';
import { SessionFeed } from './session-feed.ts';

beforeEach(() => {
  vi.useFakeTimers();
});
afterEach(() => {
  vi.useRealTimers();
});

const chunk = (seq: number, text: string): Chunk => ({
  seq,
  events: [{ k: 'text', s: text }],
});

it('hears the rest of an answer whose listener broke off, and keeps what was heard until then', async () => {
  const host = { addController: () => undefined, requestUpdate: () => undefined } as unknown as ReactiveControllerHost;
  const listeners: Listening<Chunk[]>[] = [];
  const ended = () => undefined;
  const id = '0'.repeat(26);
  const question = { role: 'user', content: 'why?', status: 'working', created_at: new Date(0) } as MessageDocument;
  const reply = { role: 'assistant', status: 'streaming', created_at: new Date(0) } as MessageDocument;
  const feed = new SessionFeed(host, () => expect.unreachable(), {
    watchSession: () => Promise.resolve(ended),
    watchMessages: (_sessionId, _count, { onValue }) => {
      const messages = [
        { id, isPending: false, data: question },
        { id: `${id}.reply`, isPending: false, data: reply },
      ];
      onValue({ messages, begin: null, isStale: false });
      return Promise.resolve(ended);
    },
    watchChunks: (_sessionId, _messageId, listening) => {
      listeners.push(listening);
      return Promise.resolve(ended);
    },
  });
  feed.turnTo('a session');
  await feed.start();
  listeners[0]!.onValue([chunk(1, 'one ')]);
  listeners[0]!.onRefused('unavailable');
  const said = () => feed.streaming?.answer.parts.map((part) => ('s' in part ? part.s : '')).join('');
  expect(said()).toBe('one ');
  await vi.advanceTimersByTimeAsync(5000);
  expect(listeners).toHaveLength(2);
  listeners[1]!.onValue([chunk(1, 'one '), chunk(2, 'two')]);
  expect(said()).toBe('one two');
  feed.stop();
  listeners[1]!.onRefused('unavailable');
  await vi.advanceTimersByTimeAsync(120_000);
  expect(listeners).toHaveLength(2);
});
