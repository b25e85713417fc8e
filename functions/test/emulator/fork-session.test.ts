import {
  ASK_TOOL,
  FORKS_PER_DAY,
  objects as names,
  PROPOSE_TOOL,
  PROTOCOL_VERSION,
  type Session,
  Stats,
  UPLOAD_KEPT_MS,
} from '@oma/contract';
import { Firestore } from '@google-cloud/firestore';
import { randomUUID } from 'node:crypto';
import { Readable } from 'node:stream';
import { text } from 'node:stream/consumers';
import { afterAll, afterEach, beforeAll, beforeEach, describe, expect, it } from 'vitest';
import { sweepLateUploads } from '../../src/accounts/sweep-late-uploads.ts';
import { acceptQuestion } from '../../src/runs/accept-question.ts';
import { claimRun } from '../../src/runs/claim-run.ts';
import { finishTurn } from '../../src/runs/finish-turn.ts';
import { launchRun } from '../../src/runs/launch-run.ts';
import { leaveRun } from '../../src/runs/leave-run.ts';
import { nextQuestion } from '../../src/runs/next-question.ts';
import { readHistory } from '../../src/runs/read-history.ts';
import { conversationMarkdown } from '../../src/sessions/conversation-text.ts';
import { forkSession } from '../../src/sessions/fork-session.ts';
import { purgeSessions } from '../../src/sessions/purge-sessions.ts';
import { recountStats } from '../../src/stats/recount-stats.ts';
import { replyTo } from './account-harness.ts';
import { type ApiHarness, createApiHarness } from './api-harness.ts';
import { type ObjectHarness, startObjects } from './object-harness.ts';
import { createHarness, DONE, type Harness, nextMessageId } from './run-harness.ts';

let store: ObjectHarness;
let h: Harness;
let api: ApiHarness;
beforeAll(async () => {
  store = await startObjects();
});
afterAll(() => store.close());
beforeEach(async () => {
  const firestore = new Firestore({ projectId: `demo-fork-${randomUUID().slice(0, 8)}` });
  h = await createHarness(firestore);
  h.deps = { ...h.deps, objects: store.objects };
  api = await createApiHarness(firestore, { objects: store.objects, now: () => h.clock.now });
  await api.addMember(h.uid);
});
afterEach(() => h.close());

const fork = (message_id: string, who = h.uid, more: { key?: string } = {}) =>
  api.call('POST', `/api/sessions/${h.sessionId}/fork`, { who, body: { message_id, ...more } });
const forkDeps = () => ({ documents: h.documents, objects: store.objects, now: () => h.clock.now });
const forked = async (message_id: string) => {
  const answer = await fork(message_id);
  expect(answer.status).toBe(201);
  return answer.body as unknown as Session;
};
const said = async (id: string) =>
  (
    (await api.call('GET', `/api/sessions/${id}/conversation`, { who: h.uid })).body as { messages: { role: string; content: string }[] }
  ).messages.map(({ content }) => content);

/** The run of a session's queue, claimed; also that of a fork. */
async function startIn(sessionId: string) {
  const runId = (await h.documents.session(sessionId).get()).data()!.run!.id;
  await launchRun(h.deps, runId);
  const claim = await claimRun(h.deps, {
    run_id: runId,
    code: h.launches.at(-1)!.claimCode,
    nonce: `nonce-of-${runId}`,
    execution: `execution-${h.launches.length}`,
    protocol: PROTOCOL_VERSION,
  });
  return { ref: { runId, sessionId }, claim };
}

/** Asks, and is answered with files of its own, in a run that has gone home since. */
async function answered(content: string, files: string, sessionId = h.sessionId): Promise<string> {
  const id = nextMessageId();
  await h.documents.question(sessionId, id).set({ role: 'user', content, created_at: h.clock.now, status: 'queued' });
  await acceptQuestion(h.deps, sessionId, id);
  const { ref } = await startIn(sessionId);
  const turn = 1;
  await nextQuestion(h.deps, ref, { turn: 0, result: null, wait_s: 0 });
  const workspace = { size: files.length, sha256: '0'.repeat(64), files: 1 };
  await store.objects.write(names.workspace(sessionId, ref.runId, turn), 'application/gzip', files);
  await finishTurn(h.deps, ref, turn, { ...DONE, workspace });
  await leaveRun(h.deps, ref, { turn, reason: 'linger', result: null, failure: null });
  h.clock.pass(1000);
  return id;
}
const contentOf = async (object: string) => text((await store.objects.read(object))!);

