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
import { openTicket } from '../objects/open-ticket.ts';

/**
 * Makes room for an attachment and says where to send it. What nobody sends, and what no question takes, is collected after a week. `too_many`: see
 * `openTicket`.
 */
export async function openUpload(
  deps: { documents: Documents; objects: ObjectStore; now: () => Date },
  session: SessionDocument,
  { name, size }: UploadRequest,
): Promise<Result<UploadTicket, 'closed' | 'too_many'>> {
  if (session.status === 'closed') return { ok: false, error: 'closed' };
  const { documents } = deps;
  const now = deps.now();
  const id = randomUUID();
  return openTicket(deps.objects, {
    all: documents.uploads(),
    reference: documents.upload(id),
    noted: {
      user_id: session.user_id,
      session_id: session.session_id,
      name: sentFileName(name, 'file'),
      size,
      created_at: now,
      taken_at: null,
      collect_at: new Date(now.getTime() + UPLOAD_KEPT_MS),
    },
    object: objects.upload(session.session_id, id),
    perDay: ATTACHMENT_LIMITS.per_day,
  });
}
