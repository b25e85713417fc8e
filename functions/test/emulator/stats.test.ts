import { newSession, NO_ENDS, Stats, StatsDocument } from '@oma/contract';
import { randomUUID } from 'node:crypto';
import { afterEach, beforeEach, describe, expect, it } from 'vitest';
import { Documents } from '../../src/firestore/documents.ts';
import { readStats } from '../../src/stats/read-stats.ts';
import { recount } from '../../src/stats/recount.ts';
import { recountStats } from '../../src/stats/recount-stats.ts';
import { agentsChange, runChange } from '../../src/stats/stats-change.ts';
import { ADMIN, type ApiHarness, createApiHarness, MEMBER } from './api-harness.ts';
import { nextMessageId } from './run-harness.ts';

/** Noon in Seoul. */
const NOW = new Date('2026-11-25T03:00:00Z');
const DAY = 24 * 3_600_000;
const daysAgo = (days: number): Date => new Date(NOW.getTime() - days * DAY);

let h: ApiHarness;
beforeEach(async () => {
  h = await createApiHarness();
  h.clock.now = NOW;
});
afterEach(() => h.close());

const shown = async () => Stats.parse((await h.call('GET', '/api/dashboard/stats')).body);
const stored = async (uid = MEMBER) => StatsDocument.parse((await h.documents.stats(uid).get()).data() ?? {});
const end = (status: 'done' | 'failed' | 'stopped', at: Date, uid = MEMBER) =>
  h.documents.stats(uid).set(runChange(status, at), { merge: true });

/** A conversation with answers that ended so; `streaming` did not. */
async function converse(
  uid: string,
  kind: 'work' | 'test',
  ends: readonly (readonly ['done' | 'failed' | 'stopped' | 'streaming', Date])[],
): Promise<void> {
  const sessionId = randomUUID();
  await h.documents.session(sessionId).set(newSession({ id: sessionId, uid, agentId: null, agentVersion: 0, kind, now: NOW }));
  for (const [status, at] of ends) {
    const id = nextMessageId();
    await h.documents
      .question(sessionId, id)
      .set({ role: 'user', content: 'x', created_at: at, status: status === 'streaming' ? 'working' : status });
    await h.documents.reply(sessionId, id).set({ role: 'assistant', status, ended_at: status === 'streaming' ? null : at } as never);
  }
}

describe('the numbers of the dashboard', () => {
  it('are nothing for who has nothing', async () => {
    const stats = await shown();
    expect(stats).toMatchObject({ totalAgents: 0, activeAgents: 0, totalRuns: 0, successRate: null, lastActivity: null });
    expect(stats.days.map(({ day }) => day)).toEqual(
      Array.from({ length: 14 }, (_, index) =>
        daysAgo(13 - index)
          .toISOString()
          .slice(0, 10),
      ),
    );
    expect((await h.call('GET', '/api/dashboard/stats', { who: 'stranger' })).status).toBe(403);
  });

  it('count runs by how they ended, by day of Seoul, and know the last one', async () => {
    await end('done', daysAgo(0));
    await end('done', daysAgo(20));
    await end('failed', daysAgo(13));
    await end('stopped', new Date('2026-11-24T15:00:00Z'));
    await end('stopped', new Date('2026-11-24T14:59:59Z'));
    const { days, ...rest } = await shown();
    expect(rest).toEqual({ totalAgents: 0, activeAgents: 0, totalRuns: 5, successRate: 67, lastActivity: NOW.toISOString() });
    expect(days[0]).toEqual({ day: '2026-11-12', done: 0, failed: 1, stopped: 0 });
    expect(days.slice(-2)).toEqual([
      { day: '2026-11-24', done: 0, failed: 0, stopped: 1 },
      { day: '2026-11-25', done: 1, failed: 0, stopped: 1 },
    ]);
  });

  it.each([
    [1, 0, 100],
    [0, 1, 0],
    [1, 2, 33],
    [199, 1, 100],
    [1, 1, 50],
  ])('say a rate of %i done and %i failed', async (done, failed, rate) => {
    await h.documents.stats(MEMBER).set(StatsDocument.parse({ done, failed, stopped: 7 }));
    expect((await shown()).successRate).toBe(rate);
  });

  it('say no rate where nothing but stopped', async () => {
    await end('stopped', NOW);
    expect(await shown()).toMatchObject({ totalRuns: 1, successRate: null });
  });

  it('forget the days that are no longer shown, and nothing else', async () => {
    for (let days = 0; days < 40; days += 1) await end('done', daysAgo(days));
    const before = await shown();
    expect(Object.keys((await stored()).days)).toHaveLength(14);
    expect(await stored()).toMatchObject({ done: 40, last_run_ms: NOW.getTime() });
    expect(await shown()).toEqual(before);
    expect(before.days.every(({ done }) => done === 1)).toBe(true);
  });

  it('cost one read, whatever there is', async () => {
    await converse(MEMBER, 'work', [['done', NOW]]);
    await end('done', NOW);
    let reads = 0;
    class Counted extends Documents {
      override stats(uid: string) {
        reads += 1;
        return super.stats(uid);
      }
      override sessions(): never {
        throw new Error('sessions are not looked at');
      }
      override agents(): never {
        throw new Error('agents are not looked at');
      }
    }
    expect(await readStats(new Counted(h.documents.firestore), MEMBER, NOW)).toMatchObject({ totalRuns: 1 });
    expect(reads).toBe(1);
  });
});

