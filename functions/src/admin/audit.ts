import { AuditEntry, type AuditDocument, type AuditList, toWire } from '@oma/contract';
import type { Documents } from '../firestore/documents.ts';
import { readPage } from '../firestore/read-page.ts';

/** What admins did, newest first. The entries keep no address; it is looked up, as long as the person is there. */
export async function listAudit(documents: Documents, cursor: string | null): Promise<AuditList> {
  const last = cursor === null ? null : await documents.audit(cursor).get();
  const page = await readPage(documents.audits().orderBy('at', 'desc'), last, () => true);
  const people = new Map(
    await Promise.all(
      [...new Set(page.shown.map((document) => document.data().target))]
        .filter((target) => target !== '' && !target.includes('/'))
        .map(async (target) => [target, (await documents.user(target).get()).data()?.email ?? null] as const),
    ),
  );
  return {
    entries: page.shown.map((document) => {
      const entry = document.data();
      return AuditEntry.parse({ id: document.id, ...toWire(entry), email: people.get(entry.target) ?? null });
    }),
    ...(page.next === null ? {} : { next: page.next }),
  };
}

/** Notes what an admin did on the admin page. Decisions are noted with the decision itself. */
export async function noteAction(documents: Documents, entry: Omit<AuditDocument, 'via'>): Promise<void> {
  await documents
    .audits()
    .doc()
    .create({ ...entry, via: 'admin_page' });
}
