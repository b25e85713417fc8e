import {
  type AgentDocument,
  type AgentTest,
  type AgentTests,
  AgentTestsAnswer,
  budgetFor,
  DEFAULT_CONFIG,
  DEFAULT_SETTINGS,
  type FailureCode,
  leastUsd,
  objects,
  type ReplyDocument,
  scoreOf,
  type TestRunDocument,
  type Trait,
} from '@oma/contract';
import { createHash } from 'node:crypto';
import { gzipSync } from 'node:zlib';
import { afterEach, beforeEach, describe, expect, it } from 'vitest';
import { advanceTestRun } from '../../src/agent-tests/advance-test-run.ts';
import { evaluate } from '../../src/agent-tests/evaluate.ts';
import { replaceTests } from '../../src/agent-tests/keep-tests.ts';
import { listTestRuns } from '../../src/agent-tests/newest-runs.ts';
import { startTestRun } from '../../src/agent-tests/start-test-run.ts';
import { stopTestRun } from '../../src/agent-tests/stop-test-run.ts';
import { createAgent } from '../../src/agents/create-agent.ts';
import { deleteAgent } from '../../src/agents/delete-agent.ts';
import { replaceAgent } from '../../src/agents/replace-agent.ts';
import { restoreVersion } from '../../src/agents/restore-version.ts';
import { acceptQuestion } from '../../src/runs/accept-question.ts';
import { claimRun } from '../../src/runs/claim-run.ts';
import { launchRun } from '../../src/runs/launch-run.ts';
import { nextQuestion } from '../../src/runs/next-question.ts';
import { readRunAgent } from '../../src/runs/run-agent.ts';
import { sweep } from '../../src/runs/sweep.ts';
import { appendChunk } from '../../src/runs/append-chunk.ts';
import { type ApiHarness, createApiHarness, MEMBER } from './api-harness.ts';
import { createHarness, DONE, type Harness } from './run-harness.ts';

const FORM = { name: '보고서 도우미', icon: 'bot', description: '', tags: [] };
const SAVED = { ...FORM, config: { ...DEFAULT_CONFIG, instructions: 'SAVED' } };
const DRAFT = { ...FORM, config: { ...DEFAULT_CONFIG, instructions: 'DRAFT' } };
const test = (id: string, traits: Trait[] = [{ kind: 'contains', text: 'good' }]): AgentTest => ({ id, prompt: `prompt ${id}`, traits });

let h: Harness;
let agentId: string;
beforeEach(async () => {
  h = await createHarness();
  const made = await createAgent(h.deps, { uid: h.uid, input: SAVED, settings: h.settings.value, now: h.clock.now });
  if (!made.ok) throw new Error(made.error.reason);
  agentId = made.value.id;
});
afterEach(() => h.close());

const keep = (tests: AgentTest[], required_rate: number | null = null) =>
  replaceTests(h.documents, { uid: h.uid, agentId, tests: { tests, required_rate }, now: h.clock.now });
const start = async (given: { times?: number; budget_usd?: number; draft?: typeof DRAFT } = {}) => {
  h.clock.pass(1000);
  const started = await startTestRun(h.deps, { uid: h.uid, agentId, input: { times: 1, budget_usd: 5, ...given } });
  return started.ok ? started.value.id : started.error;
};
const run = async (id: string): Promise<TestRunDocument> => (await h.documents.testRun(agentId, id).get()).data()!;
const states = async (id: string) => (await run(id)).attempts.map(({ side, test_id, state }) => `${side} ${test_id} ${state}`);

