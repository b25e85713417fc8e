import { objects } from '@oma/contract';
import type { RunDeps } from './run-deps.ts';
import { sweepPages } from './sweep-pages.ts';

const MOST_PAGES = 5;

/** Deletes the bytes of attachments whose time is over: a run has them in its workspace, or nobody asked for them. Of what a run took, the name stays. */
export async function sweepUploads(deps: RunDeps): Promise<void> {
  const over = deps.documents.uploads().where('collect_at', '<', deps.now()).orderBy('collect_at');
  await sweepPages(deps, over, MOST_PAGES, async (document) => {
    const { session_id, taken_at } = document.data();
    await deps.objects.delete([objects.upload(session_id, document.id)]);
    await (taken_at === null ? document.ref.delete() : document.ref.update({ collect_at: null }));
  });
}
