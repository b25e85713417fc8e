import { type AgentProposal, DEFAULT_CONFIG, MAX_PROPOSALS, Session } from '@oma/contract';
import { afterEach, beforeEach, describe, expect, it } from 'vitest';
import { nextQuestion } from '../../src/runs/next-question.ts';
import { propose } from '../../src/runs/propose.ts';
import { requestStop } from '../../src/runs/request-stop.ts';
import type { RunRef } from '../../src/runs/run-ref.ts';
import { runsDoor } from '../../src/runs/runs-door.ts';
import { putDraft } from '../../src/sessions/put-draft.ts';
import { type ApiHarness, createApiHarness, MEMBER } from './api-harness.ts';
import { createHarness, DONE, type Harness } from './run-harness.ts';

const NEXT = { turn: 0, result: null, wait_s: 0 };
const PROPOSAL: AgentProposal = { name: '회의록 도우미', instructions: '## 맡은 일\n- 회의록', tools: ['read', 'write'], turn_usd: 0.5 };

describe('what Claude proposes for the form of an agent', () => {
  let h: Harness;
  let messageId: string;
  let ref: RunRef;
  let token: string;
  beforeEach(async () => {
    h = await createHarness();
    h = await h.another(null, 'test');
    await h.documents.session(h.sessionId).update({ design: { from: null } });
    messageId = await h.ask('회의록을 정리해 주는 에이전트');
    const started = await h.start();
    ({ ref } = started);
    token = started.claim.run_token;
    await nextQuestion(h.deps, ref, NEXT);
  });
  afterEach(() => h.close());

  const make = (proposal: unknown, id = 'toolu_1', turn = 1) => propose(h.deps, ref, { turn, id, proposal });
  const kept = async () => (await h.documents.proposals(h.sessionId, messageId).get()).docs.map((one) => ({ id: one.id, ...one.data() }));
  const SHOWN = { ok: true, value: { problems: [] } };

  it('is kept below the answer, once, and changes nothing else', async () => {
    const before = (await h.documents.session(h.sessionId).get()).data();
    expect([await make(PROPOSAL), await make(PROPOSAL)]).toEqual([SHOWN, SHOWN]);
    expect(await kept()).toEqual([{ id: 'toolu_1', proposal: PROPOSAL, created_at: h.clock.now }]);
    expect((await h.documents.session(h.sessionId).get()).data()).toEqual(before);
    expect((await h.documents.sessionDraft(h.sessionId).get()).exists).toBe(false);
    expect((await h.documents.agents().get()).empty).toBe(true);
  });

  it.each([
    ['nothing', {}, ''],
    ['no object', 'name: x', ''],
    ['a field that the form does not have', { name: 'x', owner_id: 'me' }, 'owner_id'],
    ['what is not Claude’s to choose', { allowed_hosts: ['evil.example.com'] }, 'allowed_hosts'],
    ['a state', { status: 'active' }, 'status'],
    ['100 KB of instructions', { instructions: 'x'.repeat(100_000) }, 'instructions'],
    ['a tool that no agent has', { tools: ['read', 'internet'] }, 'tools.1'],
    ['an icon that is none', { icon: '<svg onload=alert(1)>' }, 'icon'],
    ['no name', { name: ' ' }, 'name'],
    ['a budget of nothing', { turn_usd: 0 }, 'turn_usd'],
  ])('is told and not kept where it is %s', async (_what, proposal, path) => {
    const answer = await make(proposal);
    expect(answer.ok && answer.value.problems.map((problem) => problem.path)).toContain(path);
    expect(await kept()).toEqual([]);
  });

  it('keeps markup as the text that it is', async () => {
    const instructions = '<img src=x onerror=alert(1)>\n```\n</textarea>';
    expect(await make({ instructions })).toEqual(SHOWN);
    expect(await kept()).toMatchObject([{ proposal: { instructions } }]);
  });

  it('has an end in one turn', async () => {
    for (let one = 1; one <= MAX_PROPOSALS; one += 1) expect(await make(PROPOSAL, `toolu_${String(one)}`)).toEqual(SHOWN);
    expect(await make(PROPOSAL, 'toolu_more')).toEqual({ ok: false, error: 'refused' });
    expect(await make(PROPOSAL, 'toolu_1')).toEqual(SHOWN);
    expect(await kept()).toHaveLength(MAX_PROPOSALS);
  });

  it('comes to nothing in a turn that is over or to stop, and where nothing is designed', async () => {
    await requestStop(h.deps)(h.sessionId, messageId);
    expect(await make(PROPOSAL)).toEqual({ ok: false, error: 'refused' });
    expect(await make(PROPOSAL, 'toolu_1', 2)).toEqual({ ok: false, error: 'gone' });
    await nextQuestion(h.deps, ref, { turn: 1, result: { ...DONE, status: 'stopped' }, wait_s: 0 });
    expect(await make(PROPOSAL)).toEqual({ ok: false, error: 'gone' });
    const work = await h.another(null, 'work');
    await work.ask('one');
    const other = (await work.start()).ref;
    await nextQuestion(h.deps, other, NEXT);
    expect(await propose(h.deps, other, { turn: 1, id: 'toolu_1', proposal: PROPOSAL })).toEqual({ ok: false, error: 'refused' });
    expect(await kept()).toEqual([]);
  });

  it('is taken at the door from the run of the session, of any size that a body may have', async () => {
    const door = runsDoor(h.deps, () => Promise.resolve(true));
    const post = (body: object, headers = {}) =>
      door.request('/propose', { method: 'POST', headers: { 'content-type': 'application/json', ...headers }, body: JSON.stringify(body) });
    const mine = { authorization: `Bearer ${token}` };
    expect((await post({ turn: 1, id: 'a', proposal: PROPOSAL })).status).toBe(401);
    expect(await (await post({ turn: 1, id: 'a', proposal: PROPOSAL }, mine)).json()).toEqual({ problems: [] });
    expect(await (await post({ turn: 1, id: 'b', proposal: { name: 'x'.repeat(700_000) } }, mine)).json()).toMatchObject({
      problems: [{ path: 'name' }],
    });
    expect((await post({ turn: 1, id: 'c', proposal: { name: 'x'.repeat(1_000_000) } }, mine)).status).toBe(413);
    expect((await post({ turn: 1, id: '../x', proposal: PROPOSAL }, mine)).status).toBe(422);
    expect((await post({ turn: 7, id: 'd', proposal: PROPOSAL }, mine)).status).toBe(409);
    expect(await kept()).toHaveLength(1);
  });
});

