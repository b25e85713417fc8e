import { newSession, type Part, type ReplyDocument, type ShareAnswer, type SharedConversation } from '@oma/contract';
import { FieldValue, Firestore } from '@google-cloud/firestore';
import { randomUUID } from 'node:crypto';
import { afterAll, afterEach, beforeAll, beforeEach, describe, expect, it } from 'vitest';
import { purgeSessions } from '../../src/sessions/purge-sessions.ts';
import { replyTo } from './account-harness.ts';
import { type ApiHarness, createApiHarness, MEMBER } from './api-harness.ts';
import { type ObjectHarness, startObjects } from './object-harness.ts';
import { nextMessageId } from './run-harness.ts';

let store: ObjectHarness;
let api: ApiHarness;
let id: string;
beforeAll(async () => {
  store = await startObjects();
});
afterAll(() => store.close());
beforeEach(async () => {
  api = await createApiHarness(new Firestore({ projectId: `demo-share-${randomUUID().slice(0, 8)}` }), { objects: store.objects });
  id = randomUUID();
  await api.documents
    .session(id)
    .set({ ...newSession({ id, uid: MEMBER, agentId: null, agentVersion: 0, kind: 'work', now: api.clock.now }), title: '매출' });
});
afterEach(() => api.close());

async function say(content: string, answer: Partial<ReplyDocument> = {}): Promise<string> {
  const mid = nextMessageId();
  await api.documents.question(id, mid).set({ role: 'user', content, created_at: api.clock.now, status: 'done' });
  await api.documents.reply(id, mid).set({ ...replyTo(mid, api.clock.now), ...answer });
  return mid;
}
const share = async (acknowledge?: string, who = MEMBER) => {
  const answer = await api.call('POST', `/api/sessions/${id}/share`, { who, body: acknowledge === undefined ? {} : { acknowledge } });
  return { status: answer.status, body: answer.body as unknown as ShareAnswer };
};
/** As somebody reads it who has nothing but the link. */
const read = async (token: string | null, after?: string) => {
  const answer = await api.call('POST', '/api/shared', { who: '', body: { token, ...(after === undefined ? {} : { after }) } });
  return { status: answer.status, text: answer.text, body: answer.body as unknown as SharedConversation };
};

const PARTS: Part[] = [
  { k: 'thinking', s: 'what was thought' },
  { k: 'text', s: 'because' },
  { k: 'tool', id: 't', name: 'Bash', input: '{"command":"ls"}', result: { ok: true, output: 'sales.csv', ms: 3 } },
];

