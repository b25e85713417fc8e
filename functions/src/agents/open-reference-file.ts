import {
  objects,
  REFERENCE_LIMITS,
  REFERENCE_UNUSED_MS,
  type ReferenceRequest,
  type Result,
  type UploadTicket,
  withoutDeceptiveMarks,
} from '@oma/contract';
import { randomUUID } from 'node:crypto';
import type { Documents } from '../firestore/documents.ts';
import { sentFileName } from '../objects/file-name.ts';
import type { ObjectStore } from '../objects/object-store.ts';
import { openTicket } from '../objects/open-ticket.ts';

/** Makes room for an own file of an agent and says where to send it. What no agent is saved with within a day is collected. `too_many`: see `openTicket`. */
export async function openReferenceFile(
  deps: { documents: Documents; objects: ObjectStore; now: () => Date },
  uid: string,
  { name, size }: ReferenceRequest,
): Promise<Result<UploadTicket, 'too_many'>> {
  const { documents } = deps;
  const now = deps.now();
  const id = randomUUID();
  return openTicket(deps.objects, {
    all: documents.referenceFiles(),
    reference: documents.referenceFile(id),
    noted: {
      user_id: uid,
      name: sentFileName(withoutDeceptiveMarks(name), 'file'),
      size,
      agents: [],
      created_at: now,
      collect_at: new Date(now.getTime() + REFERENCE_UNUSED_MS),
      is_going: false,
    },
    object: objects.referenceFile(id),
    perDay: REFERENCE_LIMITS.per_day,
  });
}