describe('a conversation that designs an agent', () => {
  let h: Harness;
  beforeEach(async () => {
    h = await createHarness();
  });
  afterEach(() => h.close());

  const design = async (from: string | null) => {
    const session = await h.another(null, 'test');
    await h.documents.session(session.sessionId).update({ design: { from } });
    return session;
  };

  it('is answered by the designer, who can read, ask and nothing else, and is told how the form stands', async () => {
    const session = await design(null);
    await session.ask('하나');
    const { ref, claim } = await session.start();
    expect(claim).toMatchObject({
      source: null,
      agent: { id: null, version: 0, config: { tools: ['read', 'ask'] }, design: { form: null } },
    });
    const agent = { name: '', icon: 'bot', description: '', tags: [], config: { ...DEFAULT_CONFIG, instructions: 'HALF WRITTEN' } };
    await putDraft(h.documents, { sessionId: session.sessionId, uid: h.uid, agent, now: h.clock.now });
    const next = await nextQuestion(h.deps, ref, NEXT);
    expect(next).toMatchObject({ ok: true, value: { agent: { config: { tools: ['read', 'ask'] }, design: { form: agent } } } });
  });

  it('is told what was said in the conversation it comes from, as long as that is the person’s own and there', async () => {
    const source = await h.another(null, 'work');
    const asked = await source.ask('매출 표를 정리해 줘');
    const { ref } = await source.start();
    await nextQuestion(h.deps, ref, NEXT);
    await nextQuestion(h.deps, ref, { turn: 1, result: DONE, wait_s: 0 });
    await h.documents.reply(source.sessionId, asked).update({ content: '정리했어요.' });

    const claimOf = async () => {
      const session = await design(source.sessionId);
      await session.ask('에이전트로');
      return (await session.start()).claim.source;
    };
    expect(await claimOf()).toEqual({
      exchanges: [{ question: '매출 표를 정리해 줘', answer: '정리했어요.', status: 'done' }],
      is_whole: true,
    });
    await h.documents.session(source.sessionId).update({ deleted_at: h.clock.now });
    expect(await claimOf()).toBeNull();
    await h.documents.session(source.sessionId).update({ deleted_at: null, user_id: 'somebody-else' });
    expect(await claimOf()).toBeNull();
  });
});

describe('opening one', () => {
  let h: ApiHarness;
  beforeEach(async () => {
    h = await createApiHarness();
  });
  afterEach(() => h.close());

  const open = (body: object, who = MEMBER) => h.call('POST', '/api/sessions', { body, who });

  it('is refused for work, with an agent, and out of a conversation that is not one’s own', async () => {
    expect((await open({ kind: 'work', design: {} })).status).toBe(422);
    expect((await open({ kind: 'test', design: { from: 'x' } })).status).toBe(422);
    expect((await open({ kind: 'test', design: { from: '00000000-0000-4000-8000-000000000000' } })).status).toBe(404);
    expect((await open({ kind: 'test', agent_id: 'a'.repeat(20), design: {} })).status).toBe(422);
    const work = Session.parse((await open({ kind: 'work' })).body);
    await h.documents.session(work.id).update({ user_id: 'somebody-else' });
    expect((await open({ kind: 'test', design: { from: work.id } })).status).toBe(404);
    await h.documents.session(work.id).update({ user_id: MEMBER });
    expect(Session.parse((await open({ kind: 'test', design: { from: work.id } })).body).design).toEqual({ from: work.id });
  });

  it('gives an unused one again, and no test of another use', async () => {
    const designs = Session.parse((await open({ kind: 'test', design: {} })).body);
    h.clock.now = new Date(h.clock.now.getTime() + 1000);
    const tries = Session.parse((await open({ kind: 'test', reuse: true })).body);
    expect(tries.id).not.toBe(designs.id);
    expect(Session.parse((await open({ kind: 'test', design: {}, reuse: true })).body).id).toBe(designs.id);
    expect(Session.parse((await open({ kind: 'test', reuse: true })).body).id).toBe(tries.id);
  });
});
