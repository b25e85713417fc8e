import { DEFAULT_SETTINGS, newSession, newUser, paths, QuestionDocument, type UserDocument } from '@oma/contract';
import {
  assertFails,
  assertSucceeds,
  initializeTestEnvironment,
  type RulesTestEnvironment,
  type TokenOptions,
} from '@firebase/rules-unit-testing';
import {
  collection,
  collectionGroup,
  deleteDoc,
  deleteField,
  doc,
  type Firestore,
  getDoc,
  getDocs,
  query,
  serverTimestamp,
  setDoc,
  setLogLevel,
  Timestamp,
  updateDoc,
  where,
} from 'firebase/firestore';
import { readFileSync } from 'node:fs';
import { afterAll, beforeAll, beforeEach, describe, expect, it } from 'vitest';
import { nextMessageId } from './run-harness.ts';

setLogLevel('silent');
const SESSION = '11111111-1111-4111-8111-111111111111';
const CLOSED = '22222222-2222-4222-8222-222222222222';
const FULL = '33333333-3333-4333-8333-333333333333';
const DELETED = '44444444-4444-4444-8444-444444444444';
const AGENT = 'A'.repeat(20);
const RUN = 'run_aaaaaaaaaaaaaaaaaaaa';
const ASKED = nextMessageId();
const UPLOAD = '55555555-5555-4555-8555-555555555555';

const google: TokenOptions = { email: 'x@example.com', email_verified: true, firebase: { sign_in_provider: 'google.com', identities: {} } };
let env: RulesTestEnvironment;

/** Everybody who might try. */
const people = () => ({
  owner: env.authenticatedContext('owner', google),
  stranger: env.authenticatedContext('stranger', google),
  guest: env.authenticatedContext('guest', google),
  admin: env.authenticatedContext('admin', google),
  password: env.authenticatedContext('owner', { ...google, firebase: { sign_in_provider: 'password', identities: {} } }),
  unverified: env.authenticatedContext('owner', { ...google, email_verified: false }),
  custom: env.authenticatedContext('owner', { ...google, firebase: { sign_in_provider: 'custom', identities: {} } }),
  nobody: env.unauthenticatedContext(),
  adminByPassword: env.authenticatedContext('admin', { ...google, firebase: { sign_in_provider: 'password', identities: {} } }),
  adminUnverified: env.authenticatedContext('admin', { ...google, email_verified: false }),
});
type Who = keyof ReturnType<typeof people>;
const NOT_THE_OWNER: Who[] = ['stranger', 'guest', 'password', 'unverified', 'custom', 'nobody'];
/** Each with one connection for all tests: the emulator bears some thousand, and every context that is made opens its own. */
const open = new Map<Who, Firestore>();
const as = (who: Who): Firestore => {
  const known = open.get(who) ?? (people()[who].firestore() as unknown as Firestore);
  open.set(who, known);
  return known;
};

const user = (approved: boolean, admin = false): UserDocument =>
  newUser(new Date(), { email: 'x@example.com', beta_approved: approved, beta_status: approved ? 'approved' : 'none', admin });
const session = (id: string, change: object = {}) => ({
  ...newSession({ id, uid: 'owner', agentId: AGENT, agentVersion: 1, kind: 'work', now: new Date() }),
  ...change,
});

