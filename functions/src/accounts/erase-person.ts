import { objects } from '@oma/contract';
import { createHash } from 'node:crypto';
import type { Transaction } from '@google-cloud/firestore';
import type { Documents } from '../firestore/documents.ts';
import { runTransaction } from '../firestore/run-transaction.ts';
import { deleteUnder } from '../objects/delete-under.ts';
import type { AccountDeps } from './account-deps.ts';
import { eraseLetters } from './erase-letters.ts';
import { eraseWork } from './erase-work.ts';
import type { Whose } from './whose.ts';

/** Everything of a person but the sign-in account. Yields wherever it may be stopped; begun anew it goes on with what is left. */
export async function* erasePerson(deps: AccountDeps, whose: Whose): AsyncGenerator<void> {
  const { documents } = deps;
  await runTransaction(documents.firestore, (tx) => forget(tx, documents, whose));
  yield;
  yield* eraseWork(deps, whose);
  yield* eraseLetters(deps, whose);
  // An archive that is just being made finds its document gone, and is deleted by its maker.
  await documents.accountExport(whose.uid).delete();
  await deleteUnder(deps.objects, objects.exportPrefix(whose.uid));
}

/** The documents that say who somebody is. Reads, then writes; the caller may write after it. */
export async function forget(tx: Transaction, documents: Documents, { uid, googleId }: Pick<Whose, 'uid' | 'googleId'>): Promise<void> {
  const claim = documents.applicant(createHash('sha256').update(googleId).digest('hex'));
  const claimed = (await tx.get(claim)).data();
  if (claimed?.uid === uid) tx.delete(claim);
  tx.delete(documents.application(uid));
  tx.delete(documents.user(uid));
}