/** Plays what an environment would do for the attempts that are asked: each is answered by `answer`, and ends. Answers how many were. */
async function answerAll(
  id: string,
  answer: (
    instructions: string,
    prompt: string,
  ) => { say: string; cost_usd?: number; status?: 'done' | 'failed'; code?: FailureCode; verdicts?: boolean[] },
): Promise<number> {
  let answered = 0;
  for (const attempt of (await run(id)).attempts) {
    if (attempt.state !== 'working' || attempt.session_id === null || attempt.message_id === null) continue;
    const { session_id: sessionId, message_id: messageId } = attempt;
    await acceptQuestion(h.deps, sessionId, messageId);
    const runId = (await h.documents.session(sessionId).get()).data()?.run?.id ?? '';
    await launchRun(h.deps, runId);
    const claim = await claimRun(h.deps, {
      run_id: runId,
      code: h.launches.at(-1)?.claimCode ?? '',
      nonce: `nonce-of-${runId}`,
      execution: 'execution',
      protocol: 1,
    });
    if (!claim.ok) throw new Error(claim.error);
    const ref = { runId, sessionId };
    const next = await nextQuestion(h.deps, ref, { turn: 0, result: null, wait_s: 0 });
    if (!next.ok || next.value.agent === undefined || next.value.question === null) throw new Error('no question');
    const { agent, question, turn_usd } = next.value;
    expect(turn_usd).toBeLessThanOrEqual(attempt.limit_usd);
    const { say, cost_usd = 0.01, status = 'done', code = 'model_error', verdicts } = answer(agent.config.instructions, question.content);
    await appendChunk(h.deps, ref, { turn: 1, seq: 1, events: [{ k: 'text', s: say }] });
    await nextQuestion(h.deps, ref, {
      turn: 1,
      result: {
        ...DONE,
        status,
        error: status === 'failed' ? { code, detail: '' } : null,
        usage: { ...DONE.usage, cost_usd },
        verdicts: verdicts === undefined ? null : { given: verdicts.map((ok) => ({ ok, reason: 'because' })), cost_usd: 0.001, took_ms: 5 },
      },
      wait_s: 0,
    });
    answered += 1;
  }
  await advanceTestRun(h.deps, agentId, id);
  return answered;
}

