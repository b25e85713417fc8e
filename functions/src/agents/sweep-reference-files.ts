import { objects } from '@oma/contract';
import { errorCode, GrpcStatus } from '../google/grpc-status.ts';
import type { RunDeps } from '../runs/run-deps.ts';
import { sweepPages } from '../runs/sweep-pages.ts';

const MOST_PAGES = 5;

/**
 * Deletes the files that no agent refers to and whose time is over. Each is marked first, so that no save refers to it from then on; one that a save was
 * quicker with stays.
 */
export async function sweepReferenceFiles(deps: Pick<RunDeps, 'documents' | 'objects' | 'now' | 'log'>): Promise<void> {
  const over = deps.documents.referenceFiles().where('collect_at', '<', deps.now()).orderBy('collect_at');
  await sweepPages(deps, over, MOST_PAGES, async (document) => {
    const isMarked = await document.ref.update({ is_going: true }, { lastUpdateTime: document.updateTime }).then(
      () => true,
      (error: unknown) => {
        if (errorCode(error) === GrpcStatus.FAILED_PRECONDITION || errorCode(error) === GrpcStatus.NOT_FOUND) return false;
        throw error;
      },
    );
    if (!isMarked) return;
    await deps.objects.delete([objects.referenceFile(document.id)]);
    await document.ref.delete();
  });
}
