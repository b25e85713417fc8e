import type { DocumentReference } from '@google-cloud/firestore';
import { withIdPrefix } from '../firestore/with-id-prefix.ts';
import type { AccountDeps } from './account-deps.ts';
import { blankAudit } from './blank-audit.ts';
import { isLetterAbout, type Whose } from './whose.ts';

const PAGE = 100;

/**
 * Deletes the letters to a person and about them with the decision links of both, and takes them out of digests and of what the audit and the applications
 * of others say. Yields wherever it may be stopped.
 */
export async function* eraseLetters(deps: AccountDeps, whose: Whose): AsyncGenerator<void> {
  const letters = await lettersOf(deps, whose);
  yield* blankAudit(
    deps,
    whose,
    letters.map(({ id }) => id),
  );
  await deleteAll(deps, letters);
  yield;
  await deleteAll(deps, await linksOf(deps, whose));
  yield;
  for (const digest of await digestsNaming(deps)) {
    await digest.update({ 'template.data': {} });
    yield;
  }
  for (const application of await decidedBy(deps, whose)) {
    await application.update({ decided_by: null });
    yield;
  }
}

async function lettersOf({ documents }: AccountDeps, { uid, emails, wasTheirs }: Whose): Promise<DocumentReference[]> {
  const about = await withIdPrefix(documents.mails(), `${uid}-`).select().get();
  const found = new Map(about.docs.filter(({ id }) => isLetterAbout(uid, id)).map(({ ref }) => [ref.id, ref]));
  for (const email of emails) {
    const to = await documents.mails().where('to', 'array-contains', email).get();
    for (const document of to.docs) if (wasTheirs(document.data().created_at)) found.set(document.id, document.ref);
  }
  return [...found.values()];
}

async function linksOf({ documents }: AccountDeps, { uid, emails, wasTheirs }: Whose): Promise<DocumentReference[]> {
  const about = await documents.decisionLinks().where('uid', '==', uid).select().get();
  const found = new Map<string, DocumentReference>(about.docs.map(({ ref }) => [ref.id, ref]));
  for (const email of emails) {
    const to = await documents.decisionLinks().where('admin', '==', email).get();
    for (const document of to.docs) if (wasTheirs(document.data().created_at)) found.set(document.id, document.ref);
  }
  return [...found.values()];
}

/** Those of earlier versions, which keep who waited. They are sent without: whoever waits is read then. */
async function digestsNaming({ documents }: AccountDeps): Promise<DocumentReference[]> {
  return (await documents.mails().where('template.data.more', '>=', 0).select().get()).docs.map(({ ref }) => ref);
}

async function decidedBy({ documents }: AccountDeps, { emails, wasTheirs }: Whose): Promise<DocumentReference[]> {
  const found: DocumentReference[] = [];
  for (const email of emails) {
    const decided = await documents.applications().where('decided_by', '==', email).get();
    for (const document of decided.docs) if (wasTheirs(document.data().decided_at ?? new Date(0))) found.push(document.ref);
  }
  return found;
}

async function deleteAll({ documents }: AccountDeps, references: readonly DocumentReference[]): Promise<void> {
  for (let first = 0; first < references.length; first += PAGE) {
    const batch = documents.firestore.batch();
    for (const reference of references.slice(first, first + PAGE)) batch.delete(reference);
    await batch.commit();
  }
}
