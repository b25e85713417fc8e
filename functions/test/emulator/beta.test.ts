import { CONSENT_VERSION, DECISIONS, type BetaStatus, type Decision, newUser, type UserDocument } from '@oma/contract';
import { Firestore } from '@google-cloud/firestore';
import { randomUUID } from 'node:crypto';
import { afterEach, beforeEach, describe, expect, it } from 'vitest';
import { announceApplication } from '../../src/beta/announce-application.ts';
import { applyForBeta } from '../../src/beta/apply.ts';
import type { BetaDeps } from '../../src/beta/beta-deps.ts';
import { decide } from '../../src/beta/decide.ts';
import { decideByLink, previewDecision } from '../../src/beta/decision-link.ts';
import { followUser } from '../../src/beta/follow-user.ts';
import { sweepBeta } from '../../src/beta/sweep-beta.ts';
import { Documents } from '../../src/firestore/documents.ts';
import { hashToken } from '../../src/hash-token.ts';
import type { Person } from '../../src/http/person.ts';

const ADMIN = 'admin@example.com';
const OTHER_ADMIN = 'other-admin@example.com';
const UID = 'person-1';
const person: Person = { uid: UID, googleId: 'g', email: 'person@example.com', name: '김민지', picture: '' };

let documents: Documents;
let deps: BetaDeps;
let clock: { now: Date };
let withdrawn: string[];

beforeEach(async () => {
  documents = new Documents(new Firestore({ projectId: `demo-beta-${randomUUID().slice(0, 8)}` }));
  clock = { now: new Date('2026-11-25T03:00:00Z') };
  deps = { documents, now: () => clock.now, log: () => undefined, adminEmails: [ADMIN, OTHER_ADMIN] };
  withdrawn = [];
  await enter(person);
});
afterEach(() => documents.firestore.terminate());

const user = async (): Promise<UserDocument> => (await documents.user(UID).get()).data()!;
const application = async () => (await documents.application(UID).get()).data();
const letters = async () =>
  (await documents.mails().get()).docs
    .map((one) => ({ id: one.id, to: one.data().to, name: one.data().template.name }))
    .sort((a, b) => (a.id < b.id ? -1 : 1));
const enter = ({ uid, googleId, email, name }: Person) =>
  documents.user(uid).set(newUser(clock.now, { google_id: googleId, email, name, verified_email: true }));
const apply = (purpose = '보고서를 쓰고 싶어요', consent_version = CONSENT_VERSION) =>
  applyForBeta(deps, person, { purpose, consent_version });
const asAdmin = (decision: Decision, reason: string | null = null) =>
  decide(deps, { uid: UID, decision, by: ADMIN, via: 'admin_page', reason });
/** Delivers the trigger of a change, as often as is asked. */
async function change(work: () => Promise<unknown>, times = 1): Promise<void> {
  const before = (await documents.user(UID).get()).data() ?? null;
  await work();
  const after = (await documents.user(UID).get()).data() ?? null;
  for (let count = 0; count < times; count += 1) {
    await followUser({ ...deps, withdrawWork: (uid) => Promise.resolve(void withdrawn.push(uid)) }, UID, before, after);
  }
}

describe('applying', () => {
  it('stores the application with its consent, and the person’s state', async () => {
    expect((await apply()).ok).toBe(true);
    expect(await application()).toMatchObject({ status: 'pending', purpose: '보고서를 쓰고 싶어요', name: '김민지', decided_at: null });
    expect(await user()).toMatchObject({
      beta_status: 'applied',
      beta_approved: false,
      consent: { version: CONSENT_VERSION, at: clock.now },
    });
  });

  it('is refused twice, with a consent of another time, and in every state but the first', async () => {
    expect(await apply('x', '2020-01-01')).toEqual({ ok: false, error: { reason: 'stale_consent' } });
    expect(await application()).toBeUndefined();
    await apply();
    expect(await apply()).toEqual({ ok: false, error: { reason: 'already', status: 'applied' } });
    for (const status of ['approved', 'denied', 'revoked'] as const) {
      await documents.user(UID).update({ beta_status: status });
      expect(await apply()).toEqual({ ok: false, error: { reason: 'already', status } });
    }
  });

  it('at the same moment from two windows is one application', async () => {
    const both = await Promise.all([apply('first'), apply('second')]);
    expect(both.filter(({ ok }) => ok)).toHaveLength(1);
  });

  it('writes one receipt and one notice an admin, however often its trigger comes', async () => {
    await documents.user('other').set(newUser(clock.now, { email: OTHER_ADMIN, locale: 'en', notices: 'digest' }));
    await apply();
    for (let count = 0; count < 3; count += 1) await announceApplication(deps, UID, (await application())!);
    expect(await letters()).toEqual([
      { id: expect.stringContaining('-notice-') as string, to: [ADMIN], name: 'notice' },
      { id: expect.stringContaining('-receipt-') as string, to: [person.email], name: 'receipt' },
    ]);
  });
});

