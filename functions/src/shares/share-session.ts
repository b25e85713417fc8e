import { MOST_SECRETS_TOLD, type Result, type SecretFound, type SessionDocument, type ShareAnswer } from '@oma/contract';
import { createHash, randomBytes } from 'node:crypto';
import type { Documents } from '../firestore/documents.ts';
import { runTransaction } from '../firestore/run-transaction.ts';
import { hashToken } from '../hash-token.ts';
import type { ObjectStore } from '../objects/object-store.ts';
import { readConversation } from '../sessions/conversation-messages.ts';
import { findSecrets, findToolSecrets, type Secret } from './find-secrets.ts';
import { shownParts } from './shown-parts.ts';

export type ShareDeps = { documents: Documents; objects: ObjectStore; now: () => Date };

/** Nothing has been answered yet, so there is nothing to share; or the conversation went meanwhile. */
export type ShareRefusal = 'nothing' | 'gone';

/**
 * Makes a link to what was said until now, in place of the one before. All that it shows is looked through first, and what had no answer then stays out of it
 * for good. Where something looks like a secret, nothing is shared, and what was found is told with a word that stands for exactly this; who gives the word back shares it.
 */
export async function shareSession(
  { documents, objects, now }: ShareDeps,
  session: SessionDocument,
  acknowledge: string | null,
): Promise<Result<ShareAnswer, ShareRefusal>> {
  const { session_id, user_id, title } = session;
  const found: SecretFound[] = [];
  const word = createHash('sha256');
  let total = 0;
  const look = (number: number, part: SecretFound['part'], secrets: readonly Secret[]): void => {
    for (const { kind, shown, value } of secrets) {
      total += 1;
      word.update(`${number} ${part} ${value}\n`);
      if (found.length < MOST_SECRETS_TOLD) found.push({ kind, part, number, shown });
    }
  };
  look(0, 'title', findSecrets(title));
  let number = 0;
  let until: string | null = null;
  const asked: string[] = [];
  const answered = new Set<string>();
  for await (const { questionId, question, answer } of readConversation({ documents, objects }, session_id)) {
    if (answer === null) {
      number += 1;
      asked.push(questionId);
      look(number, 'question', findSecrets(question.content));
      continue;
    }
    until = questionId;
    answered.add(questionId);
    for (const part of shownParts(answer.parts)) {
      if (part.k === 'text') look(number, 'answer', findSecrets(part.s));
      else for (const text of [part.input, part.result?.output ?? '']) look(number, 'tool', findToolSecrets(text));
    }
  }
  if (until === null) return { ok: false, error: 'nothing' };
  const needed = word.digest('hex');
  if (total > 0 && acknowledge !== needed) return { ok: true, value: { token: null, shared_at: null, found, total, acknowledge: needed } };
  const token = randomBytes(32).toString('base64url');
  const hash = hashToken(token);
  const at = now();
  const unanswered = asked.slice(0, asked.indexOf(until)).filter((id) => !answered.has(id));
  const share = { session_id, user_id, title, until, unanswered, created_at: at };
  const isShared = await runTransaction(documents.firestore, async (tx) => {
    const current = (await tx.get(documents.session(session_id))).data();
    if (current?.user_id !== user_id || current.deleted_at !== null) return false;
    if (current.share !== null) tx.delete(documents.share(current.share));
    tx.create(documents.share(hash), share);
    tx.update(documents.session(session_id), { shared_at: at, share: hash });
    return true;
  });
  if (!isShared) return { ok: false, error: 'gone' };
  return { ok: true, value: { token, shared_at: at.toISOString(), found: [], total, acknowledge: null } };
}

/** Takes a link back; nothing where there is none. */
export async function unshareSession({ documents }: Pick<ShareDeps, 'documents'>, sessionId: string): Promise<void> {
  await runTransaction(documents.firestore, async (tx) => {
    const session = (await tx.get(documents.session(sessionId))).data();
    if (session === undefined) return;
    if (session.share !== null) tx.delete(documents.share(session.share));
    tx.update(documents.session(sessionId), { shared_at: null, share: null });
  });
}