describe('a run of tests', () => {
  it('asks each test of both sides in conversations of their own, three at a time, and counts what passed', async () => {
    await keep([
      test('a'),
      test('b', [
        { kind: 'lacks', text: 'bad' },
        { kind: 'cost', max_usd: 0.02 },
      ]),
    ]);
    const id = await start({ times: 2, draft: DRAFT });
    expect((await states(id)).filter((state) => state.endsWith('working'))).toHaveLength(3);
    const asked: string[] = [];
    const answered = [];
    for (let count = 1; count > 0; answered.push(count))
      count = await answerAll(id, (instructions, prompt) => {
        asked.push(`${instructions} ${prompt}`);
        return { say: instructions === 'DRAFT' ? 'a good answer' : 'a bad one' };
      });
    expect(answered).toEqual([3, 3, 2, 0]);
    expect(asked.sort()).toEqual([
      'DRAFT prompt a',
      'DRAFT prompt a',
      'DRAFT prompt b',
      'DRAFT prompt b',
      'SAVED prompt a',
      'SAVED prompt a',
      'SAVED prompt b',
      'SAVED prompt b',
    ]);
    const ended = await run(id);
    expect(ended).toMatchObject({
      state: 'done',
      ended_at: h.clock.now,
      sides: [
        { side: 'saved', version: 1 },
        { side: 'draft', version: null },
      ],
    });
    expect(ended.spent_usd).toBeCloseTo(0.08);
    expect([scoreOf(ended.attempts, 'saved'), scoreOf(ended.attempts, 'draft')]).toMatchObject([
      { passed: 0, ended: 4 },
      { passed: 4, ended: 4 },
    ]);
    expect(scoreOf(ended.attempts, 'draft', 'a')).toMatchObject({ passed: 2, ended: 2 });
    const sessions = await h.documents.sessions().where('user_id', '==', h.uid).get();
    expect(sessions.docs.filter((one) => one.data().test_run?.id === id).map((one) => one.data().kind)).toEqual(Array(8).fill('test'));
    expect((await h.documents.agent(agentId).get()).data()).toMatchObject({ run_count: 0, version: 1, config: { instructions: 'SAVED' } });
  });

  it('shows the reason of what was judged, and what could not be judged has not passed', async () => {
    await keep([
      test('a', [
        { kind: 'judged', words: 'polite' },
        { kind: 'contains', text: 'x' },
        { kind: 'judged', words: 'short' },
      ]),
      test('b', [{ kind: 'judged', words: 'polite' }]),
    ]);
    const id = await start();
    await answerAll(id, (_instructions, prompt) => ({ say: 'x', ...(prompt === 'prompt a' ? { verdicts: [true, false] } : {}) }));
    expect((await run(id)).attempts.map(({ results, passed }) => [results, passed])).toEqual([
      [
        [
          { ok: true, reason: 'because' },
          { ok: true, reason: '' },
          { ok: false, reason: 'because' },
        ],
        false,
      ],
      [[{ ok: null, reason: '' }], false],
    ]);
  });

  it('costs what was said before, once it was asked once, and says so where it is a guess', async () => {
    await keep([test('a'), test('b')]);
    const first = await start();
    await answerAll(first, (_i, prompt) => ({ say: 'good', cost_usd: prompt === 'prompt a' ? 0.03 : 0.01 }));
    await keep([test('a'), test('b'), test('c')]);
    const second = await start({ times: 2 });
    const { expected_usd, expected_each } = await run(second);
    expect(expected_each).toEqual({ a: 0.03, b: 0.01, c: 0.02 });
    expect(expected_usd).toBeCloseTo(0.12);
    while (
      (await answerAll(second, (_i, prompt) => ({
        say: 'good',
        cost_usd: prompt === 'prompt a' ? 0.031 : prompt === 'prompt b' ? 0.0099 : 0.019,
      }))) > 0
    )
      continue;
    const { spent_usd } = await run(second);
    expect(Math.abs(spent_usd / expected_usd - 1)).toBeLessThan(0.1);
  });

  it('never spends more than its budget: it stops where that would not do for another attempt', async () => {
    await keep([test('a')]);
    const first = await start();
    await answerAll(first, () => ({ say: 'good', cost_usd: 0.1 }));
    const id = await start({ times: 5, budget_usd: 0.6 });
    const { least_usd } = await run(id);
    let most = 0;
    const play = () =>
      answerAll(id, () => {
        most += 1;
        return { say: 'good', cost_usd: 0.15 };
      });
    const given = async () => (await run(id)).attempts.filter(({ state }) => state === 'working').map(({ limit_usd }) => limit_usd);
    expect((await given()).every((usd) => usd >= least_usd)).toBe(true);
    expect((await given()).reduce((sum, usd) => sum + usd, 0)).toBeLessThanOrEqual(0.6 + 1e-9);
    while ((await play()) > 0)
      expect((await run(id)).spent_usd + (await given()).reduce((sum, usd) => sum + usd, 0)).toBeLessThanOrEqual(0.6 + 1e-9);
    const ended = await run(id);
    expect(ended).toMatchObject({ state: 'over_budget', ended_at: h.clock.now, is_open: false });
    expect(ended.spent_usd).toBeLessThanOrEqual(0.6 + 1e-9);
    expect(most).toBeGreaterThan(1);
    expect(ended.attempts.filter(({ state }) => state === 'left').length).toBeGreaterThan(0);
    const none = await start({ budget_usd: 0.001 });
    expect(await run(none)).toMatchObject({ state: 'over_budget', spent_usd: 0 });
  });

  it('is done with the budget that is offered for it, however cheap its answers are', async () => {
    await keep([test('a')]);
    const first = await start({ budget_usd: budgetFor(0.01, leastUsd(DEFAULT_SETTINGS.models[0]!)) });
    await answerAll(first, () => ({ say: 'good', cost_usd: 0.001 }));
    expect(await run(first)).toMatchObject({ state: 'done' });
    const { expected_usd, least_usd } = await run(first);
    expect(expected_usd).toBeGreaterThan(0);
    const id = await start({ times: 5, budget_usd: budgetFor(0.005, least_usd) });
    while ((await answerAll(id, () => ({ say: 'good', cost_usd: 0.001 }))) > 0) continue;
    expect(await run(id)).toMatchObject({ state: 'done', spent_usd: expect.closeTo(0.005) as number });
  });

  it('says what a draft on a dearer model will cost, and goes by the saved side afterwards', async () => {
    const [cheap, dear] = DEFAULT_SETTINGS.models.map(({ id }) => id);
    h.settings.value = {
      ...DEFAULT_SETTINGS,
      models: DEFAULT_SETTINGS.models.map((model, index) => ({
        ...model,
        enabled: true,
        input_usd: index === 0 ? 1 : 5,
        output_usd: index === 0 ? 5 : 25,
      })),
    };
    await keep([test('a')]);
    expect([cheap, dear].every((id) => id !== undefined)).toBe(true);
    const id = await start({ draft: { ...DRAFT, config: { ...DRAFT.config, model: dear ?? null } } });
    const { expected_usd, expected_each, draft_times_as_dear } = await run(id);
    expect(draft_times_as_dear).toBeCloseTo(5);
    expect(expected_usd).toBeCloseTo(6 * (expected_each['a'] ?? 0));
    await answerAll(id, (instructions) => ({ say: 'good', cost_usd: instructions === 'DRAFT' ? 0.05 : 0.01 }));
    expect((await run(await start())).expected_usd).toBeCloseTo(0.01);
  });

  it('asks without the tool that asks back, and sends no request that could pass what an attempt is given', async () => {
    const asking = { ...DRAFT, config: { ...DRAFT.config, tools: ['read' as const, 'ask' as const] } };
    await keep([test('a')]);
    const id = await start({ draft: asking });
    const seen: unknown[] = [];
    for (const attempt of (await run(id)).attempts) {
      const session = (await h.documents.session(attempt.session_id!).get()).data()!;
      const { config, has_strict_limit } = await readRunAgent(h.deps, session, h.settings.value!);
      seen.push([attempt.side, config.tools, has_strict_limit]);
    }
    expect(seen).toEqual([
      ['saved', ['read', 'write', 'shell'], true],
      ['draft', ['read'], true],
    ]);
  });

  it('is refused where what is noted of it could outgrow its document', async () => {
    const judged = Array.from({ length: 10 }, (): Trait => ({ kind: 'judged', words: '가'.repeat(500) }));
    await keep(Array.from({ length: 20 }, (_, index) => ({ ...test(`t${String(index)}`, judged), prompt: '가'.repeat(4000) })));
    expect(await start({ times: 5 })).toBe('too_many');
  });

  it('is one at a time, stops when its person says so, and keeps what has ended', async () => {
    await keep([test('a'), test('b'), test('c'), test('d')]);
    const id = await start();
    await answerAll(id, () => ({ say: 'good' }));
    expect(await start()).toBe('working');
    expect(await stopTestRun(h.deps, agentId, id)).toEqual({ ok: true, value: null });
    await advanceTestRun(h.deps, agentId, id);
    expect(await run(id)).toMatchObject({ state: 'stopped' });
    expect((await states(id)).map((state) => state.split(' ')[2])).toEqual(['ended', 'ended', 'ended', 'left']);
    expect(await stopTestRun(h.deps, agentId, id)).toEqual({ ok: false, error: 'not_working' });
    expect(await start()).not.toBe('working');
  });

  it('goes on by the end of each question, and by the sweep where that step was lost', async () => {
    await keep([test('a'), test('b'), test('c'), test('d')]);
    const id = await start();
    const [first] = (await run(id)).attempts;
    await answerAll(id, () => ({ say: 'good' }));
    expect(h.tasks.filter(({ path }) => path === '/advance-tests')).toContainEqual({
      name: `${id}-after-${first?.message_id ?? ''}`,
      path: '/advance-tests',
      body: { agent_id: agentId, id },
      at: null,
    });
    const left = (await run(id)).attempts.find(({ state }) => state === 'working')!;
    await h.documents.question(left.session_id!, left.message_id!).delete();
    await sweep(h.deps);
    expect((await run(id)).state).toBe('done');
  });

  it('says why an attempt has no answer, which has not passed', async () => {
    await keep([test('a')]);
    const id = await start();
    await answerAll(id, () => ({ say: 'good', status: 'failed' }));
    expect((await run(id)).attempts[0]).toMatchObject({ state: 'ended', passed: false, error: 'model_error', results: [{ ok: false }] });
  });

  it('goes on without an answer that cannot be looked into', async () => {
    await keep([test('a', [{ kind: 'file', name: '*', content: 'x' }]), test('b')]);
    const id = await start();
    const [first] = (await run(id)).attempts;
    const object = objects.workspace(first!.session_id!, 'run', 1);
    h.storedBytes.set(objects.manifest(object), Buffer.from('no manifest'));
    const workspace = { object, size: 1, sha256: '', files: 1 };
    await h.documents.session(first!.session_id!).update({ workspace });
    await answerAll(id, () => ({ say: 'good' }));
    expect((await run(id)).attempts.map(({ results, passed }) => [results[0]?.ok, passed])).toEqual([
      [null, false],
      [true, true],
    ]);
    expect((await run(id)).state).toBe('done');
  });

  it('that was stopped is settled by the sweep, and can be stopped again until then', async () => {
    await keep([test('a')]);
    const id = await start();
    const [attempt] = (await run(id)).attempts;
    await acceptQuestion(h.deps, attempt!.session_id!, attempt!.message_id!);
    expect(await stopTestRun(h.deps, agentId, id)).toEqual({ ok: true, value: null });
    expect((await run(id)).is_open).toBe(true);
    expect(await stopTestRun(h.deps, agentId, id)).toEqual({ ok: true, value: null });
    await sweep(h.deps);
    expect(await run(id)).toMatchObject({ state: 'stopped', is_open: false, attempts: [{ state: 'left' }] });
    expect(await stopTestRun(h.deps, agentId, id)).toEqual({ ok: false, error: 'not_working' });
  });

  it('ends with its agent, also where whoever deleted that got no further', async () => {
    await keep([test('a')]);
    const id = await start();
    await h.documents.agent(agentId).delete();
    await advanceTestRun(h.deps, agentId, id);
    expect((await h.documents.testRun(agentId, id).get()).exists).toBe(false);
  });

  it('is refused where there is nothing to ask, too much, or no such agent, and goes with its agent', async () => {
    expect(await start()).toBe('no_tests');
    await keep(Array.from({ length: 20 }, (_, index) => test(`t${String(index)}`)));
    expect(await start({ times: 5, draft: DRAFT })).toBe('too_many');
    const id = await start();
    expect(await startTestRun(h.deps, { uid: 'somebody', agentId, input: { times: 1, budget_usd: 1 } })).toEqual({
      ok: false,
      error: 'not_found',
    });
    await deleteAgent(h.documents, { uid: h.uid, agentId, now: h.clock.now });
    expect((await h.documents.testRun(agentId, id).get()).exists).toBe(false);
    expect((await h.documents.agentTests(agentId).get()).exists).toBe(false);
    await advanceTestRun(h.deps, agentId, id);
  });
});

