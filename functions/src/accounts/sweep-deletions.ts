import { describeError } from '@oma/contract';
import type { AccountDeps } from './account-deps.ts';
import { carryOnDeletion } from './delete-account.ts';

const BATCH = 20;
/** How long one sweep works on deletions, and for how long the next ones leave them to it. */
const WORK_MS = 60_000;
const LEFT_TO_SWEEP_MS = 120_000;

/** Every minute: goes on with the deletions that are due. One that fails does not keep the others from their turn, and comes again. */
export async function sweepDeletions(deps: AccountDeps): Promise<void> {
  const now = deps.now();
  const until = new Date(now.getTime() + WORK_MS);
  const due = await deps.documents.accountDeletions().where('next_at', '<=', now).orderBy('next_at').limit(BATCH).get();
  for (const document of due.docs) {
    if (deps.now() >= until) return;
    try {
      // Another sweep may have taken it up meanwhile: then this write is refused.
      const next_at = new Date(deps.now().getTime() + LEFT_TO_SWEEP_MS);
      await document.ref.update({ next_at }, { lastUpdateTime: document.updateTime });
      await carryOnDeletion(deps, document.id, document.data(), until);
    } catch (error) {
      deps.log('ERROR', 'deletion_failed', describeError(error));
    }
  }
}
