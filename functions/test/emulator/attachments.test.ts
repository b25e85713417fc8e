import { ATTACHMENT_LIMITS, newSession, objects as names, UPLOAD_KEPT_MS, UploadTicket } from '@oma/contract';
import { randomUUID } from 'node:crypto';
import { afterAll, afterEach, beforeAll, beforeEach, describe, expect, it } from 'vitest';
import { nextQuestion } from '../../src/runs/next-question.ts';
import { sweepUploads } from '../../src/runs/sweep-uploads.ts';
import { openUpload } from '../../src/sessions/open-upload.ts';
import { type ApiHarness, createApiHarness, MEMBER } from './api-harness.ts';
import { type ObjectHarness, startObjects } from './object-harness.ts';
import { createHarness, type Harness } from './run-harness.ts';

let store: ObjectHarness;
let api: ApiHarness;
let sessionId: string;
beforeAll(async () => {
  store = await startObjects();
});
afterAll(() => store.close());
beforeEach(async () => {
  api = await createApiHarness(undefined, { objects: store.objects });
  sessionId = await addSession(MEMBER);
});
afterEach(() => api.close());

async function addSession(uid: string): Promise<string> {
  const id = randomUUID();
  await api.documents.session(id).set(newSession({ id, uid, agentId: null, agentVersion: 1, kind: 'work', now: api.clock.now }));
  return id;
}
const open = (body: object, id = sessionId, who = MEMBER) => api.call('POST', `/api/sessions/${id}/uploads`, { body, who });
const ticketOf = async (name: string, size: number): Promise<UploadTicket> => UploadTicket.parse((await open({ name, size })).body);
const send = async ({ put_url, headers }: UploadTicket, body: string, more: Record<string, string> = {}): Promise<number> =>
  (await fetch(put_url, { method: 'PUT', headers: { ...headers, ...more }, body })).status;

describe('an attachment', () => {
  it('is sent to an address that takes exactly its bytes, once', async () => {
    const { status, body } = await open({ name: '매출 보고서.csv', size: 5 });
    expect(status).toBe(200);
    const ticket = UploadTicket.parse(body);
    expect(ticket).toMatchObject({ name: '매출 보고서.csv', size: 5 });
    expect(await send(ticket, '1234')).toBe(400);
    expect(await send(ticket, '123456')).toBe(400);
    expect(await send(ticket, '12345', { 'x-goog-content-length-range': '0,999999' })).toBe(403);
    expect(await send(ticket, '12345')).toBe(200);
    expect(await send(ticket, 'abcde')).toBe(412);
    expect((await store.all()).get(names.upload(sessionId, ticket.id))?.toString()).toBe('12345');
  });

  it.each([
    ['../../etc/passwd', '_.._etc_passwd'],
    ['두\n줄.txt', '두_줄.txt'],
    ['매출'.normalize('NFD'), '매출'],
    [`${'가'.repeat(200)}.xlsx`, `${'가'.repeat(60)}.xlsx`],
    ['.env', 'file.env'],
    ['CON.txt', '_CON.txt'],
  ])('called %j lies in the workspace as %j', async (name, expected) => {
    expect((await ticketOf(name, 1)).name).toBe(expected);
  });

  it.each([
    ['nothing', { name: 'a.txt', size: 0 }, 'size'],
    ['more than 20 MB', { name: 'a.txt', size: ATTACHMENT_LIMITS.bytes + 1 }, 'size'],
    ['a program', { name: 'setup.EXE', size: 1 }, 'name'],
    ['a program whose ending hides behind a point', { name: 'setup.exe. ', size: 1 }, 'name'],
    ['no name', { name: '', size: 1 }, 'name'],
  ])('of %s is refused, with the field', async (_what, body, path) => {
    const answer = await open(body);
    expect(answer.status).toBe(422);
    expect(answer.body).toMatchObject({ errors: [{ path }] });
  });

  it('is refused in a closed conversation, in that of another, and beyond so many in a day', async () => {
    const file = { name: 'a.txt', size: 1 };
    await api.addMember('other');
    expect((await open(file, sessionId, 'other')).status).toBe(404);
    const closed = await addSession(MEMBER);
    await api.documents.session(closed).update({ status: 'closed' });
    expect((await open(file, closed)).status).toBe(409);
    const batch = api.documents.firestore.batch();
    const upload = { user_id: MEMBER, session_id: sessionId, ...file, created_at: api.clock.now, taken_at: null, collect_at: null };
    for (let count = 1; count < ATTACHMENT_LIMITS.per_day; count += 1) batch.set(api.documents.upload(randomUUID()), upload);
    await batch.commit();
    const session = (await api.documents.session(sessionId).get()).data()!;
    const deps = { documents: api.documents, objects: store.objects, now: () => api.clock.now };
    const atOnce = (await Promise.all(Array.from({ length: 6 }, () => openUpload(deps, session, file)))).map(({ ok }) => ok);
    expect(atOnce.filter((isOpen) => isOpen).length).toBeLessThanOrEqual(1);
    expect((await open(file)).status).toBe(atOnce.includes(true) ? 429 : 200);
    const refused = await open(file);
    expect([refused.status, refused.headers.get('retry-after')]).toEqual([429, '3600']);
    const kept = await api.documents.uploads().where('user_id', '==', MEMBER).count().get();
    expect(kept.data().count).toBe(ATTACHMENT_LIMITS.per_day);
    expect((await open(file, await addSession('other'), 'other')).status).toBe(200);
    api.clock.now = new Date(api.clock.now.getTime() + 25 * 60 * 60 * 1000);
    expect((await open(file)).status).toBe(200);
  });
});