beforeAll(async () => {
  const [host = '', port = ''] = (process.env['FIRESTORE_EMULATOR_HOST'] ?? '').split(':');
  env = await initializeTestEnvironment({
    projectId: 'demo-rules',
    firestore: { host, port: Number(port), rules: readFileSync('firestore.rules', 'utf8') },
  });
});
afterAll(() => env.cleanup());
beforeEach(async () => {
  await env.clearFirestore();
  await env.withSecurityRulesDisabled(async (context) => {
    const db = context.firestore() as unknown as Firestore;
    const documents: Record<string, object> = {
      [paths.user('owner')]: user(true),
      [paths.user('stranger')]: user(true),
      [paths.user('guest')]: user(false),
      [paths.user('admin')]: user(false, true),
      [paths.agent(AGENT)]: { owner_id: 'owner' },
      [paths.agentVersion(AGENT, 1)]: { owner_id: 'owner' },
      [paths.session(SESSION)]: session(SESSION),
      [paths.session(CLOSED)]: session(CLOSED, { status: 'closed' }),
      [paths.session(DELETED)]: session(DELETED, { deleted_at: Timestamp.now() }),
      [paths.question(DELETED, ASKED)]: { role: 'user', content: 'x', created_at: Timestamp.now(), status: 'done' },
      [paths.reply(DELETED, ASKED)]: { role: 'assistant', status: 'done' },
      [paths.chunk(DELETED, ASKED, 1)]: { seq: 1, events: [] },
      [paths.deletedSession(SESSION)]: { cleared: false },
      [paths.share('h')]: { session_id: SESSION, user_id: 'owner' },
      [paths.session(FULL)]: session(FULL, { queued: 20 }),
      [paths.question(SESSION, ASKED)]: { role: 'user', content: 'x', created_at: Timestamp.now(), status: 'queued' },
      [paths.chunk(SESSION, ASKED, 1)]: { seq: 1, events: [] },
      [paths.ask(SESSION, ASKED, 'toolu_1')]: { answer: null },
      [paths.proposal(SESSION, ASKED, 'toolu_1')]: { proposal: {} },
      [paths.testRun(AGENT, 'run-1')]: { owner_id: 'owner', state: 'done' },
      [paths.agentTests(AGENT)]: { tests: [] },
      [paths.run(RUN)]: { user_id: 'owner' },
      [paths.runSecret(RUN)]: { code: 'x' },
      [paths.upload(UPLOAD)]: { user_id: 'owner' },
      [paths.presence(SESSION)]: { visible_until: null },
      [paths.personPresence('owner')]: { visible_until: null },
      [paths.warmRuns('owner')]: { run_ids: [RUN] },
      [paths.forks('owner')]: { begun: [] },
      [paths.personDay('owner', new Date())]: { turns: 1 },
      [paths.agentDay(AGENT, new Date())]: { turns: 1 },
      [paths.platformMonthShard(new Date(), 3)]: { turns: 1 },
      [paths.settings]: DEFAULT_SETTINGS,
      [paths.audit('a')]: { what: 'x' },
      [paths.operations(new Date(), 0)]: { day: '2026-11-27' },
      [paths.application('guest')]: { status: 'pending' },
      [paths.mail('m')]: { to: ['guest@example.com'] },
      [paths.decisionLink('h')]: { uid: 'guest' },
      [paths.runBudget(RUN)]: { turn: 1 },
      [paths.stats('owner')]: { agents: 1 },
      [paths.accountExport('owner')]: { object: 'x' },
      [paths.referenceFile('f')]: { user_id: 'owner' },
      [paths.accountDeletion('owner')]: { emails: ['x@example.com'] },
      [paths.deletionTrace('owner', SESSION)]: { kind: 'session' },
    };
    for (const [path, data] of Object.entries(documents)) await setDoc(doc(db, path), data);
  });
});

const OWN = () => [
  paths.agent(AGENT),
  paths.agentVersion(AGENT, 1),
  paths.session(SESSION),
  paths.question(SESSION, ASKED),
  paths.reply(SESSION, ASKED),
  paths.chunk(SESSION, ASKED, 1),
  paths.ask(SESSION, ASKED, 'toolu_1'),
  paths.proposal(SESSION, ASKED, 'toolu_1'),
  paths.testRun(AGENT, 'run-1'),
  paths.run(RUN),
];

/** Of the person, approved or not. */
const ALWAYS_OWN = () => [
  paths.user('owner'),
  paths.upload(UPLOAD),
  paths.personDay('owner', new Date()),
  paths.agentDay(AGENT, new Date()),
];

