import type { AuditDocument } from '@oma/contract';
import type { QueryDocumentSnapshot } from '@google-cloud/firestore';
import { withIdPrefix } from '../firestore/with-id-prefix.ts';
import type { AccountDeps } from './account-deps.ts';
import { isLetterAbout, type Whose } from './whose.ts';

/** Firestore compares with at most so many values at once. */
const VALUES = 30;

/**
 * Takes a person out of the audit: what was done and when stays, to whom and why goes, and as an admin by whom. `letters` are the ids of letters that go as
 * well. Yields wherever it may be stopped.
 */
export async function* blankAudit(deps: AccountDeps, whose: Whose, letters: readonly string[]): AsyncGenerator<void> {
  for (const entry of await entriesOf(deps, whose, letters)) {
    await blank(deps, whose, letters, entry);
    yield;
  }
}

async function entriesOf({ documents }: AccountDeps, { uid, emails }: Whose, letters: readonly string[]) {
  const audits = documents.audits();
  const queries = [
    withIdPrefix(audits, `${uid}-`),
    audits.where('target', '==', uid),
    audits.where('target', '>=', `${uid}-`).where('target', '<', `${uid}-\uf8ff`),
    ...emails.map((email) => audits.where('by', '==', email)),
  ];
  for (let first = 0; first < letters.length; first += VALUES)
    queries.push(audits.where('target', 'in', letters.slice(first, first + VALUES)));
  const found = await Promise.all(queries.map((query) => query.get()));
  return new Map(found.flatMap(({ docs }) => docs.map((document) => [document.id, document]))).values();
}

async function blank(
  { documents }: AccountDeps,
  { uid, emails, wasTheirs }: Whose,
  letters: readonly string[],
  entry: QueryDocumentSnapshot<AuditDocument>,
): Promise<void> {
  const known = entry.data();
  const isAbout = known.target === uid || isLetterAbout(uid, known.target) || letters.includes(known.target);
  const isBy = emails.includes(known.by) && wasTheirs(known.at);
  // The id of a decision's entry begins with the uid.
  const isNamed = isLetterAbout(uid, entry.id);
  if (!isAbout && !isBy && !isNamed) return;
  const blanked: AuditDocument = { ...known, ...(isAbout ? { target: '', reason: null } : {}), ...(isBy ? { by: '' } : {}) };
  const batch = documents.firestore.batch();
  if (isNamed) batch.create(documents.audits().doc(), blanked).delete(entry.ref, { lastUpdateTime: entry.updateTime });
  else batch.set(entry.ref, blanked);
  await batch.commit();
}
