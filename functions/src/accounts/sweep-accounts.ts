import { objects } from '@oma/contract';
import { describeError } from '../log.ts';
import { deleteUnder } from '../objects/delete-under.ts';
import type { AccountDeps } from './account-deps.ts';
import { carryOnDeletion } from './delete-account.ts';
import { EXPORT_KEPT_MS } from './export-account.ts';

const BATCH = 20;
/** How long one sweep works on deletions, and for how long the next ones leave them to it. */
const WORK_MS = 60_000;
const LEFT_TO_SWEEP_MS = 120_000;

/** Every minute: goes on with deletions, and deletes archives that are too old to be fetched. */
export async function sweepAccounts(deps: AccountDeps): Promise<void> {
  await Promise.all([sweepDeletions(deps), sweepExports(deps)]);
}

async function sweepDeletions(deps: AccountDeps): Promise<void> {
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

async function sweepExports(deps: AccountDeps): Promise<void> {
  const now = deps.now();
  const old = await deps.documents.accountExports().where('expire_at', '<', now).limit(BATCH).get();
  await Promise.all(old.docs.map((document) => document.ref.delete({ lastUpdateTime: document.updateTime }).catch(() => undefined)));
  const tooOld = now.getTime() - EXPORT_KEPT_MS;
  await deleteUnder(deps.objects, objects.exports, (name) => Number(/\/(\d+)\.zip$/.exec(name)?.[1] ?? 0) < tooOld);
}
