import type { Session } from '@oma/contract';
import { describe, expect, it } from 'vitest';
import { sessionNews } from './session-news.ts';

const at = (minute: number): string => new Date(Date.UTC(2026, 10, 26, 12, minute)).toISOString();
const session = (id: string, active: number, given: Partial<Session> = {}) =>
  ({ id, last_activity: at(active), run: null, last_end: null, ...given }) as Session;
const ended = (minute: number, status: 'done' | 'failed' | 'stopped' = 'done') => ({
  last_end: { status, code: null, at: at(minute), took_ms: 1000 } as Session['last_end'],
});
const waiting = (minute: number) => ({ run: { phase: 'waiting', since: at(minute) } as Session['run'] });

const news = (sessions: Session[], before: Session[]) => sessionNews(sessions, before).map(({ kind, session: { id } }) => [kind, id]);

describe('what is new in the newest conversations', () => {
  it.each([
    ['an answer', [session('a', 5, ended(6))], [session('a', 5)], [['done', 'a']]],
    ['a failure after an answer', [session('a', 8, ended(9, 'failed'))], [session('a', 8, ended(6))], [['failed', 'a']]],
    ['nothing that was known', [session('a', 5, ended(6))], [session('a', 5, ended(6))], []],
    ['nothing that its person stopped', [session('a', 5, ended(6, 'stopped'))], [session('a', 5)], []],
    ['a question of the agent', [session('a', 5, waiting(6))], [session('a', 5)], [['asks', 'a']]],
    ['no question that was asked before', [session('a', 5, waiting(6))], [session('a', 5, waiting(6))], []],
    [
      'nothing old of one that takes the place of one that was deleted',
      [session('a', 9), session('old', 1, ended(2)), session('waits', 1, waiting(2))],
      [session('a', 9), session('gone', 8)],
      [],
    ],
    [
      'what came in another while nothing was heard',
      [session('back', 11, ended(12)), session('a', 9)],
      [session('a', 9, ended(10)), session('gone', 8)],
      [['done', 'back']],
    ],
    ['the first answer of all', [session('a', 5, ended(6))], [], [['done', 'a']]],
  ])('is %s', (_what, sessions, before, expected) => {
    expect(news(sessions, before)).toEqual(expected);
  });
});
