import {
  ATTACHMENT_LIMITS,
  objects,
  type Result,
  type SessionDocument,
  UPLOAD_KEPT_MS,
  type UploadRequest,
  type UploadTicket,
} from '@oma/contract';
import { randomUUID } from 'node:crypto';
import type { Documents } from '../firestore/documents.ts';
import { sentFileName } from '../objects/file-name.ts';
import type { ObjectStore } from '../objects/object-store.ts';

const DAY_MS = 24 * 60 * 60 * 1000;

/**
 * Makes room for an attachment and says where to send it. What nobody sends, and what no question takes, is collected after a week. `too_many`: this person
 * has brought as many as anybody may within a day. It is counted after it is written, so that calls at the same moment count each other: all of them may be
 * refused where there was room for some, and never are more let through.
 */
export async function openUpload(
  deps: { documents: Documents; objects: ObjectStore; now: () => Date },
  session: SessionDocument,
  { name, size }: UploadRequest,
): Promise<Result<UploadTicket, 'closed' | 'too_many'>> {
  if (session.status === 'closed') return { ok: false, error: 'closed' };
  const now = deps.now();
  const id = randomUUID();
  const upload = {
    user_id: session.user_id,
    session_id: session.session_id,
    name: sentFileName(name, 'file'),
    size,
    created_at: now,
    taken_at: null,
    collect_at: new Date(now.getTime() + UPLOAD_KEPT_MS),
  };
  const reference = deps.documents.upload(id);
  await reference.create(upload);
  const recent = deps.documents
    .uploads()
    .where('user_id', '==', session.user_id)
    .where('created_at', '>', new Date(now.getTime() - DAY_MS))
    .count();
  if ((await recent.get()).data().count > ATTACHMENT_LIMITS.per_day) {
    await reference.delete();
    return { ok: false, error: 'too_many' };
  }
  const { url, headers, expiresAt } = await deps.objects.uploadUrl(objects.upload(session.session_id, id), size);
  return { ok: true, value: { id, name: upload.name, size, put_url: url, headers, expires_at: expiresAt.toISOString() } };
}
