import {
  type AgentDocument,
  type AgentTest,
  DEFAULT_CONFIG,
  DEFAULT_SETTINGS,
  DEMO_PROJECT,
  newSession,
  newUser,
  NO_STATS,
  NO_USAGE,
  objects as names,
  paths,
  type ReplyDocument,
  type RunDocument,
  UsageCounter,
} from '@oma/contract';
import { Firestore } from '@google-cloud/firestore';
import { getApps, initializeApp } from 'firebase-admin/app';
import { type Auth, getAuth } from 'firebase-admin/auth';
import type { Hono } from 'hono';
import { createHash, randomBytes, randomUUID } from 'node:crypto';
import type { AccountDeps } from '../../src/accounts/account-deps.ts';
import { sweepDeletions } from '../../src/accounts/sweep-deletions.ts';
import { sweepExports } from '../../src/accounts/sweep-exports.ts';
import { sweepLateUploads } from '../../src/accounts/sweep-late-uploads.ts';
import { versionOf } from '../../src/agents/agent-versions.ts';
import { addressKey } from '../../src/beta/announce-application.ts';
import { firebaseAccounts } from '../../src/google/firebase-accounts.ts';
import type { ApiDeps } from '../../src/http/api-deps.ts';
import { createApi } from '../../src/http/api.ts';
import type { Person } from '../../src/http/person.ts';
import { freshLife } from '../../src/mail/delivery.ts';
import { settingsReader } from '../../src/platform/settings-reader.ts';
import type { RunDeps } from '../../src/runs/run-deps.ts';
import { endWorkForGood } from '../../src/runs/withdraw-work.ts';
import { purgeSessions } from '../../src/sessions/purge-sessions.ts';
import { NO_TRACES } from '../../src/traces/trace-exporter.ts';
import type { ObjectHarness } from './object-harness.ts';
import { createHarness, type Harness, nextMessageId } from './run-harness.ts';

export const ADMIN = 'admin@example.com';

/** A person who has signed in with Google on the Auth emulator, with the token that proves it. */
export type SignedIn = Person & { token: string };

/** The API, the transitions and the sweep over the real Firestore and Auth emulators and the real object adapter. */
export type AccountHarness = {
  deps: AccountDeps;
  runs: RunDeps;
  harness: Harness;
  firestore: Firestore;
  projectId: string;
  auth: Auth;
  call(method: string, path: string, who: SignedIn | null, body?: object): Promise<Response>;
  signIn(name?: string, email?: string): Promise<SignedIn>;
  /** A minute passes, and is swept. */
  minute(): Promise<void>;
  /** Every document by its path, as JSON; those that hold nothing but collections as well. */
  documents(): Promise<Map<string, string>>;
  close(): Promise<void>;
};

export async function createAccounts(store: ObjectHarness): Promise<AccountHarness> {
  const projectId = `demo-account-${randomUUID().slice(0, 8)}`;
  const firestore = new Firestore({ projectId });
  const harness = await createHarness(firestore);
  const { documents, clock } = harness;
  await firestore.doc(paths.settings).set(DEFAULT_SETTINGS);
  const [app = initializeApp({ projectId: DEMO_PROJECT })] = getApps();
  const auth = getAuth(app);
  const runs: RunDeps = { ...harness.deps, objects: store.objects };
  const deps: AccountDeps = {
    documents,
    objects: store.objects,
    signInAccounts: firebaseAccounts(() => auth),
    endWork: (uid) => endWorkForGood(runs, uid),
    now: () => clock.now,
    log: () => undefined,
  };
  const api = createApi(apiDeps(deps));
  return {
    deps,
    runs,
    harness,
    firestore,
    projectId,
    auth,
    call: (method, path, who, body) => call(api, method, path, who, body),
    signIn: async (name = '김하늘', email = `${randomUUID()}@example.com`) => {
      const person = await signInOnEmulator(name, email);
      await call(api, 'POST', '/api/auth/google', person, {});
      return person;
    },
    minute: async () => {
      clock.pass(60_001);
      await sweepDeletions(deps);
      await sweepExports(deps);
      await purgeSessions(deps);
      await sweepLateUploads(deps);
    },
    documents: async () => {
      const found = new Map<string, string>();
      for (const collection of await firestore.listCollections()) await walk(collection, found);
      return found;
    },
    close: () => harness.close(),
  };
}