describe('counting anew', () => {
  it('finds what there is: work, not tests; what ended, not what streams; agents that are there', async () => {
    for (const [id, status] of [
      ['A', 'active'],
      ['B', 'draft'],
      ['C', 'active'],
    ] as const)
      await h.documents.agent(id.repeat(20)).set({ owner_id: id === 'C' ? 'other' : MEMBER, status } as never);
    await converse(MEMBER, 'work', [
      ['done', daysAgo(3)],
      ['failed', daysAgo(30)],
      ['streaming', NOW],
    ]);
    await converse(MEMBER, 'work', [['stopped', daysAgo(1)]]);
    await converse(MEMBER, 'test', [['done', NOW]]);
    await converse('other', 'work', [['done', NOW]]);
    await h.documents
      .stats(MEMBER)
      .set(StatsDocument.parse({ agents: 9, done: 5, days: { '2026-11-24': { done: 9 }, '2020-01-01': { done: 1 } } }));
    expect(await recountStats(h.documents, MEMBER, NOW)).toBe('corrected');
    expect(await stored()).toEqual({
      agents: 2,
      active_agents: 1,
      done: 1,
      failed: 1,
      stopped: 1,
      last_run_ms: daysAgo(1).getTime(),
      days: { '2026-11-22': { done: 1, failed: 0, stopped: 0 }, '2026-11-24': { done: 0, failed: 0, stopped: 1 } },
      purged: NO_ENDS,
    });
    expect(await recountStats(h.documents, MEMBER, NOW)).toBe('right');
    expect(await recountStats(h.documents, 'other', NOW)).toBe('corrected');
    expect(await recountStats(h.documents, 'nobody', NOW)).toBe('right');
    expect((await h.documents.stats('nobody').get()).exists).toBe(false);
  });

  /** Something happens each time, or only the first time, that the sessions were looked at: a run ends that the count does not find any more. */
  class Meddled extends Documents {
    happened = 0;
    readonly times: number;
    constructor(times: number) {
      super(h.documents.firestore);
      this.times = times;
    }
    override replies(sessionId: string) {
      if (this.happened < this.times) {
        this.happened += 1;
        void h.documents.stats(MEMBER).set(agentsChange({ all: 1, active: 0 }), { merge: true });
      }
      return super.replies(sessionId);
    }
  }

  it.each([
    ['a document that is wrong', { agents: 5 }],
    ['a document that is right until then', { done: 1, last_run_ms: NOW.getTime(), days: { '2026-11-25': { done: 1 } } }],
    ['no document', null],
  ])('writes over nothing that happens meanwhile, to %s', async (_what, before) => {
    await converse(MEMBER, 'work', [['done', NOW]]);
    if (before !== null) await h.documents.stats(MEMBER).set(StatsDocument.parse(before));
    const meddled = new Meddled(1);
    expect(await recountStats(meddled, MEMBER, NOW)).toBe('corrected');
    expect(meddled.happened).toBe(1);
    // The change came without an agent, so the second count takes it back.
    expect(await stored()).toMatchObject({ agents: 0, done: 1 });
  });

  it('gives up where something happens each time', async () => {
    await converse(MEMBER, 'work', [['done', NOW]]);
    expect(await recountStats(new Meddled(Infinity), MEMBER, NOW)).toBe('busy');
    expect(await stored()).toMatchObject({ agents: 5, done: 0 });
  });

  it('is an admin’s command for one or for all, and is on record', async () => {
    for (let person = 0; person < 55; person += 1) await h.addMember(`person${String(person).padStart(2, '0')}`);
    await converse('person54', 'work', [['done', NOW]]);
    await converse(MEMBER, 'work', [['done', NOW]]);
    const command = (body: object, who = ADMIN) => h.call('POST', '/api/admin/stats/recount', { who, body });
    expect((await command({}, MEMBER)).status).toBe(403);
    expect(await command({ uid: MEMBER })).toMatchObject({ status: 200, body: { people: 1, corrected: 1, busy: 0 } });
    expect((await command({})).body).toEqual({ people: 56, corrected: 1, busy: 0 });
    expect((await command({ cursor: 'person53' })).body).toEqual({ people: 1, corrected: 0, busy: 0 });
    expect((await command({ uid: 'gone' })).status).toBe(404);
    for (const body of [{ uid: 'a/b' }, { uid: '__x__' }, { uid: 'a', cursor: 'b' }, { all: true }])
      expect((await command(body)).status).toBe(422);
    expect((await h.call('GET', '/api/admin/audit', { who: ADMIN })).body).toMatchObject({
      entries: expect.arrayContaining([
        expect.objectContaining({
          action: 'recount',
          target: MEMBER,
          email: 'member@example.com',
          reason: 'people: 1; corrected: 1; busy: 0',
        }),
        expect.objectContaining({ action: 'recount', target: 'stats/all', email: null }),
      ]) as unknown,
    });
    expect(await stored('person54')).toMatchObject({ done: 1 });
  });

  it('goes on where its time was over', async () => {
    for (const uid of ['a', 'b', 'c']) await h.addMember(uid);
    let asked = 0;
    // Five seconds for each look at the clock.
    const slow = () => new Date(NOW.getTime() + asked++ * 5000);
    const first = await recount(h.documents, {}, slow);
    expect(first).toMatchObject({ people: 3, next: 'c' });
    asked = 0;
    expect(await recount(h.documents, { cursor: 'c' }, slow)).toEqual({ people: 1, corrected: 0, busy: 0 });
  });
});
