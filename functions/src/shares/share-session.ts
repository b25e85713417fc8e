import { MOST_SECRETS_TOLD, type Result, type SecretFound, type SessionDocument, type ShareAnswer } from '@oma/contract';
import { createHash, randomBytes } from 'node:crypto';
import { hashToken } from '../beta/decision-link.ts';
import type { Documents } from '../firestore/documents.ts';
import { runTransaction } from '../firestore/run-transaction.ts';
import type { ObjectStore } from '../objects/object-store.ts';
import { readConversation } from '../sessions/conversation-messages.ts';
import { findSecrets } from './find-secrets.ts';
import { shownParts } from './shown-parts.ts';

export type ShareDeps = { documents: Documents; objects: ObjectStore; now: () => Date };

/** Nothing has been answered yet, so there is nothing to share; or the conversation went meanwhile. */
export type ShareRefusal = 'nothing' | 'gone';

/**
 * Makes a link to what was said until now, in place of the one before. All that it would show is looked through first: where something looks like a secret,
 * nothing is shared, and what was found is told with a word that stands for exactly this; who gives the word back shares it.
 */
export async function shareSession(
  { documents, objects, now }: ShareDeps,
  session: SessionDocument,
  acknowledge: string | null,
): Promise<Result<ShareAnswer, ShareRefusal>> {
  const { session_id, user_id } = session;
  const found: SecretFound[] = [];
  const word = createHash('sha256');
  let total = 0;
  const look = (number: number, part: SecretFound['part'], text: string): void => {
    for (const { kind, shown, value } of findSecrets(text)) {
      total += 1;
      word.update(`${number} ${part} ${value}\n`);
      if (found.length < MOST_SECRETS_TOLD) found.push({ kind, part, number, shown });
    }
  };
  look(0, 'title', session.title);
  let number = 0;
  let until: string | null = null;
  for await (const { questionId, question, answer } of readConversation({ documents, objects }, session_id)) {
    if (answer === null) {
      number += 1;
      look(number, 'question', question.content);
      continue;
    }
    until = questionId;
    for (const part of shownParts(answer.parts)) {
      if (part.k === 'text') look(number, 'answer', part.s);
      else for (const text of [part.input, part.result?.output ?? '']) look(number, 'tool', text);
    }
  }
  if (until === null) return { ok: false, error: 'nothing' };
  const needed = word.digest('hex');
  if (total > 0 && acknowledge !== needed) return { ok: true, value: { token: null, shared_at: null, found, total, acknowledge: needed } };
  const token = randomBytes(32).toString('base64url');
  const at = now();
  const share = { session_id, user_id, until, created_at: at };
  const before = await documents.shares().where('session_id', '==', session_id).get();
  const isShared = await runTransaction(documents.firestore, async (tx) => {
    const current = (await tx.get(documents.session(session_id))).data();
    if (current?.user_id !== user_id || current.deleted_at !== null) return false;
    for (const { ref } of before.docs) tx.delete(ref);
    tx.create(documents.share(hashToken(token)), share);
    tx.update(documents.session(session_id), { shared_at: at });
    return true;
  });
  if (!isShared) return { ok: false, error: 'gone' };
  return { ok: true, value: { token, shared_at: at.toISOString(), found: [], total, acknowledge: null } };
}

/** Takes a link back; nothing where there is none. */
export async function unshareSession({ documents }: Pick<ShareDeps, 'documents'>, sessionId: string): Promise<void> {
  const shares = await documents.shares().where('session_id', '==', sessionId).get();
  const batch = documents.firestore.batch();
  for (const { ref } of shares.docs) batch.delete(ref);
  batch.update(documents.session(sessionId), { shared_at: null });
  await batch.commit();
}