/** As in production: a token is good until it expires. With an emulator the Admin SDK asks besides whether the account is still there. */
function verifyIdToken(token: string): Promise<unknown> {
  const claims = JSON.parse(Buffer.from(token.split('.')[1] ?? '', 'base64url').toString()) as { sub: string };
  return Promise.resolve({ ...claims, uid: claims.sub });
}

const apiDeps = (deps: AccountDeps): ApiDeps => ({
  ...deps,
  settings: settingsReader(deps.documents.firestore),
  verifyIdToken,
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
  endAllWork: () => Promise.resolve(),
  traces: NO_TRACES,
  mailQueue: () => ({ ...deps, tasks: { callLater: () => Promise.resolve() } }),
});

const call = async (api: Hono, method: string, path: string, who: SignedIn | null, body?: object): Promise<Response> =>
  api.request(path, {
    method,
    headers: { 'content-type': 'application/json', ...(who === null ? {} : { authorization: `Bearer ${who.token}` }) },
    ...(body === undefined ? {} : { body: JSON.stringify(body) }),
  });

async function signInOnEmulator(name: string, email: string): Promise<SignedIn> {
  const googleId = `google-${createHash('sha256').update(email).digest('hex').slice(0, 16)}`;
  const claims = JSON.stringify({ sub: googleId, email, email_verified: true, name });
  const response = await fetch(
    `http://${process.env['FIREBASE_AUTH_EMULATOR_HOST'] ?? ''}/identitytoolkit.googleapis.com/v1/accounts:signInWithIdp?key=demo`,
    {
      method: 'POST',
      headers: { 'content-type': 'application/json' },
      body: JSON.stringify({
        postBody: `providerId=google.com&id_token=${encodeURIComponent(claims)}`,
        requestUri: 'http://localhost',
        returnSecureToken: true,
      }),
    },
  );
  const { localId, idToken } = (await response.json()) as { localId: string; idToken: string };
  return { uid: localId, googleId, email, name, picture: '', token: idToken };
}

async function walk(collection: FirebaseFirestore.CollectionReference, found: Map<string, string>): Promise<void> {
  const references = await collection.listDocuments();
  await Promise.all(
    references.map(async (reference) => {
      const [snapshot, below] = await Promise.all([reference.get(), reference.listCollections()]);
      found.set(reference.path, JSON.stringify(snapshot.data() ?? null));
      await Promise.all(below.map((one) => walk(one, found)));
    }),
  );
}

/** A conversation with one question and its answer; answers the ids. */
export async function addSession(
  { deps: { documents }, harness: { clock } }: AccountHarness,
  uid: string,
  given: { title?: string; agentId?: string | null; answer?: Partial<ReplyDocument> } = {},
): Promise<{ sessionId: string; messageId: string }> {
  const sessionId = randomUUID();
  const messageId = nextMessageId();
  const session = newSession({ id: sessionId, uid, agentId: given.agentId ?? null, agentVersion: 1, kind: 'work', now: clock.now });
  await documents.session(sessionId).set({ ...session, title: given.title ?? '첫 대화', message_count: 1 });
  await documents.question(sessionId, messageId).set({ role: 'user', content: '안녕하세요', created_at: clock.now, status: 'done' });
  await documents.reply(sessionId, messageId).set({ ...replyTo(messageId, clock.now), ...given.answer });
  return { sessionId, messageId };
}

export const replyTo = (messageId: string, at: Date): ReplyDocument => ({
  role: 'assistant',
  reply_to: messageId,
  status: 'done',
  content: '반가워요',
  parts: [{ k: 'text', s: '반가워요' }],
  created_at: at,
  ended_at: at,
  model: 'claude-sonnet-5-5',
  agent_version: 1,
  claude_code_version: null,
  usage: { input_tokens: 1, output_tokens: 1 },
  cost_usd: 0.01,
  timings_ms: { queued: 0, launched: 0, claimed: 0, first_delta: 0, ended: 0 },
  error: null,
  run_id: null,
  recalled: null,
  verdicts: null,
  copied_from: null,
  feedback: null,
});

const ONE_TEST: AgentTest = { id: 'a', prompt: '합계를 알려 줘', traits: [{ kind: 'contains', text: '합계' }] };

