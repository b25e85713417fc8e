import {
  type AgentConfig,
  BUDGET_DETAILS,
  DEFAULT_CONFIG,
  type Failure,
  modelRefusal,
  StatsDocument,
  type TurnResult,
} from '@oma/contract';
import { afterEach, beforeEach, describe, expect, it } from 'vitest';
import { createAgent } from '../../src/agents/create-agent.ts';
import { deleteAgent } from '../../src/agents/delete-agent.ts';
import { judgeAgent } from '../../src/agents/judge-agent.ts';
import { replaceAgent } from '../../src/agents/replace-agent.ts';
import { appendChunk } from '../../src/runs/append-chunk.ts';
import { leaveRun } from '../../src/runs/leave-run.ts';
import { nextQuestion } from '../../src/runs/next-question.ts';
import type { RunRef } from '../../src/runs/run-ref.ts';
import { transact } from '../../src/runs/transact.ts';
import { createSession } from '../../src/sessions/session-store.ts';
import { createHarness, DONE, type Harness } from './run-harness.ts';

let h: Harness;
let agentId: string;
beforeEach(async () => {
  h = await createHarness();
  agentId = await makeAgent();
});
afterEach(() => h.close());

async function makeAgent(config: Partial<AgentConfig> = {}): Promise<string> {
  const input = { name: 'x', icon: 'bot', description: '', tags: [], config: { ...DEFAULT_CONFIG, ...config } };
  const made = await createAgent(h.deps, { uid: h.uid, input, settings: h.settings.value, now: h.clock.now });
  if (!made.ok) throw new Error(made.error.reason);
  return made.value.id;
}
async function save(status: 'draft' | 'active' | 'paused'): Promise<void> {
  const { name, icon, description, tags, config, version } = await agent();
  const input = { name, icon, description, tags, config, status };
  const saved = await replaceAgent(h.deps, { uid: h.uid, agentId, version, input, settings: h.settings.value, now: h.clock.now });
  expect(saved.ok).toBe(true);
}
async function agent() {
  const found = (await h.documents.agent(agentId).get()).data();
  if (found === undefined) throw new Error('the agent is gone');
  return found;
}
const stats = async () => StatsDocument.parse((await h.documents.stats(h.uid).get()).data());
const reply = async (ref: RunRef, id: string) => (await h.documents.reply(ref.sessionId, id).get()).data();

const REFUSED: Failure = { code: 'model_error', detail: modelRefusal(400) };
const failed = (error: Failure): TurnResult => ({ ...DONE, status: 'failed', error });

/** Asks in a session of its own and lets the turn end; `said` is what was said before. */
async function ask(result: TurnResult, given: { kind?: 'work' | 'test'; said?: string; inTurn?: () => Promise<void> } = {}): Promise<void> {
  const session = await h.another(agentId, given.kind ?? 'work');
  await session.ask();
  const { ref } = await session.start();
  await nextQuestion(h.deps, ref, { turn: 0, result: null, wait_s: 0 });
  if (given.said !== undefined) await appendChunk(h.deps, ref, { turn: 1, seq: 1, events: [{ k: 'text', s: given.said }] });
  await given.inTurn?.();
  await leaveRun(h.deps, ref, { turn: 1, result, reason: 'terminated', failure: null });
}