describe('a question with attachments', () => {
  let h: Harness;
  beforeEach(async () => {
    h = await createHarness();
  });
  afterEach(() => h.close());

  const add = async (change: object = {}): Promise<string> => {
    const id = randomUUID();
    await h.documents.upload(id).set({
      user_id: h.uid,
      session_id: h.sessionId,
      name: `${id}.csv`,
      size: 7,
      created_at: h.clock.now,
      taken_at: null,
      collect_at: new Date(h.clock.now.getTime() + UPLOAD_KEPT_MS),
      ...change,
    });
    return id;
  };
  const askWith = async (attachments: string[]): Promise<string> => {
    const id = await h.ask('look');
    await h.documents.question(h.sessionId, id).update({ attachments });
    return id;
  };

  it('brings those of its own person to the run, in their order, and counts the rest as missing', async () => {
    const [first, second] = [await add(), await add()];
    const foreign = await add({ user_id: 'person-2' });
    const collected = await add({ collect_at: null });
    await h.ask('before');
    await askWith([second, foreign, randomUUID(), first, collected, first]);
    const { ref } = await h.start();
    expect(await nextQuestion(h.deps, ref, { turn: 0, result: null, wait_s: 0 })).toMatchObject({
      value: { question: { content: 'before', attachments: [], missing_attachments: 0 } },
    });
    const result = {
      status: 'done',
      error: null,
      model: null,
      claude_code_version: null,
      recalled: null,
      verdicts: null,
      workspace: null,
    } as const;
    const usage = { input_tokens: 0, output_tokens: 0, cost_usd: 0 };
    const given = await nextQuestion(h.deps, ref, { turn: 1, result: { ...result, usage }, wait_s: 0 });
    const attachments = [second, first].map((id) => ({
      name: `${id}.csv`,
      size: 7,
      url: `https://objects.example.com/${names.upload(h.sessionId, id)}?read`,
    }));
    expect(given).toMatchObject({ value: { turn: 2, question: { content: 'look', attachments, missing_attachments: 3 } } });
    // Asked for again, it is given the same.
    expect(await nextQuestion(h.deps, ref, { turn: 1, result: null, wait_s: 0 })).toEqual(given);
    const taken = async (id: string) => (await h.documents.upload(id).get()).data()?.taken_at;
    expect(await taken(first)).toEqual(h.clock.now);
    expect(await taken(foreign)).toBeNull();
  });

  it('keeps the bytes for a week, and the names of what a run took', async () => {
    const [taken, unused, young] = [await add({ taken_at: h.clock.now }), await add(), await add()];
    for (const id of [taken, unused, young]) h.storedObjects.add(names.upload(h.sessionId, id));
    h.clock.pass(UPLOAD_KEPT_MS - 1000);
    await sweepUploads(h.deps);
    expect(h.storedObjects.size).toBe(3);
    await h.documents.upload(young).update({ collect_at: new Date(h.clock.now.getTime() + UPLOAD_KEPT_MS) });
    h.clock.pass(2000);
    await sweepUploads(h.deps);
    await sweepUploads(h.deps);
    expect([...h.storedObjects]).toEqual([names.upload(h.sessionId, young)]);
    expect((await h.documents.upload(taken).get()).data()).toMatchObject({ name: `${taken}.csv`, collect_at: null });
    expect((await h.documents.upload(unused).get()).exists).toBe(false);
  });
});
