import { type Attachment, objects, type QuestionDocument } from '@oma/contract';
import type { RunDeps } from './run-deps.ts';

/** What a question brings along, as `next` gives it. */
export type Attached = { attachments: Attachment[]; missing_attachments: number };

/**
 * The attachments of a question that its own person sent up, in their order; an id that names anything else counts as missing. They may be those of another
 * session, from which this one was forked. They are marked as taken, which keeps their names when their bytes go.
 */
export async function readAttachments(
  { documents, objects: store, now }: Pick<RunDeps, 'documents' | 'objects' | 'now'>,
  uid: string,
  { attachments: ids = [] }: QuestionDocument,
): Promise<Attached> {
  if (ids.length === 0) return { attachments: [], missing_attachments: 0 };
  const wanted = [...new Set(ids)].map((id) => documents.upload(id));
  const snapshots = await Promise.all(wanted.map((ref) => ref.get()));
  const found = snapshots.flatMap((snapshot) => {
    const upload = snapshot.data();
    return upload?.user_id === uid && upload.collect_at !== null ? [{ ref: snapshot.ref, upload }] : [];
  });
  const batch = documents.firestore.batch();
  for (const { ref, upload } of found) if (upload.taken_at === null) batch.update(ref, { taken_at: now() });
  const [attachments] = await Promise.all([
    Promise.all(
      found.map(async ({ ref, upload: { name, size, session_id } }) => ({
        name,
        size,
        url: await store.readUrl(objects.upload(session_id, ref.id)),
      })),
    ),
    batch.commit(),
  ]);
  return { attachments, missing_attachments: wanted.length - attachments.length };
}