describe('putting an agent to work', () => {
  const save = async (content: typeof SAVED, status: 'draft' | 'active' = 'active') => {
    const known = (await h.documents.agent(agentId).get()).data() as AgentDocument;
    const given = {
      uid: h.uid,
      agentId,
      version: known.version,
      input: { ...content, status },
      settings: h.settings.value,
      now: h.clock.now,
    };
    const saved = await replaceAgent(h.deps, given);
    return saved.ok ? saved.value.version : saved.error.reason;
  };

  it('waits for its tests where they are required: with exactly this content and these tests, to their end', async () => {
    await keep([test('a')], 1);
    expect(await save(SAVED)).toBe('tests_required');
    expect(await save(SAVED, 'draft')).toBe(2);
    const bad = await start();
    await answerAll(bad, () => ({ say: 'bad' }));
    expect(await save(SAVED)).toBe('tests_required');
    const good = await start({ draft: DRAFT });
    await answerAll(good, (instructions) => ({ say: instructions === 'DRAFT' ? 'good' : 'bad' }));
    expect(await save(SAVED)).toBe('tests_required');
    expect(await save({ ...DRAFT, config: { ...DRAFT.config, instructions: 'OTHER' } })).toBe('tests_required');
    expect(await save({ ...DRAFT, description: 'what it says of itself changes nothing' })).toBe(3);
    const [newest] = await listTestRuns(h.documents, agentId);
    expect(newest?.sides).toMatchObject([
      { side: 'saved', version: 2 },
      { side: 'draft', version: 3 },
    ]);
    // Other tests have not passed yet.
    await keep([test('a'), test('b')], 1);
    expect(await save(DRAFT)).toBe('tests_required');
    await keep([test('a'), test('b')], null);
    expect(await save(DRAFT)).toBe(4);
  });

  it('is not undone by a fault of the platform, and a restore is kept from what was not tested', async () => {
    await keep([test('a')], 1);
    const id = await start();
    await answerAll(id, () => ({ say: 'good' }));
    expect(await save(SAVED)).toBe(2);
    const faulty = await start();
    await answerAll(faulty, () => ({ say: '', status: 'failed', code: 'model_overloaded' }));
    expect((await run(faulty)).state).toBe('done');
    expect(await save({ ...SAVED, description: 'again' })).toBe(3);

    // What an earlier version said is tested as it would be saved now: its model is no longer offered.
    const model = DEFAULT_SETTINGS.models.at(-1)!.id;
    const named = { ...DRAFT, config: { ...DRAFT.config, model } };
    const draft = await start({ draft: named });
    await answerAll(draft, () => ({ say: 'good' }));
    expect(await save(named)).toBe(4);
    h.settings.value = { ...DEFAULT_SETTINGS, models: DEFAULT_SETTINGS.models.filter((one) => one.id !== model) };
    const restored = await restoreVersion(h.documents, {
      uid: h.uid,
      agentId,
      version: 4,
      restored: 4,
      settings: h.settings.value,
      now: h.clock.now,
    });
    expect(restored).toMatchObject({ ok: false, error: { reason: 'tests_required' } });
  });

  it('needs as much of them as is asked for', async () => {
    await keep([test('a'), test('b')], 0.5);
    const id = await start();
    await answerAll(id, (_i, prompt) => ({ say: prompt === 'prompt a' ? 'good' : 'bad' }));
    expect(await save(SAVED)).toBe(2);
    await keep([test('a'), test('b')], 0.8);
    expect(await save(SAVED)).toBe('tests_required');
  });
});

