import { type ApplicationDocument, DEFAULT_SETTINGS, newUser } from '@oma/contract';
import type { Hono } from 'hono';
import { afterAll, afterEach, beforeAll, beforeEach, describe, expect, it } from 'vitest';
import type { MailDeps } from '../../src/mail/mail-deps.ts';
import { queueMail } from '../../src/mail/queue-mail.ts';
import { launchRun } from '../../src/runs/launch-run.ts';
import { runsDoor } from '../../src/runs/runs-door.ts';
import { tasksDoor } from '../../src/runs/tasks-door.ts';
import { APPROVED, HEAD } from './mail-harness.ts';
import { type ObjectHarness, startObjects } from './object-harness.ts';
import { createHarness, DONE, type Harness } from './run-harness.ts';

let h: Harness;
let door: Hono;
let store: ObjectHarness;
beforeAll(async () => {
  store = await startObjects();
});
afterAll(() => store.close());
beforeEach(async () => {
  h = await createHarness();
  door = runsDoor(h.deps, () => Promise.resolve(true));
});
afterEach(() => h.close());

type Answer = { status: number; body: Record<string, unknown> };
async function call(app: Hono, name: string, body: unknown, headers: Record<string, string> = {}): Promise<Answer> {
  const response = await app.request(`/${name}`, {
    method: 'POST',
    headers: { 'content-type': 'application/json', ...headers },
    body: typeof body === 'string' ? body : JSON.stringify(body),
  });
  return { status: response.status, body: (await response.json()) as Record<string, unknown> };
}
const withToken = (token: string) => ({ authorization: `Bearer ${token}` });
const NEXT = { turn: 0, result: null, wait_s: 0 };
const APPEND = { turn: 1, seq: 1, events: [{ k: 'text', s: 'intruder' }] };
const CALLS: readonly [string, object][] = [
  ['next', NEXT],
  ['append', APPEND],
  ['references', { ids: ['55555555-5555-4555-8555-555555555555'] }],
  ['heartbeat', { turn: 1, usage: { input_tokens: 9, output_tokens: 9, cost_usd: 9 } }],
  ['budget', { turn: 1, reserve: { request: 9, usd: 1 }, settle: [] }],
  ['propose', { turn: 1, id: 'toolu_9', proposal: { name: 'intruder' } }],
  ['end', { turn: 1, reason: 'terminated' }],
];

/** A working run, with its token. */
async function working(harness: Harness): Promise<{ token: string; runId: string; messageId: string }> {
  const messageId = await harness.ask('안녕하세요');
  const { claim, runId } = await harness.start();
  expect(await call(door, 'next', NEXT, withToken(claim.run_token))).toMatchObject({ status: 200, body: { turn: 1 } });
  return { token: claim.run_token, runId, messageId };
}
/** Everything that a call might have changed. */
const everything = async () => ({
  session: (await h.documents.session(h.sessionId).get()).data(),
  messages: (await h.deps.documents.firestore.collection(`sessions/${h.sessionId}/messages`).get()).docs.map((one) => one.data()),
  runs: (await h.documents.runs().get()).docs.map((one) => one.data()),
  budgets: (await h.deps.documents.firestore.collection('run_budgets').get()).docs.map((one) => one.data()),
  day: (await h.documents.personDay(h.uid, h.clock.now).get()).data(),
});