export async function addAgent({ deps: { documents }, harness: { clock } }: AccountHarness, uid: string, name: string, versions = 2) {
  const reference = documents.agents().doc();
  const agent: AgentDocument = {
    name,
    icon: 'bot',
    description: '',
    tags: [],
    config: DEFAULT_CONFIG,
    owner_id: uid,
    status: 'active',
    status_reason: null,
    created_at: clock.now,
    updated_at: clock.now,
    last_run_at: null,
    run_count: 0,
    version: versions,
    failures: [],
    file_ids: [],
  };
  await reference.set(agent);
  for (let version = 1; version <= versions; version += 1)
    await documents.agentVersion(reference.id, version).set(versionOf({ ...agent, version }));
  await documents.agentTests(reference.id).set({ tests: [ONE_TEST], required_rate: 1, run: 'run-1', updated_at: clock.now });
  await documents.testRun(reference.id, 'run-1').set({
    owner_id: uid,
    state: 'done',
    created_at: clock.now,
    ended_at: clock.now,
    tests: [ONE_TEST],
    sides: [{ side: 'saved', version: 1, fingerprint: 'f' }],
    times: 1,
    budget_usd: 1,
    expected_usd: 0.01,
    expected_each: { a: 0.01 },
    is_open: false,
    draft_times_as_dear: 1,
    least_usd: 0.01,
    spent_usd: 0.01,
    attempts: [],
    contents: {},
  });
  await documents.agentDay(reference.id, clock.now).set(UsageCounter.parse({ turns: 1 }));
  return reference.id;
}

/** Everything the platform may hold about a person, in every collection and in the object store. */
export async function fill(accounts: AccountHarness, person: Person): Promise<void> {
  const { documents, objects } = accounts.deps;
  const { now } = accounts.harness.clock;
  const { uid, email, name, googleId } = person;
  await documents
    .user(uid)
    .set(newUser(now, { google_id: googleId, email, name, beta_approved: true, beta_status: 'approved', decision_seq: 1 }));
  const application = { name, email, purpose: '보고서를 쓰고 싶어요', applied_at: now };
  const decided = { status: 'approved', decided_at: now, decided_by: ADMIN, decided_via: 'link', reason: null } as const;
  await documents.application(uid).set({ ...application, ...decided });
  await documents.applicant(createHash('sha256').update(googleId).digest('hex')).set({ uid, at: now });
  const agentId = await addAgent(accounts, uid, '보고서 도우미');
  const { sessionId, messageId } = await addSession(accounts, uid, { agentId });
  await documents.chunk(sessionId, messageId, 1).set({ seq: 1, events: [], created_at: now, expire_at: now });
  await documents.ask(sessionId, messageId, 'toolu_1').set({
    questions: [
      { question: '어떤 형식으로 드릴까요?', header: '형식', multi_select: false, options: [{ label: 'CSV', description: '표' }] },
    ],
    created_at: now,
    expires_at: now,
    default: 'best_judgement',
    answer: { by: 'person', at: now, replies: [{ choices: ['CSV'], other: null }] },
  });
  await documents.proposal(sessionId, messageId, 'toolu_2').set({ proposal: { name: '매출 도우미' }, created_at: now });
  await documents.presence(sessionId).set({ visible_until: now });
  const draft = { name: '다른 이름', icon: 'bot', description: '', tags: [], config: DEFAULT_CONFIG };
  await documents.sessionDraft(sessionId).set({ agent: draft, judged: [], updated_at: now });
  await addReferenceFile(accounts, uid, agentId);
  const deleted = await addSession(accounts, uid, { title: '지운 대화' });
  await documents.session(deleted.sessionId).update({ status: 'closed', deleted_at: now, deleted_status: 'active' });
  await documents.personPresence(uid).set({ visible_until: now });
  await addUpload(accounts, uid, sessionId);
  await documents
    .share(randomBytes(32).toString('hex'))
    .set({ session_id: sessionId, user_id: uid, title: '매출', unanswered: [], until: messageId, created_at: now });
  const runId = await addRun(accounts, uid, sessionId, agentId);
  await documents.warmRuns(uid).set({ run_ids: [runId] });
  const from = { session_id: sessionId, message_id: messageId };
  await documents.forks(uid).set({ begun: [{ session_id: randomUUID(), from, key: null, at: now }] });
  await documents.stats(uid).set({ ...NO_STATS, agents: 1 });
  await documents.personDay(uid, now).set({ ...UsageCounter.parse({ turns: 1 }), uid, day: '2026-11-26' });
  const workspace = names.workspace(sessionId, 'run', 1);
  for (const object of [...names.ofWorkspace(workspace), names.fileCopy(workspace, 'a'.repeat(64)), names.reply(sessionId, messageId)])
    await objects.write(object, 'text/plain', uid);
  await objects.write(names.accountExport(uid, now), 'application/zip', uid);
  const finished = { at: now, bytes: uid.length };
  const anHour = new Date(now.getTime() + 3_600_000);
  await documents.accountExport(uid).set({ object: names.accountExport(uid, now), lease_until: now, finished, expire_at: anHour });
  await addLetters(accounts, person);
}

