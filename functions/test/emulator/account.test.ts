import { CONSENT_VERSION, newUser, objects as names, paths, RUN_LIMITS, UploadTicket } from '@oma/contract';
import { WriteBatch, type WriteResult } from '@google-cloud/firestore';
import { AsyncLocalStorage } from 'node:async_hooks';
import { createHash } from 'node:crypto';
import { afterAll, afterEach, beforeAll, beforeEach, describe, expect, it, vi } from 'vitest';
import { carryOnDeletion, deleteAccount } from '../../src/accounts/delete-account.ts';
import { sweepReferenceFiles } from '../../src/agents/sweep-reference-files.ts';
import { announceApplication } from '../../src/beta/announce-application.ts';
import { followUser } from '../../src/beta/follow-user.ts';
import { freshLife } from '../../src/mail/delivery.ts';
import { acceptQuestion } from '../../src/runs/accept-question.ts';
import { appendChunk } from '../../src/runs/append-chunk.ts';
import { answerBudget } from '../../src/runs/budget.ts';
import { claimRun } from '../../src/runs/claim-run.ts';
import { heartbeat } from '../../src/runs/heartbeat.ts';
import { launchRun } from '../../src/runs/launch-run.ts';
import { leaveRun } from '../../src/runs/leave-run.ts';
import { nextQuestion } from '../../src/runs/next-question.ts';
import { beginFork } from '../../src/sessions/begin-fork.ts';
import { copyMessages } from '../../src/sessions/copy-messages.ts';
import { forkSession } from '../../src/sessions/fork-session.ts';
import { type AccountHarness, addAgent, addSession, ADMIN, createAccounts, fill, type SignedIn } from './account-harness.ts';
import { type ObjectHarness, startObjects } from './object-harness.ts';
import { DONE, nextMessageId } from './run-harness.ts';

let store: ObjectHarness;
let accounts: AccountHarness;
beforeAll(async () => {
  store = await startObjects();
});
afterAll(() => store.close());
beforeEach(async () => {
  accounts = await createAccounts(store);
});
afterEach(() => accounts.close());

const hashOf = (googleId: string): string => createHash('sha256').update(googleId).digest('hex');

/** What everything holds that tells of a person: every document's path and content, every object's name and content. */
async function tracesOf({ uid, email, googleId }: SignedIn): Promise<string[]> {
  const tells = (text: string): boolean => [uid, email, googleId, hashOf(googleId)].some((one) => text.includes(one));
  const [documents, objects] = await Promise.all([accounts.documents(), store.all()]);
  return [
    ...[...documents].filter(([path, data]) => tells(path) || tells(data)).map(([path]) => path),
    ...[...objects].filter(([name, content]) => tells(name) || tells(content.toString('latin1'))).map(([name]) => name),
  ];
}

const isOver = async (): Promise<boolean> => (await accounts.firestore.collection('account_deletions').get()).empty;
const remove = async (who: SignedIn): Promise<number> => (await accounts.call('DELETE', '/api/me', who)).status;
const objectsAsText = async (): Promise<[string, string][]> =>
  [...(await store.all())].map(([name, content]) => [name, content.toString('latin1')]);

/** A digest to the admin as earlier versions wrote it, with who waited. */
async function addEarlierDigest(name: string, kept: { people: { name: string; email: string }[] } | { uids: string[] }): Promise<string> {
  const path = paths.mail(`digest-2026-11-26-${name}`);
  const template = { name: 'digest', locale: 'ko', data: { ...kept, more: 0 } };
  await accounts.firestore.doc(path).set({ to: [ADMIN], template, ...freshLife(accounts.harness.clock.now) });
  return path;
}