describe('the runner’s door', () => {
  it('opens to a run’s own token only, and to that until the run has ended', async () => {
    const { token, runId, messageId } = await working(h);
    const other = `${runId}.11111111-1111-4111-8111-111111111111.${token.split('.')[2] ?? ''}`;
    const tampered = `${token.slice(0, -1)}${token.endsWith('A') ? 'B' : 'A'}`;
    const before = await everything();
    for (const bad of [tampered, other, `run_${'b'.repeat(20)}.${h.sessionId}.${'A'.repeat(43)}`, 'x', '']) {
      for (const [name, body] of CALLS) {
        const answer = await call(door, name, body, withToken(bad));
        expect([401, 409]).toContain(answer.status);
        expect(answer.body).toMatchObject({ code: expect.stringMatching(/unauthenticated|run_gone/) as string });
      }
    }
    expect(await everything()).toEqual(before);
    expect((await h.documents.chunks(h.sessionId, messageId).get()).size).toBe(0);

    expect((await call(door, 'end', { turn: 1, reason: 'terminated', result: DONE }, withToken(token))).status).toBe(200);
    const ended = await everything();
    for (const [name, body] of CALLS) {
      expect(await call(door, name, body, withToken(token))).toMatchObject({ status: 409, body: { code: 'run_gone' } });
    }
    expect(await everything()).toEqual(ended);
  });

  it('a run of one session can touch nothing of another, whatever it calls itself', async () => {
    const { token, runId } = await working(h);
    const neighbour = await createHarness(h.deps.documents.firestore);
    const theirs = await neighbour.ask();
    const { ref, claim } = await neighbour.start();
    await call(door, 'next', NEXT, withToken(claim.run_token));
    const [, , proof = ''] = token.split('.');
    for (const forged of [`${ref.runId}.${neighbour.sessionId}.${proof}`, `${runId}.${neighbour.sessionId}.${proof}`]) {
      for (const [name, body] of CALLS) expect((await call(door, name, body, withToken(forged))).status).toBe(401);
    }
    await call(door, 'append', APPEND, withToken(token));
    expect((await neighbour.documents.chunks(neighbour.sessionId, theirs).get()).size).toBe(0);
    await call(door, 'append', APPEND, withToken(claim.run_token));
    expect((await neighbour.documents.chunks(neighbour.sessionId, theirs).get()).size).toBe(1);
  });

  it('demands the job’s identity besides the one-use code', async () => {
    await h.ask();
    const runId = (await h.documents.session(h.sessionId).get()).data()?.run?.id ?? '';
    await launchRun(h.deps, runId);
    const request = {
      run_id: runId,
      code: h.launches[0]?.claimCode,
      nonce: 'a-nonce-of-this-process',
      execution: 'execution-1',
      protocol: 1,
    };
    const strict = runsDoor(h.deps, (token) => Promise.resolve(token === 'the-job'));
    expect((await call(strict, 'claim', request)).status).toBe(401);
    expect((await call(strict, 'claim', request, { 'x-job-identity': 'somebody-else' })).status).toBe(401);
    const claimed = await call(strict, 'claim', request, { 'x-job-identity': 'the-job' });
    expect(claimed).toMatchObject({ status: 200, body: { session_id: h.sessionId, model: { key: 'the-model-key' } } });
    expect((await call(strict, 'claim', { ...request, code: 'x'.repeat(43) }, { 'x-job-identity': 'the-job' })).status).toBe(401);
  });

  it.each([
    ['half a body', '{"turn": 1,', 400, 'bad_json'],
    ['an unknown field', { ...NEXT, extra: 1 }, 422, 'invalid'],
    ['a wait beyond the limit', { ...NEXT, wait_s: 500 }, 422, 'invalid'],
    ['a body beyond the limit', JSON.stringify({ ...NEXT, pad: 'x'.repeat(1024 * 1024) }), 413, 'too_large'],
  ])('refuses %s and changes nothing', async (_what, body, status, code) => {
    const { token } = await working(h);
    const before = await everything();
    expect(await call(door, 'next', body, withToken(token))).toMatchObject({ status, body: { code } });
    expect(await everything()).toEqual(before);
  });

  it('sets money aside, settles it, and says which budget stands in the way', async () => {
    const { token } = await working(h);
    const ask = (body: object) => call(door, 'budget', { turn: 1, reserve: null, settle: [], ...body }, withToken(token));
    const used = { input_tokens: 10, output_tokens: 5, cost_usd: 0.5 };
    expect(await ask({ reserve: { request: 1, usd: 1 } })).toEqual({ status: 200, body: { granted: true, refusal: null, gone: false } });
    expect(await ask({ settle: [{ request: 1, usage: used }] })).toMatchObject({ status: 200, body: { granted: true } });
    expect((await everything()).day).toMatchObject({ cost_usd: 0.5, reserved_usd: 0 });
    expect(await ask({ reserve: { request: 2, usd: 5 } })).toEqual({
      status: 200,
      body: { granted: false, refusal: 'the person’s budget of the day is used up', gone: false },
    });
    expect(await ask({ reserve: { request: 2, usd: -1 } })).toMatchObject({ status: 422 });
    expect(await ask({ settle: [{ request: 1, usage: { ...used, cost_usd: -1 } }] })).toMatchObject({ status: 422 });
  });

  it('stores a chunk as large as a document may be', async () => {
    const { token, messageId } = await working(h);
    const events = [{ k: 'text', s: '가'.repeat(170_000) }];
    expect((await call(door, 'append', { turn: 1, seq: 1, events }, withToken(token))).status).toBe(200);
    expect((await h.documents.chunks(h.sessionId, messageId).get()).docs[0]?.data().events).toEqual(events);
  });
});

const WAITING: ApplicationDocument = {
  name: 'Kim',
  email: 'kim@example.com',
  purpose: 'reports',
  applied_at: new Date(0),
  status: 'pending',
  decided_at: null,
  decided_by: null,
  decided_via: null,
  reason: null,
};