describe('a trait', () => {
  const reply = (change: Partial<ReplyDocument> = {}) =>
    ({
      status: 'done',
      content: '합계는 **9,150,000원**입니다. See Report.MD',
      cost_usd: 0.05,
      timings_ms: { queued: 1, launched: 1000, claimed: 3000, first_delta: 4000, ended: 15_000 },
      verdicts: { given: [], cost_usd: 0.02, took_ms: 2000 },
      ...change,
    }) as ReplyDocument;
  /** A stored workspace with these files. */
  function store(files: Record<string, string>) {
    const object = objects.workspace('session', 'run', 1);
    const parts = Object.entries(files).map(([path, content]) => ({
      path,
      bytes: Buffer.from(content),
      packed: gzipSync(Buffer.from(content)),
    }));
    let offset = 0;
    const entries = parts.map(({ path, bytes, packed }) => {
      const entry = {
        kind: 'file' as const,
        path,
        size: bytes.length,
        sha256: createHash('sha256').update(bytes).digest('hex'),
        offset,
        skip: 0,
      };
      offset += packed.length;
      return entry;
    });
    h.storedBytes.set(object, Buffer.concat(parts.map(({ packed }) => packed)));
    h.storedBytes.set(objects.manifest(object), gzipSync(JSON.stringify({ entries })));
    return { object, size: offset, sha256: '', files: entries.length };
  }
  const FILES = { 'notes.txt': 'nothing', 'out/Report-2026.md': '# 매출\n합계 9,150,000', 'a+b.csv': 'x' };

  it.each<[Trait, boolean, string]>([
    [{ kind: 'contains', text: '9,150,000' }, true, ''],
    [{ kind: 'contains', text: 'report.md' }, true, ''],
    [{ kind: 'contains', text: '없는 말' }, false, ''],
    [{ kind: 'contains', text: '합계'.normalize('NFD') }, true, ''],
    [{ kind: 'lacks', text: '합계' }, false, ''],
    [{ kind: 'lacks', text: '평균' }, true, ''],
    [{ kind: 'file', name: 'report-2026.md', content: '' }, true, 'out/Report-2026.md'],
    [{ kind: 'file', name: 'out/report-2026.md', content: '' }, true, 'out/Report-2026.md'],
    [{ kind: 'file', name: 'report*.md', content: '9,150,000' }, true, 'out/Report-2026.md'],
    [{ kind: 'file', name: '*.md', content: '평균' }, false, ''],
    [{ kind: 'file', name: '', content: '매출' }, true, 'out/Report-2026.md'],
    [{ kind: 'file', name: 'a+b.csv', content: '' }, true, 'a+b.csv'],
    [{ kind: 'file', name: 'aab.csv', content: '' }, false, ''],
    [{ kind: 'file', name: 'Report', content: '' }, false, ''],
    [{ kind: 'file', name: '*'.repeat(200), content: '' }, true, 'notes.txt'],
    [{ kind: 'cost', max_usd: 0.03 }, true, '0.0300'],
    [{ kind: 'cost', max_usd: 0.029 }, false, '0.0300'],
    [{ kind: 'time', max_s: 10 }, true, '10.0'],
    [{ kind: 'time', max_s: 9.9 }, false, '10.0'],
  ])('%j holds: %s', async (trait, ok, reason) => {
    expect(await evaluate(h.deps.objects, [trait], { reply: reply(), workspace: store(FILES) })).toEqual([{ ok, reason }]);
  });

  it('of a failed answer holds in no case, and no file is there without a workspace', async () => {
    const traits: Trait[] = [
      { kind: 'lacks', text: 'zzz' },
      { kind: 'file', name: '*', content: '' },
    ];
    expect(await evaluate(h.deps.objects, traits, { reply: reply({ status: 'failed' }), workspace: null })).toMatchObject([
      { ok: false },
      { ok: false },
    ]);
    expect(await evaluate(h.deps.objects, traits, { reply: reply(), workspace: null })).toMatchObject([{ ok: true }, { ok: false }]);
  });
});

