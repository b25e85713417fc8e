import { DEFAULT_CONFIG, DEFAULT_SETTINGS, type Failure, modelRefusal, Session, type TurnResult } from '@oma/contract';
import { afterEach, beforeEach, describe, expect, it } from 'vitest';
import { createAgent } from '../../src/agents/create-agent.ts';
import { nextQuestion } from '../../src/runs/next-question.ts';
import type { RunRef } from '../../src/runs/run-ref.ts';
import { putDraft } from '../../src/sessions/put-draft.ts';
import { type ApiHarness, createApiHarness, MEMBER } from './api-harness.ts';
import { createHarness, DONE, type Harness } from './run-harness.ts';

const FORM = { name: '보고서 도우미', icon: 'bot', description: '', tags: [] };

describe('an agent that is not saved, put in the place of the one that is', () => {
  let h: Harness;
  let agentId: string;
  beforeEach(async () => {
    h = await createHarness();
    const input = { ...FORM, config: { ...DEFAULT_CONFIG, instructions: 'SAVED' } };
    const made = await createAgent(h.deps, { uid: h.uid, input, settings: h.settings.value, now: h.clock.now });
    if (!made.ok) throw new Error(made.error.reason);
    agentId = made.value.id;
  });
  afterEach(() => h.close());

  const put = (sessionId: string, config: object, name = '초안') =>
    putDraft(h.documents, {
      sessionId,
      uid: h.uid,
      agent: { ...FORM, name, config: { ...DEFAULT_CONFIG, ...config } },
      now: h.clock.now,
    });
  const next = async (ref: RunRef, turn: number, result: TurnResult | null = null) => {
    const answer = await nextQuestion(h.deps, ref, { turn, result, wait_s: 0 });
    if (!answer.ok) throw new Error(answer.error);
    return answer.value;
  };
  const agent = async () => (await h.documents.agent(agentId).get()).data()!;

  it('answers the next question of a test, also in a run that waits, and is no version of the agent', async () => {
    const session = await h.another(agentId, 'test');
    const first = await session.ask('one');
    const { ref } = await session.start();
    expect(await next(ref, 0)).toMatchObject({ agent: { id: agentId, version: 1, name: FORM.name, config: { instructions: 'SAVED' } } });
    await next(ref, 1, DONE);
    expect(await put(ref.sessionId, { instructions: 'DRAFT', tools: ['read'], max_tokens: 1000 })).toBe('put');
    h.clock.pass(5);
    const second = await session.ask('two');
    expect(await next(ref, 1)).toMatchObject({
      question: { content: 'two' },
      agent: {
        id: agentId,
        version: 0,
        name: '초안',
        config: { instructions: 'DRAFT', tools: ['read'], max_tokens: 1000, model: DEFAULT_SETTINGS.models[0]?.id },
      },
    });
    await next(ref, 2, DONE);
    const versionOf = async (id: string) => (await h.documents.reply(ref.sessionId, id).get()).data()?.agent_version;
    expect([await versionOf(first), await versionOf(second)]).toEqual([1, 0]);
    expect(await agent()).toMatchObject({ version: 1, config: { instructions: 'SAVED' } });
  });

  it('needs no agent, and has the platform’s name until it has its own', async () => {
    const session = await h.another(null, 'test');
    await session.ask('one');
    const { ref } = await session.start();
    expect(await put(ref.sessionId, { instructions: 'NEW' }, '')).toBe('put');
    expect(await next(ref, 0)).toMatchObject({
      agent: { id: null, version: 0, name: h.deps.platformName, config: { instructions: 'NEW', tools: DEFAULT_CONFIG.tools } },
    });
  });

  it('answers nobody who works with the agent', async () => {
    const session = await h.another(agentId, 'work');
    await session.ask('one');
    const { ref } = await session.start();
    expect(await put(ref.sessionId, { instructions: 'DRAFT' })).toBe('no test');
    expect(await next(ref, 0)).toMatchObject({ agent: { version: 1, config: { instructions: 'SAVED' } } });
  });

  it('neither fails nor clears the agent by how its questions end', async () => {
    const refused: Failure = { code: 'model_error', detail: modelRefusal(400) };
    await h.documents.agent(agentId).update({ failures: ['1:A', '1:B'] });
    const session = await h.another(agentId, 'test');
    const { ref } = await session.ask('one').then(() => session.start());
    await put(ref.sessionId, {});
    await next(ref, 0);
    await next(ref, 1, { ...DONE, status: 'failed', error: refused });
    await session.ask('two');
    await next(ref, 1);
    await next(ref, 2, DONE);
    expect(await agent()).toMatchObject({ status: 'draft', failures: ['1:A', '1:B'] });
  });
});

describe('putting it there', () => {
  let h: ApiHarness;
  beforeEach(async () => {
    h = await createApiHarness();
  });
  afterEach(() => h.close());

  const open = async (kind: 'work' | 'test'): Promise<string> =>
    Session.parse((await h.call('POST', '/api/sessions', { body: { kind } })).body).id;
  const put = (id: string, body: object, who = MEMBER) => h.call('PUT', `/api/sessions/${id}/draft`, { body, who });

  it('keeps the newest form, with what it leaves out', async () => {
    const id = await open('test');
    expect((await put(id, { name: '하나', config: { instructions: 'x' } })).status).toBe(204);
    expect((await put(id, { config: { tools: [] } })).status).toBe(204);
    expect((await h.documents.sessionDraft(id).get()).data()).toEqual({
      agent: { name: '', icon: 'bot', description: '', tags: [], config: { ...DEFAULT_CONFIG, tools: [] } },
      judged: [],
      updated_at: h.clock.now,
    });
  });

  it('is refused for what is no test, or nobody’s own, or gone, and for a form that says what no agent may', async () => {
    expect((await put(await open('work'), {})).status).toBe(409);
    const id = await open('test');
    // An attempt of a run of tests is asked what its run says.
    await h.documents.session(id).update({ test_run: { agent_id: 'a'.repeat(20), id: 'run' } });
    expect((await put(id, {})).status).toBe(409);
    await h.documents.session(id).update({ test_run: null });
    expect((await put(id, {}, 'somebody-else')).status).not.toBe(204);
    expect((await put(id, { config: { tools: ['everything'] } })).body).toMatchObject({
      status: 422,
      errors: [{ path: 'config.tools.0' }],
    });
    expect((await put(id, { name: 'x'.repeat(81), status: 'active' })).status).toBe(422);
    await h.documents.session(id).update({ deleted_at: h.clock.now });
    expect((await put(id, {})).status).toBe(404);
    expect((await h.documents.sessionDraft(id).get()).exists).toBe(false);
  });
});
