import type { Agent, Me, Session } from '@oma/contract';
import { describe, expect, it } from 'vitest';
import { needsYou } from './needs-you.ts';

const NOW = new Date('2026-11-26T12:00:00.000Z');
const ago = (minutes: number): string => new Date(NOW.getTime() - minutes * 60_000).toISOString();
const me = (left_usd: number) => ({ budget: { left_usd } }) as Me;
const agent = (given: Partial<Agent>) => ({ id: 'a', status: 'active', status_reason: null, ...given }) as Agent;
const session = (given: Partial<Session>) =>
  ({ id: 's', kind: 'work', status: 'active', run: null, queued: 0, read_at: null, last_end: null, ...given }) as Session;
const failed = (minutes: number) => ({ status: 'failed', code: 'model_error', at: ago(minutes), took_ms: 1000 }) as const;

const done = (minutes: number, took_ms: number) => ({ status: 'done', code: null, at: ago(minutes), took_ms }) as const;

const kinds = (given: { left?: number; agents?: Agent[]; sessions?: Session[] }) =>
  needsYou({ me: me(given.left ?? 1), agents: given.agents ?? [], sessions: given.sessions ?? [], now: NOW }).map(({ kind }) => kind);

describe('what needs the person', () => {
  it.each([
    ['nothing where all is well', { agents: [agent({})], sessions: [session({})] }, []],
    ['a budget that is used up', { left: 0 }, ['budget']],
    ['an agent that the platform stopped', { agents: [agent({ status: 'error', status_reason: 'model_error' })] }, ['agent']],
    ['a failure nobody looked at', { sessions: [session({ last_end: failed(5) })] }, ['failed']],
    ['a failure that was looked at', { sessions: [session({ last_end: failed(5), read_at: ago(1) })] }, []],
    ['a failure after the last look', { sessions: [session({ last_end: failed(5), read_at: ago(9) })] }, ['failed']],
    ['an old failure', { sessions: [session({ last_end: failed(8 * 24 * 60) })] }, []],
    ['a failure behind which the next question waits', { sessions: [session({ last_end: failed(5), queued: 1 })] }, []],
    ['a failed test run', { sessions: [session({ kind: 'test', last_end: failed(5) })] }, []],
    ['a closed conversation', { sessions: [session({ status: 'closed', last_end: failed(5) })] }, []],
    ['long work that nobody looked at', { sessions: [session({ last_end: done(5, 301_000) })] }, ['done']],
    ['long work that was looked at', { sessions: [session({ last_end: done(5, 301_000), read_at: ago(1) })] }, []],
    ['short work that nobody looked at', { sessions: [session({ last_end: done(5, 300_000) })] }, []],
    [
      'a question to the person',
      { sessions: [session({ run: { id: 'r', state: 'waiting', phase: 'waiting', since: ago(1) } })] },
      ['asks'],
    ],
    [
      'a question to the person, behind an answer that failed',
      { sessions: [session({ last_end: failed(5), run: { id: 'r', state: 'waiting', phase: 'waiting', since: ago(1) } })] },
      ['asks'],
    ],
  ])('%s', (_name, given, expected) => expect(kinds(given)).toEqual(expected));
});