describe('the tests of an agent in the API', () => {
  let api: ApiHarness;
  beforeEach(async () => {
    api = await createApiHarness();
  });
  afterEach(() => api.close());

  it('are its owner’s, replaced as a whole, and say what they will cost', async () => {
    const made = (await api.call('POST', '/api/agents', { body: { name: 'x' } })).body as { id: string };
    const address = `/api/agents/${made.id}/tests`;
    expect((await api.call('GET', address)).body).toMatchObject({ tests: [], required_rate: null, costs: [] });
    const tests: AgentTests = { tests: [test('a'), test('b', [{ kind: 'judged', words: 'polite' }])], required_rate: 0.8 };
    const kept = AgentTestsAnswer.parse((await api.call('PUT', address, { body: tests })).body);
    expect(kept).toMatchObject({
      ...tests,
      costs: [
        { test_id: 'a', is_measured: false },
        { test_id: 'b', is_measured: false },
      ],
    });
    expect(kept.least_usd).toBeGreaterThan(0);
    expect(kept.costs[1]!.usd).toBeGreaterThan(kept.costs[0]!.usd);
    expect((await api.call('GET', address, { who: 'somebody-else' })).status).not.toBe(200);
    for (const body of [
      { tests: [test('a'), test('a')] },
      { tests: [{ ...test('a'), traits: [] }] },
      { tests: [test('a', [{ kind: 'file', name: '', content: '' }])] },
      { tests: [{ ...test('a'), more: 1 }] },
      { tests: [{ ...test('a'), prompt: ' ' }] },
      { tests: [], required_rate: 2 },
    ])
      expect((await api.call('PUT', address, { body, who: MEMBER })).status).toBe(422);
    expect((await api.call('GET', `/api/agents/${made.id}/test-runs`)).body).toEqual({ runs: [] });
    expect((await api.call('POST', `/api/agents/${made.id}/test-runs`, { body: { times: 6, budget_usd: 1 } })).status).toBe(422);
    expect((await api.call('POST', `/api/agents/${made.id}/test-runs/nothing/stop`)).status).toBe(409);
  });
});
