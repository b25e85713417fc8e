import { Agent, Session, sessionApi, SessionList } from '@oma/contract';
import { Documents } from '../../src/firestore/documents.ts';
import { takeUnusedSession } from '../../src/sessions/unused-session.ts';
import { afterEach, beforeEach, describe, expect, it } from 'vitest';
import { type ApiHarness, createApiHarness, MEMBER } from './api-harness.ts';

let h: ApiHarness;
beforeEach(async () => {
  h = await createApiHarness();
});
afterEach(() => h.close());

const makeAgent = async (name: string, who = MEMBER): Promise<Agent> =>
  Agent.parse((await h.call('POST', '/api/agents', { body: { name }, who })).body);
async function open(body: object): Promise<{ status: number; session: Session }> {
  h.clock.now = new Date(h.clock.now.getTime() + 1000);
  const { status, body: answer } = await h.call('POST', '/api/sessions', { body });
  return { status, session: Session.parse(answer) };
}

describe('opening a session again', () => {
  it('makes a new one each time, unless the unused one is asked for', async () => {
    const { id: agent_id, version } = await makeAgent('x');
    const first = await open({ agent_id });
    expect((await open({ agent_id })).status).toBe(201);
    const newest = await open({ agent_id, reuse: true });
    expect(newest.status).toBe(200);
    expect(newest.session.id).not.toBe(first.session.id);
    expect((await h.call('GET', '/api/sessions')).body).toMatchObject({ sessions: [{ id: newest.session.id }, { id: first.session.id }] });
    // It goes on with the agent as it is now.
    const body = { name: 'y', status: 'active' };
    expect((await h.call('PUT', `/api/agents/${agent_id}`, { body, match: version })).status).toBe(200);
    const again = await open({ agent_id, reuse: true });
    expect(again.session).toMatchObject({ id: newest.session.id, agent_version: version + 1, last_activity: h.clock.now.toISOString() });
  });

  it('takes none that is of another agent or kind, closed, or asked in, be it this moment', async () => {
    const { id: agent_id } = await makeAgent('x');
    const { id: other } = await makeAgent('y');
    await open({ agent_id: other });
    await open({ agent_id, kind: 'test' });
    await open({});
    const { status, session } = await open({ agent_id, reuse: true });
    expect(status).toBe(201);
    await h.documents.session(session.id).update({ status: 'closed' });
    const second = await open({ agent_id, reuse: true });
    expect(second.status).toBe(201);
    await h.documents.session(second.session.id).update({ message_count: 1 });
    const third = await open({ agent_id, reuse: true });
    expect(third.status).toBe(201);
    const question = { role: 'user', content: 'x', created_at: h.clock.now, status: 'queued' } as const;
    await h.documents.question(third.session.id, '0'.repeat(26)).set(question);
    expect((await open({ agent_id, reuse: true })).status).toBe(201);
    expect((await open({ reuse: true })).session.agent_id).toBeNull();
    expect((await open({ agent_id: other, reuse: true })).session.agent_id).toBe(other);
  });
});

describe('an unused session that changes as it is taken up', () => {
  /** Looks for the unused session of `agentId`; `change` happens between the two looks at it. */
  async function takeWhile(agentId: string, change: () => Promise<unknown>) {
    const documents = new (class extends Documents {
      override questions(sessionId: string) {
        const questions = super.questions(sessionId);
        const query = questions.limit(1);
        const get = query.get.bind(query);
        query.get = async () => {
          await change();
          return get();
        };
        questions.limit = () => query;
        return questions;
      }
    })(h.documents.firestore);
    return takeUnusedSession(documents, { uid: MEMBER, agentId, agentVersion: 1, kind: 'work', design: null, now: h.clock.now });
  }

  it('is not taken where it was closed, asked in or deleted, and an inactive one stays so', async () => {
    const { id: agent_id } = await makeAgent('x');
    const { session } = await open({ agent_id });
    const reference = h.documents.session(session.id);
    expect(await takeWhile(agent_id, () => reference.update({ status: 'inactive' }))).toMatchObject({ status: 'inactive' });
    expect(await takeWhile(agent_id, () => reference.update({ status: 'closed' }))).toBeNull();
    expect((await reference.get()).get('status')).toBe('closed');
    await reference.update({ status: 'active' });
    expect(await takeWhile(agent_id, () => reference.update({ message_count: 1 }))).toBeNull();
    await reference.update({ message_count: 0 });
    expect(await takeWhile(agent_id, () => reference.delete())).toBeNull();
    expect((await reference.get()).exists).toBe(false);
  });
});

