import {
  type AgentDocument,
  type AgentVersionDocument,
  DEFAULT_CONFIG,
  type SessionKind,
  StatsDocument,
  type TurnResult,
} from '@oma/contract';
import fc from 'fast-check';
import { afterEach, beforeEach, describe, expect, it } from 'vitest';
import { createAgent } from '../../src/agents/create-agent.ts';
import { deleteAgent } from '../../src/agents/delete-agent.ts';
import { judgeAgent } from '../../src/agents/judge-agent.ts';
import type { Documents } from '../../src/firestore/documents.ts';
import { nextQuestion } from '../../src/runs/next-question.ts';
import type { RunRef } from '../../src/runs/run-ref.ts';
import { requestStop } from '../../src/runs/request-stop.ts';
import { recountStats } from '../../src/stats/recount-stats.ts';
import { type ApiHarness, createApiHarness } from './api-harness.ts';
import { createHarness, DONE, type Harness } from './run-harness.ts';

const statsOf = async (documents: Documents, uid: string) => StatsDocument.parse((await documents.stats(uid).get()).data() ?? {});
const agentsOf = async (documents: Documents, uid: string) => (await documents.agents().where('owner_id', '==', uid).get()).docs;

describe('any sequence of what can be done with agents', () => {
  let h: ApiHarness;
  beforeEach(async () => {
    h = await createApiHarness();
  });
  afterEach(() => h.close());

  type Step =
    | { kind: 'create' | 'import' }
    | { kind: 'duplicate' | 'delete' | 'error'; agent: number }
    | { kind: 'replace'; agent: number; status: 'draft' | 'active' | 'paused'; isStale: boolean }
    | { kind: 'restore'; agent: number; version: number; isStale: boolean }
    | { kind: 'clock'; ms: number };
  const agent = fc.nat(3);
  const step: fc.Arbitrary<Step> = fc.oneof(
    fc.record({ kind: fc.constantFrom('create' as const, 'import' as const) }),
    fc.record({ kind: fc.constantFrom('duplicate' as const, 'delete' as const, 'error' as const), agent }),
    {
      arbitrary: fc.record({
        kind: fc.constant('replace' as const),
        agent,
        status: fc.constantFrom('draft' as const, 'active' as const, 'paused' as const),
        isStale: fc.boolean(),
      }),
      weight: 3,
    },
    fc.record({ kind: fc.constant('restore' as const), agent, version: fc.integer({ min: 1, max: 4 }), isStale: fc.boolean() }),
    // Clocks of servers differ: it goes backwards as well.
    fc.record({ kind: fc.constant('clock' as const), ms: fc.integer({ min: -50, max: 50 }) }),
  );

  /** Does a step to one of the person's agents as a page would; answers the status, null where there was nothing to do it to. */
  async function take(uid: string, one: Step, known: readonly { id: string; version: number }[]): Promise<number | null> {
    const ask = async (method: string, path: string, given: { body?: unknown; match?: number } = {}) =>
      (await h.call(method, `/api/agents${path}`, { who: uid, ...given })).status;
    const at = 'agent' in one ? known[one.agent % Math.max(1, known.length)] : undefined;
    const match = at === undefined ? 0 : 'isStale' in one && one.isStale ? at.version - 1 : at.version;
    switch (one.kind) {
      case 'create':
        return ask('POST', '', { body: { name: 'new' } });
      case 'import':
        return ask('POST', '/import', { body: { content: '---\nname: imported\nmodel: opus\n---\ntext' } });
      case 'clock':
        h.clock.now = new Date(h.clock.now.getTime() + one.ms);
        return null;
      case 'duplicate':
        return at === undefined ? null : ask('POST', `/${at.id}/duplicate`);
      case 'delete':
        return at === undefined ? null : ask('DELETE', `/${at.id}`);
      case 'error':
        // What the platform does, with its failures.
        if (at === undefined) return null;
        await h.documents
          .agent(at.id)
          .update({ failures: ['a', 'b', 'c'].map((id) => `${at.version}:${id}`) })
          .catch(() => undefined);
        await judgeAgent(h.documents, at.id, 'model_error', h.clock.now);
        return null;
      case 'replace':
        return at === undefined ? null : ask('PUT', `/${at.id}`, { match, body: { name: `saved ${one.status}`, status: one.status } });
      case 'restore':
        return at === undefined ? null : ask('POST', `/${at.id}/versions/${one.version}/restore`, { match });
    }
  }

  it('keeps versions without gaps and unchanged, times growing, statistics equal to a count', async () => {
    let people = 0;
    await fc.assert(
      fc.asyncProperty(fc.array(fc.tuple(step, fc.option(step, { freq: 6 })), { minLength: 3, maxLength: 14 }), async (steps) => {
        people += 1;
        const uid = `person${people}`;
        await h.addMember(uid);
        const versions = new Map<string, AgentVersionDocument[]>();
        const times = new Map<string, AgentDocument>();
        for (const [one, atOnce] of steps) {
          const known = (await agentsOf(h.documents, uid)).map((document) => ({ id: document.id, version: document.data().version }));
          const statuses = await Promise.all([take(uid, one, known), atOnce === null ? null : take(uid, atOnce, known)]);
          for (const status of statuses) expect([null, 200, 201, 204, 404, 409, 412]).toContain(status);
          const left = await agentsOf(h.documents, uid);
          for (const { id } of known) {
            if (!left.some((document) => document.id === id)) expect((await h.documents.agentVersions(id).get()).size).toBe(0);
          }
          for (const document of left) {
            const now = document.data();
            const kept = (await h.documents.agentVersions(document.id).orderBy('version').get()).docs.map((version) => version.data());
            expect(kept.map(({ version }) => version)).toEqual(Array.from({ length: now.version }, (_, index) => index + 1));
            const before = versions.get(document.id) ?? [];
            expect(kept.slice(0, before.length)).toEqual(before);
            expect(kept.at(-1)).toMatchObject({ name: now.name, config: now.config, tags: now.tags });
            for (const [index, version] of kept.entries())
              if (index > 0) expect(version.saved_at.getTime()).toBeGreaterThan(kept[index - 1]!.saved_at.getTime());
            const last = times.get(document.id);
            if (last !== undefined && JSON.stringify({ ...last, failures: [] }) !== JSON.stringify({ ...now, failures: [] }))
              expect(now.updated_at.getTime()).toBeGreaterThan(last.updated_at.getTime());
            versions.set(document.id, kept);
            times.set(document.id, now);
          }
          const active = left.filter((document) => document.data().status === 'active').length;
          expect(await statsOf(h.documents, uid)).toMatchObject({ agents: left.length, active_agents: active });
        }
        expect(await recountStats(h.documents, uid, h.clock.now)).toBe('right');
      }),
      { numRuns: 10 },
    );
  }, 60_000);

  it('lets one of two saves of the same version win', async () => {
    const { body } = await h.call('POST', '/api/agents', { body: { name: 'x' } });
    const save = (name: string) => h.call('PUT', `/api/agents/${String(body['id'])}`, { match: 1, body: { name, status: 'active' } });
    const statuses = (await Promise.all(['a', 'b', 'c'].map(save))).map(({ status }) => status).sort();
    expect(statuses).toEqual([200, 412, 412]);
    expect(await statsOf(h.documents, 'member')).toMatchObject({ agents: 1, active_agents: 1 });
  });
});