describe('a shared link', () => {
  it('shows what was said and done until then to anybody, and nothing of whose it is or what it cost', async () => {
    const one = await say('why?', { content: 'because', parts: PARTS, feedback: { value: 'down', note: 'my note', at: api.clock.now } });
    const { body } = await share();
    expect(body).toMatchObject({ found: [], total: 0, acknowledge: null });
    await say('said later');
    const seen = await read(body.token);
    expect(seen.status).toBe(200);
    expect(seen.body).toMatchObject({ title: '매출', exchanges: [{ id: one, question: 'why?', answer: { parts: PARTS.slice(1) } }] });
    expect(seen.body.exchanges).toHaveLength(1);
    for (const hidden of ['what was thought', 'my note', 'cost', 'usage', 'user_id', MEMBER, id, 'said later', 'claude'])
      expect(seen.text.includes(hidden), hidden).toBe(false);
    const stored = await api.documents.firestore.collection('shares').get();
    expect(JSON.stringify(stored.docs.map((share) => [share.id, share.data()]))).not.toContain(body.token);
  });

  it('keeps the title that was looked through, whatever the conversation is called later; one of before shows none', async () => {
    await say('why?');
    const { token } = (await share()).body;
    await api.documents.session(id).update({ title: `ghp_${'a'.repeat(36)}` });
    expect((await read(token)).body.title).toBe('매출');
    const [made] = (await api.documents.shares().get()).docs;
    await made!.ref.update({ title: FieldValue.delete() });
    expect((await read(token)).body.title).toBe('');
  });

  it('comes in pages, without a question that has no answer', async () => {
    const mids: string[] = [];
    for (let count = 0; count < 25; count += 1) mids.push(await say(`question ${count}`));
    const waiting = nextMessageId();
    await api.documents.question(id, waiting).set({ role: 'user', content: 'waits', created_at: api.clock.now, status: 'queued' });
    const { token } = (await share()).body;
    const first = (await read(token)).body;
    expect(first.next).toBe(mids[19]);
    const second = (await read(token, first.next)).body;
    expect(second.next).toBeUndefined();
    expect([...first.exchanges, ...second.exchanges].map((exchange) => exchange.id)).toEqual(mids);
  });

  it('never shows an answer that ended after it was made, for nobody looked it through', async () => {
    const late = nextMessageId();
    await api.documents.question(id, late).set({ role: 'user', content: 'works', created_at: api.clock.now, status: 'working' });
    await api.documents.reply(id, late).set({ ...replyTo(late, api.clock.now), status: 'streaming', ended_at: null });
    const stopped = await say('was stopped while it waited', { status: 'stopped' });
    const { token, found } = (await share()).body;
    expect(found).toEqual([]);
    // The moment of its end may be that before the link's: it is written a little later.
    await api.documents
      .reply(id, late)
      .set({ ...replyTo(late, new Date(api.clock.now.getTime() - 1)), parts: [{ k: 'text', s: `ghp_${'a'.repeat(36)}` }] });
    expect((await read(token)).body.exchanges.map((exchange) => exchange.id)).toEqual([stopped]);
    const anew = (await share()).body;
    expect(anew).toMatchObject({ token: null, total: 1 });
    expect((await read((await share(anew.acknowledge!)).body.token)).body.exchanges.map((exchange) => exchange.id)).toEqual([
      late,
      stopped,
    ]);
  });

  it('is the only one of its conversation, however many are made and taken back at once', async () => {
    await say('why?');
    const made = await Promise.all(Array.from({ length: 4 }, () => share()));
    const live = (await Promise.all(made.map(({ body }) => read(body.token)))).filter(({ status }) => status === 200);
    expect(live).toHaveLength(1);
    expect((await api.documents.shares().get()).size).toBe(1);
    const [last] = await Promise.all([share(), api.call('DELETE', `/api/sessions/${id}/share`)]);
    const { shared_at } = (await api.call('GET', `/api/sessions/${id}`)).body;
    expect((await read(last.body.token)).status).toBe(shared_at === null ? 404 : 200);
  });

  it('is made only after what looks like a secret was acknowledged, and asks anew when there is more of it', async () => {
    const key = `ghp_${'a'.repeat(36)}`;
    await say(`my token is ${key}`);
    await say('and?', { parts: [{ k: 'tool', id: 't', name: 'Bash', input: 'postgres://app:hunter22@db/app', result: null }] });
    const refused = (await share()).body;
    expect(refused).toMatchObject({
      token: null,
      total: 2,
      found: [
        { kind: 'token', part: 'question', number: 1, shown: 'ghp_aa…' },
        { kind: 'password', part: 'tool', number: 2, shown: 'postgr…' },
      ],
    });
    expect(JSON.stringify(refused)).not.toContain('aaaa');
    expect((await api.documents.firestore.collection('shares').get()).size).toBe(0);
    expect((await share('no such word')).body.token).toBeNull();
    await say(`another: ${key}b`);
    const more = (await share(refused.acknowledge!)).body;
    expect(more).toMatchObject({ token: null, total: 3 });
    expect((await read((await share(more.acknowledge!)).body.token)).status).toBe(200);
  });

  it('leads nowhere once it is taken back, replaced, or its conversation or the access of its person is gone', async () => {
    await say('why?');
    const shared = async () => (await share()).body.token;
    const first = await shared();
    const second = await shared();
    expect((await read(first)).status).toBe(404);
    expect((await read(second)).status).toBe(200);
    expect((await api.call('GET', `/api/sessions/${id}`)).body).toMatchObject({ shared_at: api.clock.now.toISOString() });
    expect((await api.call('DELETE', `/api/sessions/${id}/share`)).status).toBe(200);
    expect((await read(second)).status).toBe(404);
    expect((await api.call('GET', `/api/sessions/${id}`)).body).toMatchObject({ shared_at: null });
    const third = await shared();
    await api.documents.user(MEMBER).update({ beta_approved: false });
    expect((await read(third)).status).toBe(404);
    await api.documents.user(MEMBER).update({ beta_approved: true });
    expect((await read(third)).status).toBe(200);
    await api.documents.session(id).update({ deleted_at: new Date(0) });
    expect((await read(third)).status).toBe(404);
    await purgeSessions({ documents: api.documents, objects: store.objects, now: () => api.clock.now, log: () => undefined });
    expect((await read(third)).status).toBe(404);
    expect((await api.documents.firestore.collection('shares').get()).size).toBe(0);
  });

  it('is nobody else’s to make or to take back, and is not to be guessed', async () => {
    await say('why?');
    const { token } = (await share()).body;
    await api.addMember('other');
    expect((await share(undefined, 'other')).status).toBe(404);
    expect((await api.call('DELETE', `/api/sessions/${id}/share`, { who: 'other' })).status).toBe(404);
    expect((await read(token)).status).toBe(200);
    expect((await read('A'.repeat(43))).status).toBe(404);
    for (const broken of ['', 'a/b', id]) expect((await read(broken)).status).toBe(422);
  });

  it('is read so often within a minute from one address, and by all', async () => {
    await say('why?');
    const { token } = (await share()).body;
    const from = async (address: string) => {
      const headers = { 'x-forwarded-for': `${address}, 192.0.2.1` };
      const answer = await api.send('POST', '/api/shared', { who: '', headers, body: JSON.stringify({ token }) });
      return answer.status === 429 ? `429 ${answer.headers.get('retry-after')}` : String(answer.status);
    };
    const times = async (count: number, address: (index: number) => string) =>
      new Set(await Promise.all(Array.from({ length: count }, (_, index) => from(address(index)))));
    expect(await times(60, () => '198.51.100.1')).toEqual(new Set(['200']));
    expect(await from('198.51.100.1')).toBe('429 60');
    expect(await from('198.51.100.2')).toBe('200');
    expect(await times(239, (index) => `made up ${index}`)).toEqual(new Set(['200']));
    expect(await from('198.51.100.3')).toBe('429 60');
    api.clock.now = new Date(api.clock.now.getTime() + 60_000);
    expect(await from('198.51.100.1')).toBe('200');
  });

  it('is refused where nothing was answered', async () => {
    expect((await share()).status).toBe(409);
  });
});