describe('an agent whose questions fail because of its configuration', () => {
  it('is in error after three in a row, of any sessions, and comes out of it by a save', async () => {
    await save('active');
    const before = await agent();
    await ask(failed(REFUSED));
    await ask(failed(REFUSED), { kind: 'test' });
    expect(await agent()).toMatchObject({ status: 'active', status_reason: null });
    expect(await stats()).toMatchObject({ active_agents: 1 });
    await ask(failed({ code: 'model_error', detail: modelRefusal(404) }));
    const now = await agent();
    expect(now).toMatchObject({ status: 'error', status_reason: 'model_error', version: before.version, run_count: 2 });
    expect(now.updated_at.getTime()).toBeGreaterThan(before.updated_at.getTime());
    expect(await stats()).toMatchObject({ agents: 1, active_agents: 0 });

    const refused = await createSession(h.documents, {
      uid: h.uid,
      input: { agent_id: agentId, kind: 'work', reuse: false },
      now: h.clock.now,
    });
    expect(refused).toEqual({ ok: false, error: { reason: 'agent_not_usable', status: 'error' } });
    await save('active');
    expect(await agent()).toMatchObject({ status: 'active', status_reason: null, failures: [] });
    expect(await stats()).toMatchObject({ active_agents: 1 });
    await ask(failed(REFUSED));
    expect((await agent()).status).toBe('active');
  });

  it('fails what waits, and says why', async () => {
    const waiting = await h.another(agentId);
    const ids = [await waiting.ask(), await waiting.ask()];
    const { ref } = await waiting.start();
    await nextQuestion(h.deps, ref, { turn: 0, result: null, wait_s: 0 });
    await ask(failed(REFUSED));
    await ask(failed(REFUSED));
    expect(await nextQuestion(h.deps, ref, { turn: 1, result: failed(REFUSED), wait_s: 0 })).toMatchObject({ value: { question: null } });
    expect(await reply(ref, ids[0]!)).toMatchObject({ error: REFUSED });
    expect(await reply(ref, ids[1]!)).toMatchObject({
      status: 'failed',
      error: { code: 'agent_unavailable', detail: 'the agent is error' },
    });
    expect((await agent()).failures).toHaveLength(3);
  });

  it('begins anew after a success, and after a save', async () => {
    await ask(failed(REFUSED));
    await ask(failed(REFUSED));
    await ask(DONE, { kind: 'test' });
    await ask(failed(REFUSED));
    await ask(failed(REFUSED));
    expect(await agent()).toMatchObject({ status: 'draft' });
    // A turn of the version before does not speak against the new one.
    await ask(failed(REFUSED), { inTurn: () => save('draft') });
    expect(await agent()).toMatchObject({ status: 'draft', version: 2 });
    expect((await agent()).failures).toEqual([expect.stringMatching(/^1:/)]);
  });

  it('is judged by its own budget of a turn only where that lets nothing be said', async () => {
    const spent: Failure = { code: 'budget_reached', detail: BUDGET_DETAILS.turn };
    await ask(failed(spent));
    expect((await agent()).failures).toEqual([]);
    agentId = await makeAgent({ budget: { turn_usd: 0.0001, day_usd: null } });
    await ask(failed(spent), { said: 'a little' });
    expect((await agent()).failures).toEqual([]);
    for (let count = 0; count < 3; count += 1) await ask(failed(spent));
    expect(await agent()).toMatchObject({ status: 'error', status_reason: 'budget_reached' });
  });

  it('is judged by nothing that is not its own doing', async () => {
    const others: Failure[] = [
      { code: 'model_error', detail: modelRefusal(500) },
      { code: 'model_error', detail: modelRefusal(401) },
      { code: 'model_error', detail: modelRefusal(402) },
      { code: 'model_error', detail: 'the model fell silent' },
      { code: 'model_overloaded', detail: modelRefusal(529) },
      { code: 'budget_reached', detail: BUDGET_DETAILS.person },
      { code: 'turn_timeout', detail: 'the turn reached its time limit' },
      { code: 'internal', detail: 'Claude Code ended' },
      { code: 'run_lost', detail: 'the execution environment was shut down' },
      { code: 'workspace_full', detail: 'x' },
    ];
    for (const error of others) await ask(failed(error));
    expect(await agent()).toMatchObject({ status: 'draft', failures: [], run_count: others.length });
    // They do not make two that were forget, either.
    await ask(failed(REFUSED));
    await ask(failed(REFUSED));
    await ask({ ...DONE, status: 'stopped' });
    await ask(failed(others[0]!));
    await ask(failed(REFUSED));
    expect((await agent()).status).toBe('error');
  });

  it('stays as its owner wants it: paused is paused, gone is gone', async () => {
    await save('active');
    await save('paused');
    const { version } = await agent();
    await h.documents.agent(agentId).update({ failures: ['a', 'b', 'c'].map((id) => `${version}:${id}`) });
    await judgeAgent(h.documents, agentId, 'model_error', h.clock.now);
    expect((await agent()).status).toBe('paused');
    await judgeAgent(h.documents, 'Z'.repeat(20), 'model_error', h.clock.now);
    expect((await h.documents.agent('Z'.repeat(20)).get()).exists).toBe(false);
  });
});

describe('deleting an agent', () => {
  it('in the moment one of its questions ends loses neither the end nor the count', async () => {
    const session = await h.another(agentId);
    const id = await session.ask();
    let looks = 0;
    await transact(h.deps, session.sessionId, async (work) => {
      looks += 1;
      // The agent was there when the transition looked, and is not when it commits.
      if (looks === 1) await deleteAgent(h.documents, { uid: h.uid, agentId, now: h.clock.now });
      const question = await work.readQuestion(id);
      if (question !== null) work.endQueued(question, null);
    });
    expect(looks).toBe(2);
    expect((await h.documents.question(session.sessionId, id).get()).data()?.status).toBe('stopped');
    expect((await h.documents.agent(agentId).get()).exists).toBe(false);
    expect(await stats()).toMatchObject({ agents: 0, stopped: 1 });
  });

  it('lets the turn under way come to its end, fails what waits, and keeps both readable and counted', async () => {
    const session = await h.another(agentId);
    const ids = [await session.ask(), await session.ask()];
    const { ref } = await session.start();
    await nextQuestion(h.deps, ref, { turn: 0, result: null, wait_s: 0 });
    await deleteAgent(h.documents, { uid: h.uid, agentId, now: h.clock.now });
    expect(await nextQuestion(h.deps, ref, { turn: 1, result: DONE, wait_s: 0 })).toMatchObject({ value: { question: null } });
    expect(await reply(ref, ids[0]!)).toMatchObject({ status: 'done' });
    expect(await reply(ref, ids[1]!)).toMatchObject({
      status: 'failed',
      error: { code: 'agent_unavailable', detail: 'the agent was deleted' },
    });
    expect(await stats()).toMatchObject({ agents: 0, done: 1, failed: 1 });
    const again = await session.ask();
    expect((await reply(ref, again))?.status ?? (await h.documents.question(ref.sessionId, again).get()).data()?.status).toBe('queued');
    const next = await nextQuestion(h.deps, ref, { turn: 1, result: null, wait_s: 0 });
    expect(next).toMatchObject({ value: { question: null } });
    expect(await reply(ref, again)).toMatchObject({ error: { code: 'agent_unavailable' } });
  });
});