it('of a Google account that applied before under a uid that is gone is refused, and told to nobody', async () => {
  await apply();
  await asAdmin('deny');
  const again: Person = { ...person, uid: 'person-2' };
  await enter(again);
  const application = { purpose: '다시', consent_version: CONSENT_VERSION };
  expect(await applyForBeta(deps, again, application)).toEqual({ ok: false, error: { reason: 'elsewhere', status: 'denied' } });
  expect((await documents.application('person-2').get()).exists).toBe(false);
  expect((await applyForBeta(deps, { ...again, googleId: 'another' }, application)).ok).toBe(true);
});

it('whose trigger comes after the decision is told to no admin, for its links would be good', async () => {
  await apply();
  const asWritten = (await application())!;
  await asAdmin('deny');
  await announceApplication(deps, UID, asWritten);
  expect((await letters()).map(({ name }) => name)).toEqual(['receipt']);
});

describe('a decision', () => {
  const decisions: Decision[] = ['approve', 'deny', 'undo', 'revoke'];
  const states = Object.keys(DECISIONS) as BetaStatus[];

  it.each(states.flatMap((state) => decisions.map((decision) => [state, decision] as const)))('%s + %s', async (state, decision) => {
    await apply();
    await documents.user(UID).update({ beta_status: state, beta_approved: state === 'approved' });
    const expected = DECISIONS[state][decision];
    const decided = await asAdmin(decision, 'because');
    if (expected === undefined) {
      expect(decided).toEqual({ ok: false, error: { reason: 'not_possible', status: state } });
      expect((await user()).decision_seq).toBe(0);
      return;
    }
    expect(decided).toEqual({ ok: true, value: expected });
    expect(await user()).toMatchObject({ beta_status: expected, beta_approved: expected === 'approved', decision_seq: 1 });
    expect((await documents.audit(`${UID}-1`).get()).data()).toMatchObject({
      action: decision,
      by: ADMIN,
      via: 'admin_page',
      reason: 'because',
    });
  });

  it('cannot go back to an application that never was, nor be made of nobody', async () => {
    await documents.user(UID).set(newUser(clock.now, { email: person.email, beta_status: 'denied' }));
    expect(await asAdmin('undo')).toMatchObject({ ok: false });
    expect(await decide(deps, { uid: 'nobody', decision: 'approve', by: ADMIN, via: 'admin_page', reason: null })).toEqual({
      ok: false,
      error: { reason: 'not_found' },
    });
  });

  it('sets the person’s own daily limit with an approval', async () => {
    await apply();
    await decide(deps, { uid: UID, decision: 'approve', by: ADMIN, via: 'admin_page', reason: null, dayUsd: 1.5 });
    expect((await user()).day_usd).toBe(1.5);
    await asAdmin('revoke');
    expect((await user()).day_usd).toBe(1.5);
  });

  it('is one letter each time, whichever way it came and however often its trigger comes', async () => {
    await apply();
    await change(() => asAdmin('approve'), 3);
    await change(() => asAdmin('revoke'), 2);
    await change(() => documents.user(UID).update({ beta_approved: true }), 2);
    const adopted = await user();
    expect(adopted).toMatchObject({ beta_status: 'approved', decision_seq: 3 });
    // The write that adopted the change by hand rings the trigger itself.
    for (let count = 0; count < 2; count += 1) {
      await followUser(
        { ...deps, withdrawWork: () => Promise.resolve() },
        UID,
        { ...adopted, decision_seq: 2, beta_status: 'revoked' },
        adopted,
      );
    }
    await change(() => asAdmin('undo'));
    expect((await letters()).filter(({ id }) => /^person-1-\d+$/.test(id)).map(({ id, name }) => [id, name])).toEqual([
      ['person-1-1', 'approved'],
      ['person-1-2', 'revoked'],
      ['person-1-3', 'approved'],
      ['person-1-4', 'undone'],
    ]);
    expect((await documents.audit(`${UID}-3`).get()).data()).toMatchObject({ by: 'console', via: 'console' });
    expect(await application()).toMatchObject({ status: 'pending', decided_at: null });
  });

  it('by hand also reaches somebody who never applied', async () => {
    await documents.user(UID).set(newUser(clock.now, { email: person.email, name: person.name }));
    await change(() => documents.user(UID).update({ beta_approved: true }));
    expect(await user()).toMatchObject({ beta_status: 'approved', decision_seq: 1 });
  });

  it('that shuts somebody out ends their work, and only then', async () => {
    await apply();
    await change(() => asAdmin('approve'));
    expect(withdrawn).toEqual([]);
    await change(() => documents.user(UID).update({ name: 'Another' }));
    expect(withdrawn).toEqual([]);
    await change(() => asAdmin('revoke'));
    expect(withdrawn).toEqual([UID]);
  });
});