describe('deleting an account', () => {
  it('leaves nothing of the person, and everybody else’s data as it was', async () => {
    const other = await accounts.signIn('이바다');
    await fill(accounts, other);
    const before = await accounts.documents();
    const objectsBefore = await objectsAsText();
    const me = await accounts.signIn();
    await fill(accounts, me);
    expect((await tracesOf(me)).length).toBeGreaterThanOrEqual(20);

    expect(await remove(me)).toBe(204);
    expect((await tracesOf(me)).every((path) => path.startsWith(paths.accountDeletion(me.uid)))).toBe(true);
    await expect(accounts.auth.getUser(me.uid)).rejects.toMatchObject({ code: 'auth/user-not-found' });
    await accounts.minute();

    expect(await tracesOf(me)).toEqual([]);
    const after = await accounts.documents();
    for (const [path, data] of before) expect([path, after.get(path)]).toEqual([path, data]);
    expect(await objectsAsText()).toEqual(objectsBefore);
    const added = [...after].filter(([path]) => !before.has(path));
    const collections = added.map(([path]) => path.split('/')[0]);
    expect([...new Set(collections)].sort()).toEqual(['agent_files', 'audit', 'deleted_sessions']);
    expect(collections.filter((name) => name === 'audit')).toHaveLength(3);
    const entries = (await accounts.deps.documents.audits().get()).docs.map((document) => document.data());
    const { now } = accounts.harness.clock;
    expect(entries.filter(({ target }) => target === '')).toHaveLength(3);
    expect(entries).toContainEqual({ at: now, action: 'account_deleted', by: '', via: 'account_page', target: '', reason: null });
    expect(entries).toContainEqual(expect.objectContaining({ action: 'approve', by: ADMIN, target: '', reason: null }));
    expect((await accounts.auth.getUser(other.uid)).uid).toBe(other.uid);
  });

  it('takes a file of an agent that is sent late, though its person is gone', async () => {
    const me = await accounts.signIn();
    await fill(accounts, me);
    const ticket = UploadTicket.parse(await (await accounts.call('POST', '/api/agent-files', me, { name: '늦은 것.csv', size: 4 })).json());
    expect(await remove(me)).toBe(204);
    await accounts.minute();
    const { status } = await fetch(ticket.put_url, { method: 'PUT', headers: ticket.headers, body: 'late' });
    expect(status).toBe(200);
    const late = async () => [
      (await store.all()).has(names.referenceFile(ticket.id)),
      (await accounts.deps.documents.referenceFiles().get()).size,
    ];
    await sweepReferenceFiles(accounts.runs);
    expect(await late()).toEqual([true, 2]);
    accounts.harness.clock.pass(2 * RUN_LIMITS.signedUrl);
    await sweepReferenceFiles(accounts.runs);
    expect(await late()).toEqual([false, 0]);
  });

  it('of an admin takes the address out of what was decided, and of the letters', async () => {
    const applicant = await accounts.signIn('이바다');
    await fill(accounts, applicant);
    const admin = await accounts.signIn('관리자', ADMIN);
    await fill(accounts, admin);
    expect(await remove(admin)).toBe(204);
    expect((await accounts.call('GET', '/api/admin/people', admin)).status).toBe(401);
    await accounts.minute();
    expect(await tracesOf(admin)).toEqual([]);
    const { documents } = accounts.deps;
    expect((await documents.application(applicant.uid).get()).data()).toMatchObject({ status: 'approved', decided_by: null });
    expect((await documents.audit(`${applicant.uid}-1`).get()).data()).toMatchObject({ by: '', target: applicant.uid });
    expect((await documents.mails().get()).docs.map(({ id }) => id)).toEqual([
      `${applicant.uid}-1`,
      expect.stringMatching(new RegExp(`^${applicant.uid}-receipt-`)),
    ]);
  });

  it('works for somebody who only signed in, may be repeated, and is noted once', async () => {
    const me = await accounts.signIn();
    expect([await remove(me), await remove(me)]).toEqual([204, 204]);
    await accounts.minute();
    expect(await remove(me)).toBe(204);
    await accounts.minute();
    expect(await tracesOf(me)).toEqual([]);
    expect((await accounts.deps.documents.audits().get()).size).toBe(1);
  });

  it('needs a person', async () => {
    expect((await accounts.call('DELETE', '/api/me', null)).status).toBe(401);
    expect((await accounts.call('GET', '/api/me/export', null)).status).toBe(401);
  });

  it('that takes too long for one call goes on with the sweep', async () => {
    const me = await accounts.signIn();
    await fill(accounts, me);
    const { clock } = accounts.harness;
    const slow = { ...accounts.deps, now: () => (clock.pass(4_000), clock.now) };
    expect(await deleteAccount(slow, me)).toBe('going_on');
    expect((await tracesOf(me)).length).toBeGreaterThan(3);
    for (let count = 0; count < 5 && !(await isOver()); count += 1) await accounts.minute();
    expect(await tracesOf(me)).toEqual([]);
  });

  it('finds what is written late below what was deleted', async () => {
    const me = await accounts.signIn();
    await fill(accounts, me);
    const { sessionId, messageId } = await addSession(accounts, me.uid);
    expect(await remove(me)).toBe(204);
    const { documents, objects } = accounts.deps;
    const { now } = accounts.harness.clock;
    await documents.chunk(sessionId, messageId, 7).set({ seq: 7, events: [{ k: 'text', s: me.email }], created_at: now, expire_at: now });
    await documents.presence(sessionId).set({ visible_until: now });
    await objects.write(names.workspace(sessionId, 'run', 9), 'application/gzip', me.uid);
    await objects.write(names.accountExport(me.uid, now), 'application/zip', me.uid);
    await documents.mail(`${me.uid}-2`).set({
      to: [me.email],
      template: { name: 'revoked', locale: 'ko', data: { name: me.name, reason: null } },
      ...freshLife(now),
    });
    await addAgent(accounts, me.uid, '늦게 저장한 에이전트');
    await accounts.minute();
    expect(await tracesOf(me)).toEqual([]);
    const left = [...(await accounts.documents()).keys()].filter((path) => path !== paths.session(accounts.harness.sessionId));
    expect(left.filter((path) => /^(sessions|agents|presence|usage\/agents)\//.test(path))).toEqual([]);
  });

  it('takes along a fork that is being made, of which nothing is written any more', async () => {
    const me = await accounts.signIn();
    await accounts.deps.documents.user(me.uid).update({ beta_approved: true });
    const { sessionId, messageId } = await addSession(accounts, me.uid);
    const { documents, objects } = accounts.deps;
    const workspace = { object: names.workspace(sessionId, 'run', 1), size: 1, sha256: '0'.repeat(64), files: 1 };
    await objects.write(workspace.object, 'application/gzip', 'w');
    await documents.session(sessionId).update({ workspace });
    const source = (await documents.session(sessionId).get()).data()!;
    const wanted = { source, messageId, key: null };
    const broken = await beginFork(accounts.deps, wanted);
    if (!broken.ok || !('id' in broken.value)) throw new Error('nothing was begun');
    expect(await copyMessages(accounts.deps, source, broken.value.id, messageId)).toBe(1);
    const below = async () => [...(await accounts.documents()).keys()].filter((path) => path.includes('/messages/'));
    let isGone = false;
    const slow = async (from: string, to: string): Promise<boolean> => {
      if (!isGone) expect(await remove(me)).toBe(204);
      isGone = true;
      expect(await below()).toEqual([]);
      return objects.copy(from, to);
    };
    expect(await forkSession({ ...accounts.deps, objects: { ...objects, copy: slow } }, wanted)).toEqual({
      ok: false,
      error: { reason: 'gone' },
    });
    expect(isGone).toBe(true);
    expect(await below()).toEqual([]);
    await accounts.minute();
    expect(await tracesOf(me)).toEqual([]);
    expect([...(await store.all()).keys()].filter((name) => name.includes('/fork/'))).toEqual([]);
  });

  it('finds the address somebody applied with, although it changed since', async () => {
    const me = await accounts.signIn();
    await fill(accounts, me);
    const { documents } = accounts.deps;
    const former = { ...me, email: 'former@example.com' };
    await documents.application(me.uid).update({ email: former.email });
    await documents.mail('letter').set({
      to: [former.email],
      template: { name: 'approved', locale: 'ko', data: { name: '', reason: null } },
      ...freshLife(accounts.harness.clock.now),
    });
    expect(await remove(me)).toBe(204);
    await accounts.minute();
    expect(await tracesOf(former)).toEqual([]);
    expect(await tracesOf(me)).toEqual([]);
  });

  it('takes the person out of the digests of earlier versions, which are sent as before', async () => {
    const other = await accounts.signIn('이바다');
    const me = await accounts.signIn();
    await fill(accounts, me);
    const digests = [
      await addEarlierDigest('a', { people: [me, other].map(({ name, email }) => ({ name, email })) }),
      await addEarlierDigest('b', { uids: [me.uid, other.uid] }),
    ];
    expect(await tracesOf(me)).toEqual(expect.arrayContaining(digests));
    expect(await remove(me)).toBe(204);
    await accounts.minute();
    expect(await isOver()).toBe(true);
    expect(await tracesOf(me)).toEqual([]);
    for (const path of digests)
      expect((await accounts.firestore.doc(path).get()).data()).toMatchObject({
        to: [ADMIN],
        template: { name: 'digest', locale: 'ko', data: {} },
        delivery: { state: 'PENDING' },
      });
  });

  it('is over for a runner that nobody reaches when its signed URLs are', async () => {
    const me = await accounts.signIn();
    const { sessionId } = await addSession(accounts, me.uid);
    expect(await remove(me)).toBe(204);
    await accounts.minute();
    const { objects, documents } = accounts.deps;
    await objects.write(names.workspace(sessionId, 'run', 9), 'application/gzip', 'work');
    await accounts.minute();
    expect(await objects.list(names.sessionPrefix(sessionId))).toHaveLength(1);
    accounts.harness.clock.pass(RUN_LIMITS.collect);
    await accounts.minute();
    expect(await objects.list(names.sessionPrefix(sessionId))).toEqual([]);
    expect((await documents.deletedSessions().get()).empty).toBe(true);
  });

  it('leaves a new account of the same Google account alone', async () => {
    const me = await accounts.signIn('김하늘', 'again@example.com');
    await fill(accounts, me);
    expect(await remove(me)).toBe(204);
    accounts.harness.clock.pass(10_000);
    const anew = await accounts.signIn('김하늘', 'again@example.com');
    expect(anew.uid).not.toBe(me.uid);
    await fill(accounts, anew);
    const before = await accounts.documents();
    await accounts.minute();
    expect(await isOver()).toBe(true);
    const after = await accounts.documents();
    for (const [path, data] of before) {
      if (!path.startsWith('account_deletions/')) expect([path, after.get(path)]).toEqual([path, data]);
    }
    expect([...after].filter(([path, data]) => path.includes(me.uid) || data.includes(me.uid))).toEqual([]);
  });

  it('ends a turn that is being worked on, and nothing of it comes back', async () => {
    const me = await accounts.signIn();
    const { runs, harness, deps } = accounts;
    const { documents } = deps;
    await documents.user(me.uid).update({ beta_approved: true, beta_status: 'approved' });
    const agentId = await addAgent(accounts, me.uid, '보고서 도우미');
    const { sessionId } = await addSession(accounts, me.uid, { agentId });
    const ask = async (): Promise<string> => {
      const id = nextMessageId();
      await documents
        .question(sessionId, id)
        .set({ role: 'user', content: '길게 써 주세요', created_at: harness.clock.now, status: 'queued' });
      return id;
    };
    const first = await ask();
    await acceptQuestion(runs, sessionId, first);
    const runId = (await documents.session(sessionId).get()).data()!.run!.id;
    await launchRun(runs, runId);
    const ref = { runId, sessionId };
    const code = harness.launches[0]!.claimCode;
    await claimRun(runs, { run_id: runId, code, nonce: 'nonce-nonce-nonce', execution: 'execution-1', protocol: 1 });
    expect(await nextQuestion(runs, ref, { turn: 0, result: null, wait_s: 0 })).toMatchObject({ ok: true });
    await appendChunk(runs, ref, { turn: 1, seq: 1, events: [{ k: 'text', s: '쓰는 중' }] });
    expect(await answerBudget(runs, ref, { turn: 1, reserve: { request: 1, usd: 0.5 }, settle: [] })).toMatchObject({ granted: true });
    await acceptQuestion(runs, sessionId, await ask());
    const unheard = await ask();

    expect(await remove(me)).toBe(204);
    expect(harness.cancelled).toEqual(['execution-1']);
    const used = { input_tokens: 9, output_tokens: 9, cost_usd: 0.4 };
    expect(await appendChunk(runs, ref, { turn: 1, seq: 2, events: [] })).toMatchObject({ gone: true });
    expect(await heartbeat(runs, ref, { turn: 1, usage: used, wait_s: 0 })).toMatchObject({ gone: true });
    expect(
      await answerBudget(runs, ref, { turn: 1, reserve: { request: 2, usd: 1 }, settle: [{ request: 1, usage: used }] }),
    ).toMatchObject({
      granted: false,
      gone: true,
    });
    expect(await nextQuestion(runs, ref, { turn: 1, result: DONE, wait_s: 0 })).toEqual({ ok: false, error: 'gone' });
    expect(await leaveRun(runs, ref, { turn: 1, reason: 'terminated', result: DONE, failure: null })).toEqual({ question: null });
    await acceptQuestion(runs, sessionId, unheard);
    expect(await launchRun(runs, runId)).toBe('nothing_to_do');
    await accounts.minute();
    expect(await tracesOf(me)).toEqual([]);
    const left = [...(await accounts.documents()).keys()].filter((path) => path !== paths.session(harness.sessionId));
    expect(left.filter((path) => /^(sessions|runs|run_secrets|run_budgets|agents|presence|usage\/(people|agents))\//.test(path))).toEqual(
      [],
    );
    // What it cost the platform stays counted, and nothing stays set aside.
    const shards = left.filter((path) => path.includes('/shards/'));
    const month = await Promise.all(shards.map(async (path) => (await accounts.firestore.doc(path).get()).data()!));
    expect(month.reduce((sum, shard) => sum + Number(shard['cost_usd']), 0)).toBeCloseTo(0.5);
    expect(month.reduce((sum, shard) => sum + Number(shard['reserved_usd']), 0)).toBe(0);
  });

  it('lets a token that is still good bring nothing back', async () => {
    const me = await accounts.signIn();
    await fill(accounts, me);
    expect(await remove(me)).toBe(204);
    const tryAll = async (): Promise<number[]> => {
      const answers = [
        await accounts.call('POST', '/api/auth/google', me, {}),
        await accounts.call('GET', '/api/me', me),
        await accounts.call('PATCH', '/api/me', me, { locale: 'en' }),
        await accounts.call('POST', '/api/me/presence', me, {}),
        await accounts.call('GET', '/api/me/export', me),
        await accounts.call('POST', '/api/beta/apply', me, { purpose: '다시', consent_version: CONSENT_VERSION }),
        await accounts.call('POST', '/api/agents', me, { name: '에이전트' }),
        await accounts.call('POST', '/api/sessions', me, {}),
      ];
      return answers.map(({ status }) => status);
    };
    expect(await tryAll()).toEqual([401, 401, 401, 401, 401, 401, 403, 403]);
    await accounts.minute();
    expect(await isOver()).toBe(true);
    expect(await tryAll()).toEqual([401, 401, 401, 401, 401, 401, 403, 403]);
    expect(await tracesOf(me)).toEqual([]);
  });

  it('is followed by no letter, however late a trigger comes', async () => {
    const me = await accounts.signIn();
    await fill(accounts, me);
    const { documents } = accounts.deps;
    const user = (await documents.user(me.uid).get()).data()!;
    const application = (await documents.application(me.uid).get()).data()!;
    expect(await remove(me)).toBe(204);
    await accounts.minute();
    const beta = { ...accounts.deps, adminEmails: [ADMIN], withdrawWork: accounts.deps.endWork };
    await followUser(beta, me.uid, user, null);
    await followUser(beta, me.uid, user, { ...user, decision_seq: 2, beta_status: 'revoked', beta_approved: false });
    await followUser(beta, me.uid, null, newUser(user.created_at, { beta_approved: true }));
    await announceApplication(beta, me.uid, application);
    expect(await tracesOf(me)).toEqual([]);
  });
});

describe('a deletion that dies', () => {
  /** How many writes and calls to other services are left to whoever works, before they die. */
  const life = new AsyncLocalStorage<{ left: number }>();
  const MOST = 60;

  beforeEach(() => {
    const mortal = <T extends unknown[], R>(work: (...given: T) => Promise<R>) =>
      async function (this: unknown, ...given: T): Promise<R> {
        const mine = life.getStore();
        if (mine !== undefined && mine.left <= 0) throw new Error('killed');
        if (mine !== undefined) mine.left -= 1;
        return work.apply(this, given);
      };
    const { firestore, deps } = accounts;
    const mortals = [
      mortal(Object.getOwnPropertyDescriptor(WriteBatch.prototype, 'commit')!.value as () => Promise<WriteResult[]>),
      mortal(firestore.recursiveDelete.bind(firestore)),
      mortal(deps.objects.delete.bind(deps.objects)),
      mortal(deps.signInAccounts.delete.bind(deps.signInAccounts)),
      mortal(firestore.runTransaction.bind(firestore)),
    ] as const;
    vi.spyOn(WriteBatch.prototype, 'commit').mockImplementation(mortals[0]);
    vi.spyOn(firestore, 'recursiveDelete').mockImplementation(mortals[1]);
    vi.spyOn(deps.objects, 'delete').mockImplementation(mortals[2]);
    vi.spyOn(deps.signInAccounts, 'delete').mockImplementation(mortals[3]);
    vi.spyOn(firestore, 'runTransaction').mockImplementation(mortals[4]);
  });
  afterEach(() => vi.restoreAllMocks());

  /** People with everything. */
  async function crowd(): Promise<SignedIn[]> {
    return Promise.all(
      Array.from({ length: MOST }, async () => {
        const me = await accounts.signIn();
        await fill(accounts, me);
        return me;
      }),
    );
  }

  /** Kills the work for the n-th person before its n-th write; answers how many died. */
  async function killAll(people: readonly SignedIn[], work: (me: SignedIn) => Promise<unknown>): Promise<number> {
    const ends = await Promise.allSettled(people.map((me, number) => life.run({ left: number }, () => work(me))));
    for (const end of ends) if (end.status === 'rejected') expect(end.reason).toMatchObject({ message: 'killed' });
    const died = ends.filter(({ status }) => status === 'rejected').length;
    // Every place was tried: those who died are the first, and somebody lived.
    expect(ends.map(({ status }) => status)).toEqual(ends.map((_end, number) => (number < died ? 'rejected' : 'fulfilled')));
    expect(died).toBeLessThan(MOST);
    return died;
  }

  async function sweepUntilOver(): Promise<void> {
    for (let count = 0; count < 20 && !(await isOver()); count += 1) await accounts.minute();
    expect(await isOver()).toBe(true);
  }

  async function expectNothingLeft(people: readonly SignedIn[]): Promise<void> {
    const [documents, objects] = await Promise.all([accounts.documents(), store.all()]);
    const all = [...[...documents].flat(), ...[...objects].map(([name, content]) => name + content.toString('latin1'))].join('\n');
    for (const { uid, email, googleId } of people)
      for (const one of [uid, email, googleId, hashOf(googleId)]) expect([one, all.includes(one)]).toEqual([one, false]);
    for (const { uid } of people) expect(await accounts.deps.signInAccounts.exists(uid)).toBe(false);
    const left = [...documents.keys()].filter((path) => path !== paths.session(accounts.harness.sessionId));
    expect(left.filter((path) => /^(sessions|agents|presence|runs|run_\w+|usage)\//.test(path))).toEqual([]);
    const entries = (await accounts.deps.documents.audits().get()).docs.map((document) => document.data());
    expect(entries.filter(({ action }) => action === 'account_deleted')).toHaveLength(people.length);
    expect(entries.filter(({ action }) => action === 'approve')).toHaveLength(people.length);
  }

  it('anywhere in the first pass ends the same', async () => {
    const people = await crowd();
    expect(await killAll(people, (me) => deleteAccount(accounts.deps, me))).toBeGreaterThan(20);
    // Whoever died before the first write has no deletion yet.
    for (const me of people) if (!(await accounts.deps.documents.accountDeletion(me.uid).get()).exists) expect(await remove(me)).toBe(204);
    await sweepUntilOver();
    await expectNothingLeft(people);
  }, 240_000);

  it('anywhere in the last pass ends the same', async () => {
    const people = await crowd();
    await Promise.all(people.map((me) => deleteAccount(accounts.deps, me)));
    await Promise.all(people.map(({ uid }) => addSession(accounts, uid)));
    const { documents, now } = accounts.deps;
    const until = new Date(now().getTime() + 60_000);
    const carryOn = async ({ uid }: SignedIn): Promise<void> => {
      const deletion = (await documents.accountDeletion(uid).get()).data()!;
      expect(await carryOnDeletion(accounts.deps, uid, deletion, until)).toBe(true);
    };
    expect(await killAll(people, carryOn)).toBeGreaterThan(15);
    await sweepUntilOver();
    await expectNothingLeft(people);
  }, 240_000);
});