/** Of functions alone, also where it is about the person who asks. */
const NOBODYS = () => [
  paths.runSecret(RUN),
  paths.runBudget(RUN),
  paths.presence(SESSION),
  paths.personPresence('owner'),
  paths.warmRuns('owner'),
  paths.forks('owner'),
  paths.decisionLink('h'),
  paths.stats('owner'),
  paths.accountExport('owner'),
  paths.accountDeletion('owner'),
  paths.deletionTrace('owner', SESSION),
  paths.deletedSession(SESSION),
  paths.share('h'),
  paths.referenceFile('f'),
  paths.agentTests(AGENT),
];

describe('reading', () => {
  it('lets the approved owner read what is theirs, also an answer that does not exist yet', async () => {
    for (const path of [...OWN(), ...ALWAYS_OWN()]) await assertSucceeds(getDoc(doc(as('owner'), path)));
    await assertSucceeds(
      getDocs(query(collection(as('owner'), 'sessions'), where('user_id', '==', 'owner'), where('deleted_at', '==', null))),
    );
    await assertSucceeds(getDocs(query(collection(as('owner'), 'agents'), where('owner_id', '==', 'owner'))));
    await assertSucceeds(getDocs(collection(as('owner'), paths.messages(SESSION))));
    await assertSucceeds(getDocs(collection(as('owner'), paths.chunks(SESSION, ASKED))));
  });

  it.each(NOT_THE_OWNER)('lets %s read none of it', async (who) => {
    for (const path of [...OWN(), ...ALWAYS_OWN()]) await assertFails(getDoc(doc(as(who), path)));
    await assertFails(getDocs(query(collection(as(who), 'sessions'), where('user_id', '==', 'owner'), where('deleted_at', '==', null))));
    await assertFails(getDocs(collection(as(who), paths.messages(SESSION))));
    await assertFails(getDocs(collectionGroup(as(who), 'messages')));
    await assertFails(getDocs(collectionGroup(as(who), 'chunks')));
    await assertFails(getDocs(collection(as(who), paths.testRuns(AGENT))));
    await assertFails(getDocs(collectionGroup(as(who), 'test_runs')));
    await assertFails(getDocs(collectionGroup(as(who), 'proposals')));
  });

  it('lets nobody at all read secrets, presence, and what is kept of archives, deletions and statistics', async () => {
    for (const who of ['owner', 'admin', ...NOT_THE_OWNER] as Who[]) {
      for (const path of NOBODYS()) await assertFails(getDoc(doc(as(who), path)));
    }
  });

  it('lets nobody read a deleted conversation, not even its owner, nor list such', async () => {
    const hidden = [paths.session(DELETED), paths.question(DELETED, ASKED), paths.reply(DELETED, ASKED), paths.chunk(DELETED, ASKED, 1)];
    for (const who of ['owner', 'admin', 'stranger'] as const) {
      for (const path of hidden) await assertFails(getDoc(doc(as(who), path)));
      await assertFails(getDocs(query(collection(as(who), 'sessions'), where('user_id', '==', 'owner'))));
      await assertFails(getDocs(query(collection(as(who), 'sessions'), where('user_id', '==', 'owner'), where('deleted_at', '!=', null))));
      await assertFails(getDocs(collection(as(who), paths.messages(DELETED))));
    }
  });

  it('tells its person of a file that it is gone, and nobody who is none', async () => {
    const gone = paths.upload('66666666-6666-4666-8666-666666666666');
    for (const who of ['owner', 'guest'] as const) await assertSucceeds(getDoc(doc(as(who), gone)));
    for (const who of ['password', 'unverified', 'custom', 'nobody'] as const) await assertFails(getDoc(doc(as(who), gone)));
  });

  it('lets the owner read a conversation of before there was deletion', async () => {
    await env.withSecurityRulesDisabled((context) =>
      updateDoc(doc(context.firestore() as unknown as Firestore, paths.session(SESSION)), { deleted_at: deleteField() }),
    );
    await assertSucceeds(getDoc(doc(as('owner'), paths.session(SESSION))));
    await assertSucceeds(getDocs(collection(as('owner'), paths.messages(SESSION))));
  });

  it('shuts out an owner whose approval is withdrawn, at once', async () => {
    await env.withSecurityRulesDisabled((context) =>
      updateDoc(doc(context.firestore() as unknown as Firestore, paths.user('owner')), { beta_approved: false }),
    );
    for (const path of OWN()) await assertFails(getDoc(doc(as('owner'), path)));
    for (const path of ALWAYS_OWN()) await assertSucceeds(getDoc(doc(as('owner'), path)));
  });

  it('shows a profile to its person and to an admin only', async () => {
    await assertSucceeds(getDoc(doc(as('guest'), paths.user('guest'))));
    await assertSucceeds(getDoc(doc(as('admin'), paths.user('guest'))));
    await assertFails(getDoc(doc(as('stranger'), paths.user('guest'))));
    await assertFails(getDoc(doc(as('stranger'), paths.personDay('owner', new Date()))));
  });

  it('shows runs and the platform’s use to an admin, but no conversation', async () => {
    await assertSucceeds(getDoc(doc(as('admin'), paths.run(RUN))));
    await assertSucceeds(getDoc(doc(as('admin'), paths.platformMonthShard(new Date(), 3))));
    await assertFails(getDoc(doc(as('owner'), paths.platformMonthShard(new Date(), 3))));
    await assertFails(getDoc(doc(as('admin'), paths.question(SESSION, ASKED))));
  });

  it('shows an application to its person and to admins; letters and the audit to admins only', async () => {
    await assertSucceeds(getDoc(doc(as('guest'), paths.application('guest'))));
    await assertFails(getDoc(doc(as('stranger'), paths.application('guest'))));
    for (const path of [paths.application('guest'), paths.mail('m'), paths.audit('a'), paths.operations(new Date(), 0)]) {
      await assertSucceeds(getDoc(doc(as('admin'), path)));
      for (const who of ['owner', 'stranger', 'nobody', 'password', 'adminByPassword', 'adminUnverified'] as const)
        await assertFails(getDoc(doc(as(who), path)));
    }
    await assertSucceeds(getDocs(collection(as('admin'), 'beta_applications')));
    await assertFails(getDocs(collection(as('guest'), 'beta_applications')));
    await assertFails(setDoc(doc(as('guest'), paths.application('guest')), { status: 'approved' }));
    await assertFails(setDoc(doc(as('admin'), paths.mail('new')), { to: ['x@example.com'] }));
  });

  it('shows the settings to the approved', async () => {
    await assertSucceeds(getDoc(doc(as('stranger'), paths.settings)));
    await assertFails(getDoc(doc(as('guest'), paths.settings)));
  });
});