describe('a decision link', () => {
  const link = (token: string, change: object = {}) =>
    documents.decisionLink(hashToken(token)).set({
      uid: UID,
      decision: 'approve',
      admin: ADMIN,
      seq: 0,
      created_at: clock.now,
      expires_at: new Date(clock.now.getTime() + 14 * 86_400_000),
      ...change,
    });
  beforeEach(async () => {
    await apply('<b>x</b>\r\nBcc: a@example.com');
    await link('good');
  });

  it('shows what it would do and changes nothing, however often it is opened', async () => {
    for (let count = 0; count < 3; count += 1) {
      expect(await previewDecision(deps, 'good')).toEqual({
        ok: true,
        value: { name: '김민지', email: person.email, purpose: '<b>x</b>\r\nBcc: a@example.com', decision: 'approve' },
      });
    }
    expect((await user()).beta_status).toBe('applied');
  });

  it('decides once, and voids all others', async () => {
    await link('deny-of-another', { decision: 'deny', admin: OTHER_ADMIN });
    expect(await decideByLink(deps, 'good')).toEqual({ ok: true, value: { name: '김민지', status: 'approved' } });
    expect(await decideByLink(deps, 'good')).toEqual({ ok: false, error: 'gone' });
    expect(await previewDecision(deps, 'deny-of-another')).toEqual({ ok: false, error: 'gone' });
    expect(await decideByLink(deps, 'deny-of-another')).toEqual({ ok: false, error: 'gone' });
    expect((await user()).beta_status).toBe('approved');
    expect(await application()).toMatchObject({ decided_by: ADMIN, decided_via: 'link' });
  });

  it('pressed twice at the same moment, by two admins, decides once', async () => {
    await link('deny-of-another', { decision: 'deny', admin: OTHER_ADMIN });
    const both = await Promise.all([decideByLink(deps, 'good'), decideByLink(deps, 'deny-of-another')]);
    expect(both.filter(({ ok }) => ok)).toHaveLength(1);
    expect((await user()).decision_seq).toBe(1);
  });

  it.each([
    ['unknown', 'never-made', {}, 'unknown'],
    ['tampered with', 'goof', {}, 'unknown'],
    ['too old', 'old', { expires_at: new Date('2026-11-25T02:59:59Z') }, 'gone'],
    ['of somebody who is no admin any more', 'former', { admin: 'former@example.com' }, 'gone'],
    ['of another decision', 'earlier', { seq: 7 }, 'gone'],
  ])('that is %s decides nothing', async (_what, token, change, error) => {
    if (error === 'gone') await link(token, change);
    expect(await previewDecision(deps, token)).toEqual({ ok: false, error });
    expect(await decideByLink(deps, token)).toEqual({ ok: false, error });
    expect((await user()).decision_seq).toBe(0);
  });
});

describe('every minute', () => {
  it('from nine o’clock in Seoul an admin who prefers it gets one letter with all who wait', async () => {
    await documents.user('other').set(newUser(clock.now, { email: OTHER_ADMIN, locale: 'en', notices: 'digest' }));
    await apply();
    clock.now = new Date('2026-11-25T23:59:00Z');
    await sweepBeta(deps);
    expect(await letters()).toEqual([]);
    clock.now = new Date('2026-11-26T00:00:00Z');
    await sweepBeta(deps);
    await sweepBeta(deps);
    expect(await letters()).toEqual([{ id: expect.stringMatching(/^digest-2026-11-26-/) as string, to: [OTHER_ADMIN], name: 'digest' }]);
  });

  it('who is no admin any more loses the mark', async () => {
    await documents.user('former').set(newUser(clock.now, { email: 'former@example.com', admin: true }));
    await documents.user('still').set(newUser(clock.now, { email: ADMIN, admin: true }));
    await sweepBeta(deps);
    expect((await documents.user('former').get()).data()?.admin).toBe(false);
    expect((await documents.user('still').get()).data()?.admin).toBe(true);
  });
});
