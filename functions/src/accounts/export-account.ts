import {
  type AccountExport,
  type AccountExportDocument,
  budgetDay,
  objects,
  type Result,
  unreachable,
  type UserDocument,
} from '@oma/contract';
import { setTimeout as sleep } from 'node:timers/promises';
import { runTransaction } from '../firestore/run-transaction.ts';
import { fileName } from '../objects/file-name.ts';
import { zipIntoStore } from '../objects/zip-into-store.ts';
import { fillArchive } from './account-archive.ts';
import type { AccountDeps } from './account-deps.ts';

export type ExportDeps = Pick<AccountDeps, 'documents' | 'objects' | 'now'> & { platform: { name: string } };

/** `busy`: it is still being made. `gone`: the account was deleted meanwhile. */
export type ExportRefusal = 'busy' | 'gone';

/** How long the function that makes it may take at most; see `api`. */
const LEASE_MS = 10 * 60_000;
/** A call that is repeated because the first one's answer was lost gets the same archive. */
const REUSED_MS = 5 * 60_000;
/** How long an archive is kept: longer than its address is good for. */
export const EXPORT_KEPT_MS = 60 * 60_000;
/** How long a call waits for an archive that another one makes: Hosting ends it after 60 s. */
const WAIT_MS = 40_000;
const LOOK_AGAIN_MS = 1000;

/**
 * Makes one archive of all data of a person in the object store, and answers where it can be fetched for 15 minutes. One is made at a time: a second call
 * waits for it, and one within a few minutes gets the same.
 */
export async function exportAccount(
  deps: ExportDeps,
  owner: { uid: string; user: UserDocument },
  waitMs = WAIT_MS,
): Promise<Result<AccountExport, ExportRefusal>> {
  const giveUpAt = Date.now() + waitMs;
  for (;;) {
    const claim = await claimExport(deps, owner.uid);
    switch (claim.kind) {
      case 'gone':
        return { ok: false, error: 'gone' };
      case 'ready':
        return { ok: true, value: await whereToFetch(deps, claim.object, claim.bytes) };
      case 'mine': {
        const bytes = await make(deps, owner, claim.object);
        return bytes === null ? { ok: false, error: 'gone' } : { ok: true, value: await whereToFetch(deps, claim.object, bytes) };
      }
      case 'busy':
        if (Date.now() >= giveUpAt) return { ok: false, error: 'busy' };
        await sleep(LOOK_AGAIN_MS);
        break;
      default:
        return unreachable(claim);
    }
  }
}

type Claim = { kind: 'gone' | 'busy' } | { kind: 'ready'; object: string; bytes: number } | { kind: 'mine'; object: string };

async function claimExport({ documents, now }: ExportDeps, uid: string): Promise<Claim> {
  const reference = documents.accountExport(uid);
  return runTransaction(documents.firestore, async (tx): Promise<Claim> => {
    const [user, newest] = await Promise.all([tx.get(documents.user(uid)), tx.get(reference)]);
    if (!user.exists) return { kind: 'gone' };
    const known = newest.data();
    const at = now();
    if (known?.finished && after(known.finished.at, REUSED_MS) > at)
      return { kind: 'ready', object: known.object, bytes: known.finished.bytes };
    if (known?.finished === null && known.lease_until > at) return { kind: 'busy' };
    const object = objects.accountExport(uid, at);
    tx.set(reference, { object, lease_until: after(at, LEASE_MS), finished: null, expire_at: after(at, EXPORT_KEPT_MS) });
    return { kind: 'mine', object };
  });
}

/** Answers its size; null where the account went meanwhile: then the archive goes as well. */
async function make(deps: ExportDeps, owner: { uid: string; user: UserDocument }, object: string): Promise<number | null> {
  try {
    const bytes = await zipIntoStore(deps.objects, object, (zip) => fillArchive(deps, owner, zip));
    const finished = { at: deps.now(), bytes };
    if (await change(deps, owner.uid, object, { finished, expire_at: after(finished.at, EXPORT_KEPT_MS) })) return bytes;
    await deps.objects.delete([object]);
    return null;
  } catch (error) {
    // The next call begins anew.
    await change(deps, owner.uid, object, { lease_until: deps.now() });
    throw error;
  }
}

/** Changes the document if it is still this archive's. */
async function change({ documents }: ExportDeps, uid: string, object: string, by: Partial<AccountExportDocument>): Promise<boolean> {
  const reference = documents.accountExport(uid);
  return runTransaction(documents.firestore, async (tx) => {
    if ((await tx.get(reference)).data()?.object !== object) return false;
    tx.update(reference, by);
    return true;
  });
}

async function whereToFetch({ objects: store, platform }: ExportDeps, object: string, bytes: number): Promise<AccountExport> {
  const begun = new Date(Number(/(\d+)\.zip$/.exec(object)?.[1]));
  const { url, expiresAt } = await store.downloadUrl(object, `${fileName(platform.name, 'export')} ${budgetDay(begun)}.zip`);
  return { url, expires_at: expiresAt.toISOString(), bytes };
}

const after = (at: Date, ms: number): Date => new Date(at.getTime() + ms);