describe('questions that end at once', () => {
  let h: Harness;
  beforeEach(async () => {
    h = await createHarness();
  });
  afterEach(() => h.close());

  type Conversation = { agent: 0 | 1 | null; kind: SessionKind; ends: ('done' | 'failed' | 'stopped')[]; stopsLast: boolean };
  const conversation: fc.Arbitrary<Conversation> = fc.record({
    agent: fc.constantFrom(0 as const, 1 as const, null),
    kind: fc.constantFrom<SessionKind>('work', 'work', 'test'),
    ends: fc.array(fc.constantFrom('done' as const, 'failed' as const, 'stopped' as const), { minLength: 1, maxLength: 3 }),
    stopsLast: fc.boolean(),
  });
  const result = (status: 'done' | 'failed' | 'stopped'): TurnResult =>
    status === 'failed' ? { ...DONE, status, error: { code: 'model_error', detail: 'the model fell silent' } } : { ...DONE, status };

  /** Answers what waits, one after the other, until nothing does. */
  async function answer(ref: RunRef, ends: Conversation['ends']): Promise<void> {
    let next = await nextQuestion(h.deps, ref, { turn: 0, result: null, wait_s: 0 });
    for (let turn = 1; next.ok && next.value.question !== null; turn += 1)
      next = await nextQuestion(h.deps, ref, { turn, result: result(ends[turn - 1] ?? 'done'), wait_s: 0 });
  }

  it('are all counted, once, for the person and the agent, also of an agent deleted meanwhile', async () => {
    await fc.assert(
      fc.asyncProperty(fc.array(conversation, { minLength: 2, maxLength: 6 }), fc.nat(150), async (conversations, deleteAfterMs) => {
        const made = await Promise.all([0, 1].map(() => makeAgent(h)));
        const before = await statsOf(h.documents, h.uid);
        const sessions: { harness: Harness; conversation: Conversation; ids: string[] }[] = [];
        for (const one of conversations) {
          const harness = await h.another(one.agent === null ? null : made[one.agent]!, one.kind);
          const ids: string[] = [];
          while (ids.length < one.ends.length) ids.push(await harness.ask());
          sessions.push({ harness, conversation: one, ids });
        }
        const started = [];
        for (const one of sessions) started.push({ ...one, ref: (await one.harness.start()).ref });
        h.clock.pass(1000);
        await Promise.all([
          ...started.map(({ ref, conversation: { ends } }) => answer(ref, ends)),
          ...started
            .filter(({ conversation: { stopsLast } }) => stopsLast)
            .map(({ ref, ids }) => requestStop(h.deps)(ref.sessionId, ids.at(-1) ?? '')),
          recountStats(h.documents, h.uid, h.clock.now),
          new Promise((resolve) => setTimeout(resolve, deleteAfterMs)).then(() =>
            deleteAgent(h.documents, { uid: h.uid, agentId: made[1]!, now: h.clock.now }),
          ),
        ]);

        const counted = { done: 0, failed: 0, stopped: 0 };
        const runsOfFirst = { value: 0 };
        for (const {
          ref,
          conversation: { kind, agent },
          ids,
        } of started) {
          for (const id of ids) {
            const status = (await h.documents.reply(ref.sessionId, id).get()).data()?.status;
            // Nothing is left open: what the deleted agent did not answer has failed.
            expect(['done', 'failed', 'stopped']).toContain(status);
            if (kind !== 'work' || status === undefined || status === 'streaming') continue;
            counted[status] += 1;
            if (agent === 0) runsOfFirst.value += 1;
          }
        }
        const after = await statsOf(h.documents, h.uid);
        expect({ done: after.done - before.done, failed: after.failed - before.failed, stopped: after.stopped - before.stopped }).toEqual(
          counted,
        );
        expect(after.agents - before.agents).toBe(-1);
        expect((await h.documents.agent(made[0]!).get()).data()?.run_count).toBe(runsOfFirst.value);
        expect((await h.documents.agent(made[1]!).get()).exists).toBe(false);
        expect(await recountStats(h.documents, h.uid, h.clock.now)).toBe('right');
      }),
      { numRuns: 5 },
    );
  }, 60_000);
});

async function makeAgent(h: Harness): Promise<string> {
  const input = { name: 'x', icon: 'bot', description: '', tags: [], config: DEFAULT_CONFIG };
  const made = await createAgent(h.deps, { uid: h.uid, input, settings: h.settings.value, now: h.clock.now });
  if (!made.ok) throw new Error(made.error.reason);
  return made.value.id;
}