describe('the task handlers', () => {
  const mailDeps = (mailer: MailDeps['mailer']): MailDeps => ({ ...h.deps, mailer, head: HEAD });
  const handlers = (mailer: MailDeps['mailer'], adminEmails: string[] = []) => {
    const mail = mailDeps(mailer);
    return tasksDoor(
      h.deps,
      () => mail,
      () => ({ runs: h.deps, mail, beta: { ...h.deps, adminEmails }, accounts: { ...h.deps, ...accounts, objects: store.objects } }),
    );
  };
  const accounts = {
    signInAccounts: { exists: () => Promise.resolve(true), delete: () => Promise.resolve() },
    endWork: () => Promise.resolve(),
  };
  const noMailer: MailDeps['mailer'] = { send: () => Promise.reject(new Error('no letter was to be sent')) };

  it('ask the queue to call again while Cloud Run is busy', async () => {
    await h.ask();
    const runId = (await h.documents.session(h.sessionId).get()).data()?.run?.id;
    h.launchAnswer.value = { ok: false, error: { kind: 'busy', detail: 'full' } };
    const tasks = handlers(noMailer);
    expect((await call(tasks, 'launch', { run_id: runId, attempt: 1 })).status).toBe(429);
    h.launchAnswer.value = { ok: true, value: null };
    expect(await call(tasks, 'launch', { run_id: runId, attempt: 1 })).toMatchObject({ status: 200, body: { answer: 'launched' } });
    expect((await call(tasks, 'watch', { run_id: runId })).status).toBe(200);
    expect((await call(tasks, 'close-turn', { run_id: runId, turn: 1 })).status).toBe(200);
    expect((await call(tasks, 'launch', { run_id: 'x', attempt: 1 })).status).toBe(422);
  });

  it('send letters, and ask the queue to call again before a letter’s time', async () => {
    const tasks = handlers({ send: () => Promise.resolve({ ok: false, error: { kind: 'deferred', reason: 'put_off', code: 451 } }) });
    await queueMail(h.deps, 'letter', { to: ['person@example.com'], template: APPROVED });
    expect(await call(tasks, 'send-mail', { mail_id: 'letter', attempts: 0 })).toMatchObject({ status: 200, body: { answer: 'retry' } });
    expect((await call(tasks, 'send-mail', { mail_id: 'letter', attempts: 1 })).status).toBe(429);
    expect(await call(tasks, 'send-mail', { mail_id: 'nothing', attempts: 0 })).toMatchObject({ status: 200, body: { answer: 'gone' } });
    expect((await call(tasks, 'send-mail', { mail_id: 'letter' })).status).toBe(422);
  });

  it('sweep letters as well', async () => {
    await queueMail(h.deps, 'letter', { to: ['person@example.com'], template: APPROVED });
    h.clock.pass(60_001);
    expect((await call(handlers(noMailer), 'sweep', {})).status).toBe(200);
    expect(h.tasks).toMatchObject([{ path: '/send-mail', body: { mail_id: 'letter', attempts: 0 } }]);
  });

  it('sweep the digest of the day and former admins as well', async () => {
    await h.documents.user('digest').set(newUser(h.clock.now, { email: 'admin@example.com', notices: 'digest', admin: true }));
    await h.documents.user('former').set(newUser(h.clock.now, { email: 'former@example.com', admin: true }));
    await h.documents.application('waiting').set({ ...WAITING, applied_at: h.clock.now });
    h.clock.now = new Date('2026-11-26T00:00:00Z');
    expect((await call(handlers(noMailer, ['admin@example.com']), 'sweep', {})).status).toBe(200);
    expect((await h.documents.mails().get()).docs.map((one) => one.data().template.name)).toEqual(['digest']);
    expect((await h.documents.user('former').get()).data()?.admin).toBe(false);
    expect((await h.documents.user('digest').get()).data()?.admin).toBe(true);
  });

  it('sweep what goes on although the platform is off', async () => {
    const { messageId } = await working(h);
    h.settings.value = { ...DEFAULT_SETTINGS, accepting_messages: false };
    expect((await call(handlers(noMailer), 'sweep', {})).status).toBe(200);
    expect((await h.documents.reply(h.sessionId, messageId).get()).data()).toMatchObject({
      status: 'failed',
      error: { code: 'not_accepting' },
    });
  });

  it('go on for runs where letters cannot be sent', async () => {
    const broken = tasksDoor(
      h.deps,
      () => {
        throw new Error('SMTP_PASSWORD: is missing');
      },
      () => {
        throw new Error('not swept');
      },
    );
    expect((await call(broken, 'launch', { run_id: `run_${'a'.repeat(20)}`, attempt: 1 })).status).toBe(200);
    expect((await call(broken, 'send-mail', { mail_id: 'letter', attempts: 0 })).status).toBe(500);
  });
});