describe('the list of sessions', () => {
  it('names the agents that are still there, each once, and nobody else’s', async () => {
    const kept = await makeAgent('kept');
    const gone = await makeAgent('gone');
    for (const agent_id of [kept.id, gone.id, kept.id]) await open({ agent_id });
    await open({});
    expect((await h.call('DELETE', `/api/agents/${gone.id}`)).status).toBe(204);
    await h.addMember('somebody');
    const theirs = await makeAgent('theirs', 'somebody');
    const { session } = await open({ agent_id: kept.id });
    await h.documents.session(session.id).update({ agent_id: theirs.id });
    const { sessions, agents } = SessionList.parse((await h.call('GET', '/api/sessions')).body);
    expect(sessions).toHaveLength(5);
    expect(agents).toEqual([{ id: kept.id, name: 'kept', icon: 'bot' }]);
  });
});

describe('a list of sessions that is narrowed', () => {
  const list = async (query: string) => SessionList.parse((await h.call('GET', `/api/sessions?${query}`)).body);

  it('has those of one agent, or of none, and of one standing, also behind a page of others', async () => {
    const { id: agent_id } = await makeAgent('x');
    const { session: with_agent } = await open({ agent_id });
    const { session: without } = await open({});
    const { session: closed } = await open({});
    await h.documents.session(closed.id).update({ status: 'closed' });
    await h.documents.session(without.id).update({ queued: 1 });
    const ids = async (query: string) => (await list(query)).sessions.map(({ id }) => id);
    expect(await ids(`agent_id=${agent_id}`)).toEqual([with_agent.id]);
    expect(await ids('agent_id=none')).toEqual([closed.id, without.id]);
    expect(await ids('standing=closed')).toEqual([closed.id]);
    expect(await ids('standing=open')).toEqual([without.id, with_agent.id]);
    expect(await ids('standing=working')).toEqual([without.id]);
    expect(await ids(`standing=working&agent_id=${agent_id}`)).toEqual([]);
    for (let count = 0; count < 50; count += 1) await open({});
    expect(await ids(`agent_id=${agent_id}`)).toEqual([with_agent.id]);
    expect((await h.call('GET', '/api/sessions?agent_id=x')).status).toBe(422);
  });
});