describe('a fork', () => {
  it('of the newest answer holds all that was said and the files as they are now, and is the same agent’s', async () => {
    await answered('one', 'first files');
    const two = await answered('two', 'second files');
    const source = (await h.documents.session(h.sessionId).get()).data()!;
    const copy = await forked(two);
    expect(copy).toMatchObject({
      title: '갈라짐 · one',
      status: 'active',
      message_count: 2,
      agent_id: source.agent_id,
      usage: { cost_usd: 0 },
      forked_from: { session_id: h.sessionId, message_id: two, files: 'now' },
    });
    expect(copy.workspace?.object).toBe(names.forkedWorkspace(copy.id));
    expect(await contentOf(copy.workspace!.object)).toBe('second files');
    expect(await said(copy.id)).toEqual(await said(h.sessionId));
    expect((await h.documents.session(h.sessionId).get()).data()).toEqual(source);
  });

  it('says before its title that it is one, in the language of its person, and is no longer than a title may be', async () => {
    const one = await answered('one', 'files');
    await h.documents.session(h.sessionId).update({ title: 'a'.repeat(200) });
    expect((await forked(one)).title).toBe(`갈라짐 · ${'a'.repeat(194)}`);
    await h.documents.user(h.uid).update({ locale: 'en' });
    expect((await forked(one)).title).toBe(`Fork · ${'a'.repeat(193)}`);
    await h.documents.session(h.sessionId).update({ title: '' });
    expect((await forked(one)).title).toBe('');
  });

  it('of an earlier answer ends with it, and says that the files are those of before the last change, or none', async () => {
    const one = await answered('one', 'first files');
    expect((await forked(one)).forked_from?.files).toBe('now');
    await answered('two', 'second files');
    const copy = await forked(one);
    expect(copy.forked_from?.files).toBe('before');
    expect(await contentOf(copy.workspace!.object)).toBe('first files');
    expect((await said(copy.id))[0]).toBe('one');
    expect(copy.message_count).toBe(1);
    await h.documents.session(h.sessionId).update({ workspace_before: null });
    expect(await forked(one)).toMatchObject({ workspace: null, forked_from: { files: 'none' } });
  });

  it('goes on from the stored messages, in a run that knows there is a past and finds no memory', async () => {
    const one = await answered('one', 'files');
    const copy = await forked(one);
    const id = nextMessageId();
    await h.documents.question(copy.id, id).set({ role: 'user', content: 'and now?', created_at: h.clock.now, status: 'queued' });
    await acceptQuestion(h.deps, copy.id, id);
    const { ref, claim } = await startIn(copy.id);
    expect(claim).toMatchObject({ ok: true, value: { has_past: true } });
    await nextQuestion(h.deps, ref, { turn: 0, result: null, wait_s: 0 });
    expect(await readHistory(h.deps, ref, 1)).toMatchObject({ is_whole: true, exchanges: [{ question: 'one' }] });
  });

  it('is not counted again, nor rated, nor lost with the original', async () => {
    const one = await answered('one', 'files');
    await api.call('PUT', `/api/sessions/${h.sessionId}/messages/${one}/feedback`, { who: h.uid, body: { value: 'up' } });
    const copy = await forked(one);
    const reply = (await h.documents.reply(copy.id, one).get()).data();
    expect(reply).toMatchObject({ copied_from: h.sessionId, feedback: null, run_id: null, status: 'done' });
    const stats = async () => Stats.parse((await api.call('GET', '/api/dashboard/stats', { who: h.uid })).body).totalRuns;
    expect(await stats()).toBe(1);
    expect(await recountStats(h.documents, h.uid, h.clock.now)).toBe('right');
    await h.documents.session(h.sessionId).update({ deleted_at: new Date(0) });
    await purgeSessions({ documents: h.documents, objects: store.objects, now: () => h.clock.now, log: () => undefined });
    expect((await said(copy.id))[0]).toBe('one');
    expect(await contentOf(copy.workspace!.object)).toBe('files');
    expect(await recountStats(h.documents, h.uid, h.clock.now)).toBe('right');
    expect(await stats()).toBe(1);
  });

  it('brings the whole of an answer that was too long for its document', async () => {
    const one = await answered('one', 'files');
    const long = 'long '.repeat(1000);
    await h.documents.reply(h.sessionId, one).update({ parts: [{ k: 'text', s: 'lo', object: names.reply(h.sessionId, one) }] });
    const whole = JSON.stringify({ content: long, parts: [{ k: 'text', s: long }] });
    await store.objects.write(names.reply(h.sessionId, one), 'application/json', whole);
    const copy = await forked(one);
    await store.objects.delete([names.reply(h.sessionId, one)]);
    expect((await said(copy.id))[1]).toBe(long);
    expect((await h.documents.reply(copy.id, one).get()).data()?.parts).toEqual([
      { k: 'text', s: 'lo', object: names.reply(copy.id, one) },
    ]);
  });

  it('of many messages is complete and in order', async () => {
    const mids = Array.from({ length: 35 }, () => nextMessageId());
    const at = h.clock.now;
    for (const mid of mids) {
      await h.documents.question(h.sessionId, mid).set({ role: 'user', content: mid, created_at: at, status: 'done' });
      await h.documents.reply(h.sessionId, mid).set({ ...replyTo(mid, at), content: `to ${mid}` });
    }
    const copy = await forked(mids[29]!);
    expect(copy.message_count).toBe(30);
    expect(await said(copy.id)).toEqual(mids.slice(0, 30).flatMap((mid) => [mid, `to ${mid}`]));
  });

  it('brings what was proposed, and designs on', async () => {
    const one = await answered('one', 'files');
    const tool = { k: 'tool', id: 'toolu_1', name: PROPOSE_TOOL, input: '{}', result: null } as const;
    await h.documents.reply(h.sessionId, one).update({ parts: [tool] });
    await h.documents.session(h.sessionId).update({ design: { from: null } });
    const proposed = { proposal: { name: '보고서 도우미' }, created_at: h.clock.now };
    await h.documents.proposal(h.sessionId, one, 'toolu_1').set(proposed);
    const copy = await forked(one);
    expect(copy.design).toEqual({ from: null });
    expect((await h.documents.proposal(copy.id, one, 'toolu_1').get()).data()).toEqual(proposed);
  });

  it('brings what was asked of the person, and what they said', async () => {
    const one = await answered('one', 'files');
    const asked = {
      questions: [{ question: '어떤 형식으로?', header: '형식', multi_select: false, options: [{ label: 'CSV', description: '' }] }],
      created_at: h.clock.now,
      expires_at: h.clock.now,
      default: 'best_judgement' as const,
      answer: { by: 'person' as const, at: h.clock.now, replies: [{ choices: ['CSV'], other: null }] },
    };
    const tool = { k: 'tool', id: 'toolu_1', name: ASK_TOOL, input: '{}', result: null } as const;
    await h.documents.reply(h.sessionId, one).update({ parts: [tool] });
    await h.documents.ask(h.sessionId, one, 'toolu_1').set(asked);
    const copy = await forked(one);
    expect((await h.documents.ask(copy.id, one, 'toolu_1').get()).data()).toEqual(asked);
    const session = (await h.documents.session(copy.id).get()).data()!;
    const markdown = await text(Readable.from(conversationMarkdown(forkDeps(), session, 'ko')));
    expect(markdown).toContain('- 어떤 형식으로?\n  - CSV');
  });

  it('gives the attachments of the original to a question that is asked again, as long as they are kept', async () => {
    const one = await answered('one', 'files');
    const upload = randomUUID();
    await h.documents.upload(upload).set({
      user_id: h.uid,
      session_id: h.sessionId,
      name: '매출.csv',
      size: 5,
      created_at: h.clock.now,
      taken_at: h.clock.now,
      collect_at: new Date(h.clock.now.getTime() + UPLOAD_KEPT_MS),
    });
    await store.objects.write(names.upload(h.sessionId, upload), 'application/octet-stream', '12345');
    await h.documents.question(h.sessionId, one).update({ attachments: [upload] });
    const copy = await forked(one);
    const { attachments } = (await h.documents.question(copy.id, one).get()).data()!;
    const again = nextMessageId();
    const asked = { role: 'user', content: 'one', created_at: h.clock.now, status: 'queued', retry_of: one, attachments } as const;
    await h.documents.question(copy.id, again).set({ ...asked, attachments: [...(attachments ?? [])] });
    await acceptQuestion(h.deps, copy.id, again);
    const { ref } = await startIn(copy.id);
    const given = await nextQuestion(h.deps, ref, { turn: 0, result: null, wait_s: 0 });
    expect(given).toMatchObject({ value: { question: { missing_attachments: 0, attachments: [{ name: '매출.csv', size: 5 }] } } });
    const url = given.ok ? given.value.question?.attachments[0]?.url : undefined;
    expect(await (await fetch(url!)).text()).toBe('12345');
  });

  it('deletes the files that it began with, and what was unpacked of them, once it keeps two newer ones', async () => {
    const one = await answered('one', 'files');
    const copy = await forked(one);
    const unpacked = names.fileCopy(names.forkedWorkspace(copy.id), 'a'.repeat(64));
    await store.objects.write(unpacked, 'application/octet-stream', 'a file');
    await answered('two', 'two', copy.id);
    expect(await store.objects.list(names.forkPrefix(copy.id))).toHaveLength(2);
    await answered('three', 'three', copy.id);
    expect(await store.objects.list(names.forkPrefix(copy.id))).toEqual([]);
    const { workspace, workspace_before } = (await h.documents.session(copy.id).get()).data()!;
    expect([await contentOf(workspace_before!.object), await contentOf(workspace!.object)]).toEqual(['two', 'three']);
  });

  it('that is asked for again with the same key is the one that was made; another key makes another', async () => {
    const one = await answered('one', 'files');
    const key = randomUUID();
    const made = await fork(one, h.uid, { key });
    expect(made.status).toBe(201);
    const again = await fork(one, h.uid, { key });
    expect(again.status).toBe(200);
    expect(again.body).toEqual(made.body);
    expect((await fork(one, h.uid, { key: randomUUID() })).status).toBe(201);
    const two = await answered('two', 'files');
    expect((await fork(two, h.uid, { key })).status).toBe(201);
    await h.documents.session((made.body as unknown as Session).id).update({ deleted_at: h.clock.now });
    const anew = await fork(one, h.uid, { key });
    expect(anew.status).toBe(201);
    expect((anew.body as unknown as Session).id).not.toBe((made.body as unknown as Session).id);
  });

  it('is made once by many calls with one key, also where the first answer never came', async () => {
    const one = await answered('one', 'files');
    const key = randomUUID();
    const answers = await Promise.all([1, 2, 3].map(() => fork(one, h.uid, { key })));
    expect(answers.map(({ status }) => status).filter((status) => status === 201)).toHaveLength(1);
    expect(answers.every(({ status }) => [200, 201, 409].includes(status))).toBe(true);
    expect((await h.documents.sessions().get()).size).toBe(2);
  });

  it('that came to nothing is begun anew with the same key', async () => {
    const one = await answered('one', 'files');
    const source = (await h.documents.session(h.sessionId).get()).data()!;
    const wanted = { source, messageId: one, key: randomUUID() };
    const broken = { ...store.objects, copy: () => Promise.reject(new Error('the store is down')) };
    await expect(forkSession({ ...forkDeps(), objects: broken }, wanted)).rejects.toThrow('the store is down');
    expect(await forkSession(forkDeps(), wanted)).toMatchObject({ ok: true, value: { isNew: true } });
  });

  it('is refused beyond so many within 24 hours, whatever became of them and however many are asked for at once', async () => {
    const one = await answered('one', 'files');
    const from = { session_id: h.sessionId, message_id: one };
    const begun = Array.from({ length: FORKS_PER_DAY - 1 }, () => ({ session_id: randomUUID(), from, key: null, at: h.clock.now }));
    await h.documents.forks(h.uid).set({ begun });
    h.clock.pass(60_000);
    const answers = await Promise.all([fork(one), fork(one), fork(one)]);
    expect(answers.map(({ status }) => status).sort()).toEqual([201, 429, 429]);
    const refused = answers.find(({ status }) => status === 429);
    expect(refused?.headers.get('retry-after')).toBe(String(24 * 60 * 60 - 60));
    h.clock.pass(24 * 60 * 60_000 - 60_000);
    expect((await fork(one)).status).toBe(201);
    expect((await h.documents.forks(h.uid).get()).data()?.begun).toHaveLength(2);
  }, 30_000);

  it('is refused of an answer that is not ended or not there, and to everybody else', async () => {
    const one = await answered('one', 'files');
    const working = await h.ask('working');
    const { ref } = await h.start();
    await nextQuestion(h.deps, ref, { turn: 0, result: null, wait_s: 0 });
    expect(await fork(working)).toMatchObject({ status: 409, body: { code: 'conflict' } });
    expect((await fork('0'.repeat(26))).status).toBe(404);
    await api.addMember('other');
    expect((await fork(one, 'other')).status).toBe(404);
    expect((await h.documents.sessions().get()).size).toBe(1);
    expect((await h.documents.deletedSessions().get()).size).toBe(0);
  });

  it('that breaks off is nobody’s to see, and is swept away', async () => {
    const one = await answered('one', 'files');
    const source = (await h.documents.session(h.sessionId).get()).data()!;
    await h.documents.user(h.uid).update({ beta_approved: false });
    expect(await forkSession(forkDeps(), { source, messageId: one, key: null })).toEqual({ ok: false, error: { reason: 'gone' } });
    expect((await h.documents.sessions().get()).size).toBe(1);
    const [trace] = (await h.documents.deletedSessions().get()).docs;
    expect((await h.documents.reply(trace!.id, one).get()).exists).toBe(true);
    h.clock.pass(60 * 60_000);
    await sweepLateUploads({ documents: h.documents, objects: store.objects, now: () => h.clock.now });
    expect((await h.documents.reply(trace!.id, one).get()).exists).toBe(false);
    expect(await store.objects.list(names.sessionPrefix(trace!.id))).toEqual([]);
    expect((await h.documents.deletedSessions().get()).size).toBe(0);
  });
});
