import { CONSENT_VERSION, DEFAULT_SETTINGS, newUser, paths, type PlatformSettings, UsageCounter } from '@oma/contract';
import { Firestore } from '@google-cloud/firestore';
import type { Hono } from 'hono';
import { randomUUID } from 'node:crypto';
import { afterEach, beforeEach, describe, expect, it } from 'vitest';
import { readConfig } from '../../src/config.ts';
import { Documents } from '../../src/firestore/documents.ts';
import { cloudStorage } from '../../src/google/cloud-storage.ts';
import { settingsReader } from '../../src/platform/settings-reader.ts';
import { createApi } from '../../src/http/api.ts';
import { queueMail } from '../../src/mail/queue-mail.ts';
import { NO_TRACES } from '../../src/traces/trace-exporter.ts';

const ADMIN = 'admin@example.com';
const NOW = new Date('2026-11-25T03:00:00Z');
let documents: Documents;
let app: Hono;
let tasks: string[];
let ended: number;

/** A token here is the address of who it stands for; `-unverified` and `-password` are tokens that are no person's. */
const claims = (token: string) => ({
  uid: token.split('@')[0],
  email: token,
  email_verified: !token.startsWith('unverified'),
  firebase: { sign_in_provider: token.startsWith('password') ? 'password' : 'google.com', identities: {} },
});

beforeEach(() => {
  documents = new Documents(new Firestore({ projectId: `demo-admin-${randomUUID().slice(0, 8)}` }));
  tasks = [];
  ended = 0;
  const mailQueue = {
    documents,
    now: () => NOW,
    log: () => undefined,
    tasks: { callLater: ({ name }: { name: string }) => Promise.resolve(void tasks.push(name)) },
  };
  app = createApi({
    documents,
    objects: cloudStorage(readConfig({ GCLOUD_PROJECT: 'demo-admin' })),
    signInAccounts: { exists: () => Promise.resolve(true), delete: () => Promise.resolve() },
    endWork: () => Promise.resolve(),
    traces: NO_TRACES,
    settings: settingsReader(documents.firestore),
    verifyIdToken: (token) => Promise.resolve(claims(token)),
    now: () => NOW,
    log: () => undefined,
    platform: { name: 'AI Agent Platform', simulation: true, reduced_isolation: false },
    adminEmails: [ADMIN],
    version: '0',
    requestStop: () => Promise.resolve('not_stoppable'),
    withdrawQuestion: () => Promise.resolve({ ok: false, error: 'not_waiting' }),
    warmSession: () => Promise.resolve(false),
    answerAsk: () => Promise.resolve({ ok: false, error: { reason: 'not_waiting' } }),
    closeSession: () => Promise.resolve(),
    deleteSession: () => Promise.resolve(),
    restoreSession: () => Promise.resolve(false),
    startTestRun: () => Promise.resolve({ ok: false, error: 'no_tests' }),
    stopTestRun: () => Promise.resolve({ ok: false, error: 'not_working' }),
    endAllWork: () => Promise.resolve(void (ended += 1)),
    mailQueue: () => mailQueue,
  });
});
afterEach(() => documents.firestore.terminate());

async function call(method: string, path: string, body?: unknown, who: string | null = ADMIN) {
  const response = await app.request(path, {
    method,
    headers: { 'content-type': 'application/json', ...(who === null ? {} : { authorization: `Bearer ${who}` }) },
    ...(body === undefined ? {} : { body: JSON.stringify(body) }),
  });
  return { status: response.status, body: (await response.json()) as Record<string, unknown> };
}
async function addApplicant(uid: string, given: { name?: string; purpose?: string; at?: number } = {}): Promise<void> {
  const at = new Date(NOW.getTime() + (given.at ?? 0));
  await documents.user(uid).set(newUser(at, { email: `${uid}@example.com`, name: given.name ?? uid, beta_status: 'applied' }));
  await documents.application(uid).set({
    name: given.name ?? uid,
    email: `${uid}@example.com`,
    purpose: given.purpose ?? 'to try it',
    applied_at: at,
    status: 'pending',
    decided_at: null,
    decided_by: null,
    decided_via: null,
    reason: null,
  });
}
const ids = (list: unknown): unknown[] => (list as { id: string }[]).map(({ id }) => id);

