import { DEFAULT_SETTINGS, type Locale, newUser, paths, type PlatformSettings } from '@oma/contract';
import { Firestore } from '@google-cloud/firestore';
import type { Hono } from 'hono';
import { randomUUID } from 'node:crypto';
import { readConfig } from '../../src/config.ts';
import { Documents } from '../../src/firestore/documents.ts';
import { cloudStorage } from '../../src/google/cloud-storage.ts';
import type { ApiDeps } from '../../src/http/api-deps.ts';
import { createApi } from '../../src/http/api.ts';
import { NO_TRACES } from '../../src/traces/trace-exporter.ts';

export type ApiAnswer = { status: number; headers: Headers; text: string; body: Record<string, unknown> };
export type ApiCall = { who?: string; body?: unknown; match?: number | string };

/** The HTTP API over the real Firestore emulator. Who asks is told by the token, which is the uid; the clock stands still until a test moves it. */
export type ApiHarness = {
  documents: Documents;
  clock: { now: Date };
  settings: { value: PlatformSettings };
  call(method: string, path: string, given?: ApiCall): Promise<ApiAnswer>;
  /** Sends bytes and headers as they are. Without `who` nobody asks. */
  send(method: string, path: string, given: { who: string; headers: Record<string, string>; body: string | undefined }): Promise<ApiAnswer>;
  /** The API as a server gets at it. */
  fetch(request: Request): Response | Promise<Response>;
  /** Makes an approved person. */
  addMember(uid: string, locale?: Locale): Promise<void>;
  close(): Promise<void>;
};

export const ADMIN = 'admin';
export const MEMBER = 'member';

export async function createApiHarness(
  firestore = new Firestore({ projectId: `demo-api-${randomUUID().slice(0, 8)}` }),
  further: Partial<ApiDeps> = {},
): Promise<ApiHarness> {
  const documents = new Documents(firestore);
  const clock = { now: new Date('2026-11-25T03:00:00Z') };
  const settings = { value: DEFAULT_SETTINGS };
  const app: Hono = createApi({
    documents,
    settings: { read: () => Promise.resolve(settings.value), readFresh: () => Promise.resolve(settings.value) },
    verifyIdToken: (uid) =>
      Promise.resolve({
        uid,
        email: `${uid}@example.com`,
        email_verified: true,
        firebase: { sign_in_provider: 'google.com', identities: {} },
      }),
    now: () => clock.now,
    log: () => undefined,
    platform: { name: 'AI Agent Platform', simulation: true, reduced_isolation: false },
    adminEmails: [`${ADMIN}@example.com`],
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
    endAllWork: () => Promise.resolve(),
    traces: NO_TRACES,
    mailQueue: () => ({ documents, now: () => clock.now, log: () => undefined, tasks: { callLater: () => Promise.resolve() } }),
    objects: cloudStorage(readConfig({ GCLOUD_PROJECT: 'demo-api' })),
    signInAccounts: { exists: () => Promise.resolve(true), delete: () => Promise.resolve() },
    endWork: () => Promise.resolve(),
    ...further,
  });
  const addMember: ApiHarness['addMember'] = async (uid, locale = 'ko') => {
    await documents
      .user(uid)
      .set(newUser(clock.now, { email: `${uid}@example.com`, beta_approved: true, beta_status: 'approved', locale }));
  };
  const send: ApiHarness['send'] = async (method, path, { who, headers, body }) => {
    const response = await app.request(path, {
      method,
      headers: { 'content-type': 'application/json', ...(who === '' ? {} : { authorization: `Bearer ${who}` }), ...headers },
      ...(body === undefined ? {} : { body }),
    });
    const text = await response.text();
    const isJson = response.headers.get('content-type')?.includes('json') ?? false;
    return { status: response.status, headers: response.headers, text, body: isJson ? (JSON.parse(text) as Record<string, unknown>) : {} };
  };
  await addMember(MEMBER);
  await documents.firestore.doc(paths.settings).set(DEFAULT_SETTINGS);
  return {
    documents,
    clock,
    settings,
    addMember,
    fetch: (request) => app.fetch(request),
    send,
    call: (method, path, { who = MEMBER, body, match } = {}) =>
      send(method, path, {
        who,
        headers: match === undefined ? {} : { 'if-match': typeof match === 'number' ? `"${match}"` : match },
        body: body === undefined ? undefined : JSON.stringify(body),
      }),
    close: () => firestore.terminate(),
  };
}