describe('writing', () => {
  const good = (change: object = {}) => ({
    role: 'user',
    content: '안녕하세요',
    created_at: serverTimestamp(),
    status: 'queued',
    ...change,
  });
  const ask = (who: Who, data: object, sessionId = SESSION, id = nextMessageId()) =>
    setDoc(doc(as(who), paths.question(sessionId, id)), data);

  it('lets the owner ask', async () => {
    await assertSucceeds(ask('owner', good()));
    await assertSucceeds(ask('owner', good({ retry_of: ASKED })));
    await assertSucceeds(ask('owner', good({ content: '가'.repeat(32_000) })));
    await assertSucceeds(ask('owner', good({ attachments: [UPLOAD] })));
    await assertSucceeds(ask('owner', good({ attachments: Array.from({ length: 10 }, () => UPLOAD) })));
  });

  it('takes what the contract’s schema takes, but for what functions add', () => {
    const added = ['accepted_at', 'handed_back_at'];
    const taken = Object.keys(QuestionDocument.shape).filter((key) => !added.includes(key));
    expect(taken.sort()).toEqual(['attachments', 'content', 'created_at', 'retry_of', 'role', 'status']);
  });

  it.each(NOT_THE_OWNER)('lets %s ask nothing', async (who) => {
    await assertFails(ask(who, good()));
  });

  it.each([
    ['an empty question', good({ content: '' })],
    ['one of 40 000 characters', good({ content: 'x'.repeat(40_000) })],
    ['one that is no text', good({ content: 5 })],
    ['another role', good({ role: 'assistant' })],
    ['another state', good({ status: 'done' })],
    ['a time of one’s own', good({ created_at: Timestamp.fromMillis(0) })],
    ['a field too many', good({ accepted_at: serverTimestamp() })],
    ['a field of the platform’s', good({ handed_back_at: serverTimestamp() })],
    ['a broken retry_of', good({ retry_of: 'x' })],
    ['no attachment', good({ attachments: [] })],
    ['eleven attachments', good({ attachments: Array.from({ length: 11 }, () => UPLOAD) })],
    ['an attachment that is no id', good({ attachments: [UPLOAD, 'x'] })],
    ['an attachment that is no text', good({ attachments: [UPLOAD, 5] })],
    ['two attachments in one', good({ attachments: [`${UPLOAD},${UPLOAD}`] })],
    ['two attachments in one of two', good({ attachments: [UPLOAD, `${UPLOAD},${UPLOAD}`] })],
    ['attachments cut in another place', good({ attachments: [`${UPLOAD},${UPLOAD.slice(0, 9)}`, UPLOAD.slice(9)] })],
    ['attachments without a comma between', good({ attachments: [`${UPLOAD}${UPLOAD}`, ''] })],
    ['attachments without a comma, and none before them', good({ attachments: ['', `${UPLOAD}${UPLOAD}`] })],
    ['an attachment of no version of UUIDs', good({ attachments: ['55555555-5555-0555-8555-555555555555'] })],
    ['an attachment of no variant of UUIDs', good({ attachments: ['55555555-5555-4555-0555-555555555555'] })],
    ['an attachment with a line’s end', good({ attachments: [`${UPLOAD}\n`] })],
    ['a retry_of with a line’s end', good({ retry_of: `${ASKED}\n` })],
    ['attachments that are no list', good({ attachments: { 0: UPLOAD } })],
    ['a missing field', { role: 'user', content: 'x', status: 'queued' }],
  ])('refuses %s', async (_what, data) => {
    await assertFails(ask('owner', data));
  });

  it('refuses ids that are no ULID, also that of an answer', async () => {
    for (const id of ['x', `${ASKED}.reply`, ASKED.toLowerCase(), `${ASKED}0`]) await assertFails(ask('owner', good(), SESSION, id));
  });

  it('refuses a closed session, a full one, one that is not there, and a platform that does not accept', async () => {
    await assertFails(ask('owner', good(), CLOSED));
    await assertFails(ask('owner', good(), FULL));
    await assertFails(ask('owner', good(), DELETED));
    await assertFails(ask('owner', good(), '55555555-5555-4555-8555-555555555555'));
    await env.withSecurityRulesDisabled((context) =>
      updateDoc(doc(context.firestore() as unknown as Firestore, paths.settings), { accepting_messages: false }),
    );
    await assertFails(ask('owner', good()));
    await env.withSecurityRulesDisabled((context) => deleteDoc(doc(context.firestore() as unknown as Firestore, paths.settings)));
    await assertFails(ask('owner', good()));
  });

  it('lets nobody change or delete what is there', async () => {
    for (const who of ['owner', 'admin', ...NOT_THE_OWNER] as Who[]) {
      for (const path of [...OWN(), paths.user('owner'), ...NOBODYS(), paths.settings, paths.personDay('owner', new Date())]) {
        await assertFails(updateDoc(doc(as(who), path), { x: 1 }));
        await assertFails(deleteDoc(doc(as(who), path)));
      }
      await assertFails(setDoc(doc(as(who), paths.reply(SESSION, ASKED)), { role: 'assistant' }));
      await assertFails(setDoc(doc(as(who), paths.chunk(SESSION, ASKED, 2)), { seq: 2, events: [] }));
      await assertFails(setDoc(doc(as(who), paths.user('new')), { beta_approved: true }));
      await assertFails(setDoc(doc(as(who), paths.accountDeletion('stranger')), { pass: 'first' }));
      await assertFails(setDoc(doc(as(who), 'anything/else'), { x: 1 }));
    }
  }, 120_000);
});
