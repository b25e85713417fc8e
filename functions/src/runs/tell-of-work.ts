import type { WorkEnd } from '@oma/contract';
import type { Documents } from '../firestore/documents.ts';
import { queueMail } from '../mail/queue-mail.ts';

/** Long work that came to its person: of which question, in which session, and how. */
export type Work = { uid: string; sessionId: string; messageId: string; what: WorkEnd };

/**
 * Writes to the person that long work ended or waits for them, unless a page of theirs is open, or they want no such letters, or have no access. One letter
 * that a question's work waits, and one that it ended: called again it is the same one.
 */
export async function tellOfWork(
  deps: { documents: Documents; now: () => Date },
  { uid, sessionId, messageId, what }: Work,
): Promise<void> {
  const [user, presence] = await Promise.all([deps.documents.user(uid).get(), deps.documents.personPresence(uid).get()]);
  const person = user.data();
  if (person === undefined || !person.beta_approved || !person.run_mails || person.email === '') return;
  const visibleUntil = presence.data()?.visible_until ?? null;
  if (visibleUntil !== null && visibleUntil > deps.now()) return;
  await queueMail(deps, workLetterId(uid, messageId, what), {
    to: [person.email],
    template: { name: 'work_ended', locale: person.locale, data: { uid, session_id: sessionId, what } },
  });
}

/** The letter that tells of a question's work: see `isLetterAbout`. */
const workLetterId = (uid: string, messageId: string, what: WorkEnd): string =>
  `${uid}-work-${messageId}${what === 'asks' ? '-asked' : ''}`;