async function addUpload(
  { deps: { documents, objects }, harness: { clock } }: AccountHarness,
  uid: string,
  sessionId: string,
): Promise<void> {
  const id = randomUUID();
  const moments = { created_at: clock.now, taken_at: null, collect_at: clock.now };
  await documents.upload(id).set({ user_id: uid, session_id: sessionId, name: '매출.csv', size: 1, ...moments });
  await objects.write(names.upload(sessionId, id), 'application/octet-stream', uid);
}

/** An own file of an agent, all of whose versions have it. */
async function addReferenceFile(
  { deps: { documents, objects }, harness: { clock } }: AccountHarness,
  uid: string,
  agentId: string,
): Promise<void> {
  const id = randomUUID();
  const file = { name: '양식.docx', size: uid.length };
  await documents
    .referenceFile(id)
    .set({ user_id: uid, ...file, agents: [agentId], created_at: clock.now, collect_at: null, is_going: false });
  await objects.write(names.referenceFile(id), 'application/octet-stream', uid);
  await documents.agent(agentId).update({ 'config.files': [{ id, ...file }], file_ids: [id] });
}

/** A run that ended. */
export async function addRun(
  { deps: { documents }, harness: { clock } }: AccountHarness,
  uid: string,
  sessionId: string,
  agentId: string | null,
  more: Partial<RunDocument> = {},
): Promise<string> {
  const runId = `run_${randomBytes(10).toString('hex')}`;
  const run: RunDocument = {
    user_id: uid,
    session_id: sessionId,
    agent_id: agentId,
    state: 'ended',
    outcome: 'completed',
    reason: 'linger',
    created_at: clock.now,
    launched_at: null,
    claimed_at: null,
    ended_at: clock.now,
    lease_until: clock.now,
    turn: 1,
    turn_message: null,
    turn_deadline: null,
    execution: null,
    turns: 1,
    usage: NO_USAGE,
    cost_usd: 0,
    launch_attempt: 1,
    turn_usage: NO_USAGE,
    grace_given: false,
    idle_since: null,
    is_warm: false,
    collect_at: null,
    ...more,
  };
  await documents.run(runId).set(run);
  await documents.runSecret(runId).set({ code: 'code', nonce_hash: null, token_hash: null, claimed_at: null });
  const budget = { user_id: uid, agent_id: agentId, turn: 1, month_shard: 0, open: [], closed: [], settled: NO_USAGE };
  await documents.runBudget(runId).set(budget);
  return runId;
}

async function addLetters({ deps: { documents }, harness: { clock } }: AccountHarness, { uid, email, name }: Person): Promise<void> {
  const { now } = clock;
  const about = { name, email, applied_at: now };
  const receipt = `${uid}-receipt-${now.getTime()}`;
  const notice = `${uid}-notice-${now.getTime()}-${addressKey(ADMIN)}`;
  const life = freshLife(now);
  await documents.mail(receipt).set({ to: [email], template: { name: 'receipt', locale: 'ko', data: about }, ...life });
  await documents.mail(notice).set({
    to: [ADMIN],
    template: { name: 'notice', locale: 'ko', data: { ...about, uid, purpose: '보고서', seq: 0 } },
    ...life,
  });
  await documents
    .mail(`${uid}-1`)
    .set({ to: [email], template: { name: 'approved', locale: 'ko', data: { name, reason: null } }, ...life });
  const link = { uid, decision: 'approve', admin: ADMIN, seq: 0, created_at: now, expires_at: now } as const;
  await documents.decisionLink(createHash('sha256').update(`link of ${uid}`).digest('hex')).set(link);
  const entry = { at: now, by: ADMIN, via: 'admin_page' } as const;
  await documents.audit(`${uid}-1`).set({ ...entry, action: 'approve', target: uid, reason: `${name} asked nicely` });
  await documents
    .audits()
    .doc()
    .set({ ...entry, action: 'mail_retry', target: notice, reason: null });
}
