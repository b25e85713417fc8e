import { AuditEntry, type AuditDocument, type AuditList, toWire } from '@oma/contract';
import type { Documents } from '../firestore/documents.ts';
import { readPage } from './page.ts';

/** What admins did, newest first. */
export async function listAudit(documents: Documents, cursor: string | null): Promise<AuditList> {
  const last = cursor === null ? null : await documents.audit(cursor).get();
  const page = await readPage(documents.audits().orderBy('at', 'desc'), last, () => true);
  return {
    entries: page.shown.map((document) => AuditEntry.parse({ id: document.id, ...toWire(document.data()) })),
    ...(page.next === null ? {} : { next: page.next }),
  };
}

/** Notes what an admin did on the admin page. Decisions are noted with the decision itself. */
export async function noteAction(documents: Documents, entry: Pick<AuditDocument, 'at' | 'action' | 'by' | 'target'>): Promise<void> {
  await documents
    .audits()
    .doc()
    .create({ ...entry, via: 'admin_page', reason: null });
}
