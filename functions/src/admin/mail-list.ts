import { type MailDocument, type MailFilter, MailItem, type MailList, type MailState, toWire } from '@oma/contract';
import type { Documents } from '../firestore/documents.ts';
import { readPage } from '../firestore/read-page.ts';

const STATES: Readonly<Record<MailFilter, readonly MailState[]>> = {
  failed: ['ERROR'],
  waiting: ['PENDING', 'PROCESSING', 'RETRY'],
  sent: ['SUCCESS'],
};

/** Letters, newest first; without a filter the failed ones come before all others. */
export async function listMail(documents: Documents, given: { filter: MailFilter | null; cursor: string | null }): Promise<MailList> {
  const failed = documents.mails().where('delivery.state', '==', 'ERROR');
  const last = given.cursor === null ? null : await documents.mail(given.cursor).get();
  const all = documents.mails().orderBy('created_at', 'desc');
  const list =
    given.filter === null ? all : documents.mails().where('delivery.state', 'in', STATES[given.filter]).orderBy('created_at', 'desc');
  const [page, count, first] = await Promise.all([
    readPage(list, last, ({ delivery }) => given.filter !== null || delivery.state !== 'ERROR'),
    failed.count().get(),
    given.filter === null && given.cursor === null ? readPage(failed.orderBy('created_at', 'desc'), null, () => true) : null,
  ]);
  return {
    mail: [...(first?.shown ?? []), ...page.shown].map((document) => mailItem(document.id, document.data())),
    failed: count.data().count,
    ...(page.next === null ? {} : { next: page.next }),
  };
}

export const mailItem = (id: string, letter: MailDocument): MailItem =>
  MailItem.parse({
    id,
    to: letter.to,
    template: letter.template.name,
    created_at: letter.created_at.toISOString(),
    delivery: toWire(letter.delivery),
  });