describe('the admin API', () => {
  const ROUTES = [
    ['GET', '/api/admin/applications'],
    ['POST', '/api/admin/decisions', { uids: ['a'], decision: 'approve' }],
    ['GET', '/api/admin/people'],
    ['GET', '/api/admin/mail'],
    ['POST', '/api/admin/mail/x/retry'],
    ['GET', '/api/admin/settings'],
    ['PUT', '/api/admin/settings', { ...DEFAULT_SETTINGS, accepting_messages: false }],
    ['GET', '/api/admin/usage'],
    ['GET', '/api/admin/feedback'],
    ['GET', '/api/admin/audit'],
  ] as const;

  it('lets nobody apply whose address is not verified, or who did not sign in with Google', async () => {
    const application = { purpose: 'x', consent_version: CONSENT_VERSION };
    for (const who of ['unverified@example.com', 'password@example.com'])
      expect(await call('POST', '/api/beta/apply', application, who)).toMatchObject({ status: 401, body: { code: 'unauthenticated' } });
    expect((await documents.applications().get()).size).toBe(0);
  });

  it.each(ROUTES)('opens %s %s to admins only', async (method, path, body?: unknown) => {
    // A mark on the document makes nobody an admin.
    await documents
      .user('member')
      .set(newUser(NOW, { email: 'member@example.com', admin: true, beta_approved: true, beta_status: 'approved' }));
    await addApplicant('a');
    expect(await call(method, path, body, null)).toMatchObject({ status: 401 });
    for (const who of ['unverified@example.com', 'password@example.com'])
      expect(await call(method, path, body, who)).toMatchObject({ status: 401 });
    expect(await call(method, path, body, 'member@example.com')).toMatchObject({ status: 403, body: { code: 'forbidden' } });
    expect((await documents.user('a').get()).data()?.beta_status).toBe('applied');
    expect(ended).toBe(0);
  });

  it('lists applications: those that wait first, by words, by status, page by page', async () => {
    for (let count = 0; count < 55; count += 1) await addApplicant(`p${String(count).padStart(2, '0')}`, { at: count });
    await addApplicant('decided', { name: 'Decided', purpose: '매출 보고서' });
    await call('POST', '/api/admin/decisions', { uids: ['decided'], decision: 'deny', reason: 'later' });
    const first = await call('GET', '/api/admin/applications');
    expect(first.body['total']).toBe(56);
    expect(ids(first.body['applications'])[0]).toBe('p54');
    expect(first.body['applications']).toHaveLength(50);
    const second = await call('GET', `/api/admin/applications?cursor=${String(first.body['next'])}`);
    expect(ids(second.body['applications'])).toEqual(['p04', 'p03', 'p02', 'p01', 'p00', 'decided']);
    expect(second.body['next']).toBeUndefined();
    expect(ids((await call('GET', '/api/admin/applications?q=보고서')).body['applications'])).toEqual(['decided']);
    expect(ids((await call('GET', '/api/admin/applications?q=P3%20example')).body['applications'])).toHaveLength(10);
    expect((await call('GET', '/api/admin/applications?status=denied')).body).toMatchObject({
      total: 1,
      applications: [{ id: 'decided', status: 'denied', beta_status: 'denied', reason: 'later', decided_via: 'admin_page' }],
    });
    expect((await call('GET', '/api/admin/applications?status=nonsense')).status).toBe(422);
  });

  it('decides on many at once, and says of each what became of it', async () => {
    await addApplicant('a');
    await addApplicant('b');
    await call('POST', '/api/admin/decisions', { uids: ['b'], decision: 'deny' });
    expect(await call('POST', '/api/admin/decisions', { uids: ['a'], decision: 'deny', day_usd: 2 })).toMatchObject({
      status: 422,
      body: { errors: [{ path: 'day_usd' }] },
    });
    const answer = await call('POST', '/api/admin/decisions', { uids: ['a', 'b', 'nobody', 'a'], decision: 'approve', day_usd: 2 });
    expect(answer).toMatchObject({
      status: 200,
      body: {
        results: [
          { uid: 'a', ok: true, beta_status: 'approved' },
          { uid: 'b', ok: true, beta_status: 'approved' },
          { uid: 'nobody', ok: false, code: 'not_found' },
        ],
      },
    });
    expect((await documents.user('a').get()).data()).toMatchObject({ beta_approved: true, day_usd: 2 });
    expect((await call('POST', '/api/admin/decisions', { uids: ['a'], decision: 'deny' })).body).toMatchObject({
      results: [{ ok: false, code: 'not_possible', beta_status: 'approved' }],
    });
    expect((await call('POST', '/api/admin/decisions', { uids: [], decision: 'approve' })).status).toBe(422);
    expect((await call('POST', '/api/admin/decisions', { uids: ['a'], decision: 'ban' })).status).toBe(422);
  });

  it('lists people with what they cost today', async () => {
    await addApplicant('b');
    await addApplicant('a', { name: '김민지' });
    await documents.personDay('a', NOW).set({ cost_usd: 1.25 } as never, { merge: true });
    const { body } = await call('GET', '/api/admin/people');
    expect(body).toMatchObject({
      people: [
        { id: 'a', spent_today_usd: 1.25, beta_status: 'applied' },
        { id: 'b', spent_today_usd: 0 },
      ],
    });
    expect(ids((await call('GET', '/api/admin/people?q=민지')).body['people'])).toEqual(['a']);
  });

  it('lists a digest that an earlier version wrote', async () => {
    const template = { name: 'digest', locale: 'ko', data: {} } as const;
    await queueMail({ documents, now: () => NOW }, 'digest', { to: [ADMIN], template });
    const data = { people: [{ name: '민지', email: 'a@example.com', purpose: '보고서' }], more: 2 };
    await documents.firestore.doc(paths.mail('digest')).update({ 'template.data': data });
    expect(await call('GET', '/api/admin/mail')).toMatchObject({ status: 200, body: { mail: [{ id: 'digest', template: 'digest' }] } });
  });

  it('lists letters, the failed first, and sends one again that failed', async () => {
    const deps = { documents, now: () => NOW };
    const template = { name: 'denied', locale: 'ko', data: { name: 'x', reason: null } } as const;
    for (const id of ['sent', 'failed', 'waiting']) await queueMail(deps, id, { to: [`${id}@example.com`], template });
    await documents.mail('sent').update({ 'delivery.state': 'SUCCESS' });
    await documents.mail('failed').update({ 'delivery.state': 'ERROR', 'delivery.error': 'rejected 550', created_at: new Date(0) });
    const { body } = await call('GET', '/api/admin/mail');
    expect(body).toMatchObject({ failed: 1 });
    expect(ids(body['mail'])).toEqual(['failed', expect.any(String), expect.any(String)]);
    expect(ids((await call('GET', '/api/admin/mail?state=sent')).body['mail'])).toEqual(['sent']);
    expect(ids((await call('GET', '/api/admin/mail?state=waiting')).body['mail'])).toEqual(['waiting']);
    expect((await call('POST', '/api/admin/mail/sent/retry')).status).toBe(409);
    expect((await call('POST', '/api/admin/mail/none/retry')).status).toBe(404);
    expect(await call('POST', '/api/admin/mail/failed/retry')).toMatchObject({
      status: 200,
      body: { id: 'failed', delivery: { state: 'PENDING' } },
    });
    expect(tasks).toHaveLength(1);
    expect((await call('GET', '/api/admin/audit')).body).toMatchObject({
      entries: [{ action: 'mail_retry', by: ADMIN, target: 'failed', email: null }],
    });
  });

  it('replaces the settings whole, and ends what runs when it switches the platform off', async () => {
    await documents.firestore.doc(paths.settings).set({ accepting_messages: true });
    expect((await call('GET', '/api/admin/settings')).body).toEqual(DEFAULT_SETTINGS);
    const changed: PlatformSettings = {
      ...DEFAULT_SETTINGS,
      notice: '점검 중',
      budgets: { ...DEFAULT_SETTINGS.budgets, person_day_usd: 3 },
    };
    expect((await call('PUT', '/api/admin/settings', changed)).status).toBe(200);
    expect((await call('GET', '/api/admin/audit')).body).toMatchObject({
      entries: [{ action: 'settings', reason: expect.stringContaining('budgets.person_day_usd: 5 → 3') as unknown }],
    });
    const withoutModels = { ...changed, models: changed.models.map((model) => ({ ...model, enabled: false })) };
    expect(await call('PUT', '/api/admin/settings', withoutModels)).toMatchObject({ status: 422, body: { errors: [{ path: 'models' }] } });
    expect(ended).toBe(0);
    expect((await documents.firestore.doc(paths.settings).get()).data()).toEqual(changed);
    expect((await call('PUT', '/api/admin/settings', { ...changed, models: [] })).status).toBe(422);
    expect((await call('PUT', '/api/admin/settings', { notice: 'half' })).status).toBe(422);
    expect((await call('PUT', '/api/admin/settings', { ...changed, accepting_messages: false })).status).toBe(200);
    expect(ended).toBe(1);
  });

  it('shows what the platform cost, by month, day and person', async () => {
    await documents.firestore.doc(paths.settings).set(DEFAULT_SETTINGS);
    await addApplicant('a');
    await documents.personDay('a', NOW).set({ ...UsageCounter.parse({ turns: 2, cost_usd: 1.5 }), uid: 'a', day: '2026-11-25' });
    await documents.personDay('b', NOW).set({ ...UsageCounter.parse({ turns: 1, cost_usd: 2.5 }), uid: 'b', day: '2026-11-25' });
    await documents.platformMonthShard(NOW, 3).set({ cost_usd: 3 } as never, { merge: true });
    await documents.platformMonthShard(NOW, 7).set({ cost_usd: 1, turns: 3 } as never, { merge: true });
    const { body } = await call('GET', '/api/admin/usage');
    expect(body).toMatchObject({
      day: '2026-11-25',
      month: '2026-11',
      month_usage: { cost_usd: 4, turns: 3 },
      month_limit_usd: 500,
      people: [{ uid: 'b' }, { uid: 'a', email: 'a@example.com', usage: { turns: 2 } }],
    });
    const days = body['days'] as { day: string; usage: { cost_usd: number } }[];
    expect(days).toHaveLength(14);
    expect(days[0]).toMatchObject({ day: '2026-11-25', usage: { cost_usd: 4, turns: 3 } });
    expect(days[1]).toMatchObject({ day: '2026-11-24', usage: { cost_usd: 0 } });
  });
});

describe('a person’s own account', () => {
  it('says which consent is in force and what is left of the own limit', async () => {
    await documents.user('a').set(newUser(NOW, { email: 'a@example.com', day_usd: 2 }));
    await documents.personDay('a', NOW).set({ cost_usd: 0.5 } as never, { merge: true });
    expect((await call('GET', '/api/me', undefined, 'a@example.com')).body).toMatchObject({
      consent_version: expect.any(String) as string,
      budget: { limit_usd: 2, left_usd: 1.5 },
    });
    expect((await call('PATCH', '/api/me', { notices: 'digest' }, 'a@example.com')).body).toMatchObject({ notices: 'digest' });
    expect((await call('PATCH', '/api/me', {}, 'a@example.com')).status).toBe(422);
  });
});
