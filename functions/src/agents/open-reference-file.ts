import {
  objects,
  REFERENCE_LIMITS,
  REFERENCE_UNUSED_MS,
  type ReferenceRequest,
  type Result,
  type UploadTicket,
  withoutDeceptiveMarks,
} from '@oma/contract';
import { AggregateField } from '@google-cloud/firestore';
import { randomUUID } from 'node:crypto';
import type { Documents } from '../firestore/documents.ts';
import { sentFileName } from '../objects/file-name.ts';
import type { ObjectStore } from '../objects/object-store.ts';
import { openTicket } from '../objects/open-ticket.ts';

/** Makes room for an own file of an agent and says where to send it. What no agent is saved with within a day is collected. `too_many`: see `openTicket`. `too_much`: this
 * person's files would be more bytes than anybody may keep; counted after it is noted, as there. */
export async function openReferenceFile(
  deps: { documents: Documents; objects: ObjectStore; now: () => Date },
  uid: string,
  { name, size }: ReferenceRequest,
): Promise<Result<UploadTicket, 'too_many' | 'too_much'>> {
  const { documents } = deps;
  const now = deps.now();
  const id = randomUUID();
  const reference = documents.referenceFile(id);
  const opened = await openTicket(deps.objects, {
    all: documents.referenceFiles(),
    reference,
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
  if (!opened.ok) return opened;
  const own = documents.referenceFiles().where('user_id', '==', uid);
  const { bytes } = (await own.aggregate({ bytes: AggregateField.sum('size') }).get()).data();
  if (bytes <= REFERENCE_LIMITS.person_bytes) return opened;
  await reference.delete();
  return { ok: false, error: 'too_much' };
}
