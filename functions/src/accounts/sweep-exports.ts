import { objects } from '@oma/contract';
import { deleteUnder } from '../objects/delete-under.ts';
import type { AccountDeps } from './account-deps.ts';
import { EXPORT_KEPT_MS } from './export-account.ts';

const BATCH = 200;

/** Every minute: deletes archives that are too old to be fetched, also those whose maker died. */
export async function sweepExports({ documents, objects: store, now }: Pick<AccountDeps, 'documents' | 'objects' | 'now'>): Promise<void> {
  const at = now();
  const old = await documents.accountExports().where('expire_at', '<', at).limit(BATCH).get();
  // A new archive may have been begun meanwhile: then this write is refused.
  await Promise.all(old.docs.map(({ ref, updateTime }) => ref.delete({ lastUpdateTime: updateTime }).catch(() => undefined)));
  const oldest = at.getTime() - EXPORT_KEPT_MS;
  await deleteUnder(store, objects.exports, (name) => Number(/\/(\d+)\.zip$/.exec(name)?.[1] ?? 0) < oldest);
}
