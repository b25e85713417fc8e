import { objects, RUN_LIMITS, type StoredFile, type Workspace } from '@oma/contract';
import { Readable } from 'node:stream';
import { text } from 'node:stream/consumers';
import type { Documents } from '../firestore/documents.ts';
import { runTransaction } from '../firestore/run-transaction.ts';
import { sentFileName } from '../objects/file-name.ts';
import type { Download, ObjectStore } from '../objects/object-store.ts';
import { storedBytes } from './stored-bytes.ts';

export type FileDeps = { documents: Documents; objects: ObjectStore; now: () => Date };

/**
 * Where one file of a stored workspace can be fetched. It is copied out of the archive when it is first asked for. Null where the workspace is no more: two
 * turns have ended since it was looked up.
 */
export async function fileAddress(deps: FileDeps, workspace: Workspace, file: StoredFile): Promise<Download | null> {
  const copy = objects.fileCopy(workspace.object, file.sha256);
  await keepForAWhile(deps, objects.runOf(workspace.object));
  if (!(await deps.objects.list(copy)).includes(copy)) {
    const archive = await deps.objects.read(workspace.object, file.offset);
    if (archive === null) return null;
    const bytes = Readable.from(storedBytes(archive, file), { objectMode: false });
    // Nothing cannot be sent in pieces.
    if (file.size === 0) await deps.objects.write(copy, 'application/octet-stream', await text(bytes));
    else await deps.objects.writeStream(copy, 'application/octet-stream', bytes);
  }
  return deps.objects.downloadUrl(copy, sentFileName(file.path.split('/').at(-1) ?? '', 'file'));
}

/** The copy is deleted with what else the run left; of a run that was cleared already, the sweep looks once more. A fork's go with its files. */
async function keepForAWhile({ documents, now }: FileDeps, runId: string): Promise<void> {
  const reference = documents.run(runId);
  await runTransaction(documents.firestore, async (tx) => {
    const run = (await tx.get(reference)).data();
    if (run?.state === 'ended') tx.update(reference, { collect_at: new Date(now().getTime() + RUN_LIMITS.collect) });
  });
}