describe('a search in the list of sessions', () => {
  let asked = 0;
  async function converse(title: string, contents: readonly string[], kind: 'work' | 'test' = 'work'): Promise<string> {
    const { session } = await open({ kind });
    await h.documents.session(session.id).update({ title });
    const batch = h.documents.firestore.batch();
    for (const content of contents) {
      asked += 1;
      const question = { role: 'user', content, created_at: h.clock.now, status: 'done' } as const;
      batch.set(h.documents.question(session.id, String(asked).padStart(26, '0')), question);
    }
    await batch.commit();
    return session.id;
  }
  async function search(query: string): Promise<{ ids: string[]; next: string | undefined }> {
    const { status, body } = await h.call('GET', `/api/sessions?${query}`);
    expect(status).toBe(200);
    const { sessions, next } = SessionList.parse(body);
    return { ids: sessions.map(({ id }) => id), next };
  }
  const words = (text: string) => `q=${encodeURIComponent(text)}`;

  it('finds words of the title, or of one own question, in any case and in Korean however it is written', async () => {
    const budget = await converse('Quarterly Budget', ['hello']);
    const korean = await converse('', ['안녕하세요', '서울 날씨를 알려 줘']);
    const apart = await converse('', ['one apple', 'one pear']);
    expect((await search(words('budget QUARTERLY'))).ids).toEqual([budget]);
    expect((await search(words('날씨'.normalize('NFD')))).ids).toEqual([korean]);
    expect((await search(words('PEAR'))).ids).toEqual([apart]);
    expect((await search(words('apple pear'))).ids).toEqual([]);
    expect((await search(words(' '))).ids).toEqual([apart, korean, budget]);
    const reply = { role: 'assistant', content: 'zebra' };
    await h.documents.firestore.doc(`sessions/${budget}/messages/r_x`).set(reply);
    expect(await search(words('zebra'))).toEqual({ ids: [], next: undefined });
  });

  it('shows nobody else’s, and one kind where one is asked for', async () => {
    const work = await converse('plan', []);
    const test = await converse('plan', [], 'test');
    await h.addMember('somebody');
    const theirs = Session.parse((await h.call('POST', '/api/sessions', { body: {}, who: 'somebody' })).body);
    await h.documents.session(theirs.id).update({ title: 'plan' });
    expect((await search(words('plan'))).ids).toEqual([test, work]);
    expect((await search(`${words('plan')}&kind=work`)).ids).toEqual([work]);
    expect((await search(`${words('plan')}&kind=test`)).ids).toEqual([test]);
  });

  it('looks at a part in each call and says where to go on, though nothing was found', async () => {
    const wanted = await converse('needle', []);
    for (let count = 0; count < 50; count += 1) await converse('hay', []);
    const first = await search(words('needle'));
    expect(first).toEqual({ ids: [], next: expect.any(String) as string });
    expect(await search(`${words('needle')}&cursor=${first.next}`)).toEqual({ ids: [wanted], next: undefined });
  });

  it('ends a call early behind long conversations, and misses none after them', async () => {
    const wanted = await converse('needle', []);
    for (let count = 0; count < 6; count += 1)
      await converse(
        'long',
        Array.from({ length: 410 }, () => 'hay'),
      );
    const first = await search(words('needle'));
    expect(first).toEqual({ ids: [], next: expect.any(String) as string });
    expect(await search(`${words('needle')}&cursor=${first.next}`)).toEqual({ ids: [wanted], next: undefined });
    expect((await search(words('long'))).ids).toHaveLength(6);
  });

  it('looks at fewer than a thousand questions of a conversation where they are long, as its summary says', async () => {
    const long = Array.from({ length: 40 }, () => '가'.repeat(32_000));
    await converse('long', [...long, 'needle']);
    const early = await converse('long', [...long.slice(1), 'needle']);
    expect((await search(words('needle'))).ids).toEqual([early]);
    expect(sessionApi.list.summary).toContain('a thousand questions of each, fewer where they are long');
  });

  it('ends a call early behind few but long questions, and misses none after them', async () => {
    const wanted = await converse('needle', []);
    for (let count = 0; count < 3; count += 1)
      await converse(
        'long',
        Array.from({ length: 25 }, () => '가'.repeat(32_000)),
      );
    const first = await search(words('needle'));
    expect(first).toEqual({ ids: [], next: expect.any(String) as string });
    expect(await search(`${words('needle')}&cursor=${first.next}`)).toEqual({ ids: [wanted], next: undefined });
  });
});

describe('how far the person has read', () => {
  it('goes neither back nor beyond this moment, whichever device says so last', async () => {
    const { session } = await open({});
    const at = (ms: number): Date => new Date(h.clock.now.getTime() + ms);
    const say = async (...times: Date[]) => {
      const answers = await Promise.all(
        times.map((time) =>
          h.call('POST', `/api/sessions/${session.id}/presence`, { body: { visible: false, read_to: time.toISOString() } }),
        ),
      );
      expect(answers.every(({ status }) => status === 204)).toBe(true);
      return (await h.documents.session(session.id).get()).data()?.read_at;
    };
    expect(await say(at(-5000))).toEqual(at(-5000));
    expect(await say(at(-9000))).toEqual(at(-5000));
    expect(await say(at(-4000), at(-1000), at(-3000))).toEqual(at(-1000));
    expect(await say(at(86_400_000))).toEqual(h.clock.now);
    // A mark of the future, as earlier versions let one be set, is mended.
    await h.documents.session(session.id).update({ read_at: at(86_400_000) });
    expect(await say(at(-2000))).toEqual(at(-2000));
  });
});
