import type { ClaimAnswer, Failure, ManifestEntry, NextAnswer, TurnResult, WorkspaceManifest } from '@oma/contract';
import { ARCHIVE_LIMIT_BYTES, MANIFEST_LIMIT_BYTES, MEMORY_LIMIT_BYTES } from '@oma/contract';
import { gzipSync } from 'node:zlib';
import type { Container } from '../container/container.ts';
import type { Log } from '../log.ts';
import { saveFolder } from '../workspace/archive.ts';
import { ArchiveRefused } from '../workspace/archive-filter.ts';
import { uploadBytes } from '../workspace/transfer.ts';
import { memoryLimits, workspaceLimits } from './archive-limits.ts';

export type SavedTurn = { workspace: TurnResult['workspace']; error: Failure | null };

/**
 * Stores the workspace, what it holds, and Claude's memory of a turn, side by side. Where the workspace could not be stored, the one before stays, with its
 * memory, and the turn says why. A memory that could not be stored is missing beside the new workspace: a later run is told what was said instead.
 */
export async function saveTurn(
  given: { container: Container; claim: ClaimAnswer; memory: string },
  places: Pick<NextAnswer, 'put_url' | 'memory_put_url' | 'manifest_put_url'>,
  log: Log,
): Promise<SavedTurn> {
  const { container, claim } = given;
  const { put_url, memory_put_url, manifest_put_url } = places;
  if (put_url === null || memory_put_url === null || manifest_put_url === null) return { workspace: null, error: null };
  const saveWorkspace = async (): Promise<TurnResult['workspace']> => {
    const { entries, ...workspace } = await saveFolder(
      container,
      container.workspace,
      put_url,
      workspaceLimits(claim),
      ARCHIVE_LIMIT_BYTES,
    );
    await uploadBytes(manifest_put_url, gzipSync(manifestOf(entries)), MANIFEST_LIMIT_BYTES);
    return workspace;
  };
  const [workspace, memory] = await Promise.allSettled([
    saveWorkspace(),
    saveFolder(container, given.memory, memory_put_url, memoryLimits(claim), MEMORY_LIMIT_BYTES),
  ]);
  if (workspace.status === 'fulfilled') {
    if (memory.status === 'rejected')
      log('WARNING', 'memory_not_saved', { code: memory.reason instanceof ArchiveRefused ? 'too_large' : 'not_stored' });
    return { workspace: workspace.value, error: null };
  }
  const error: Failure =
    workspace.reason instanceof ArchiveRefused
      ? { code: 'workspace_full', detail: workspace.reason.message }
      : { code: 'internal', detail: 'the workspace could not be saved; its last saved state is kept' };
  log('WARNING', 'save_failed', { code: error.code, detail: error.detail });
  return { workspace: null, error };
}

/** Nobody reads names that are too long to be listed. */
function manifestOf(entries: readonly ManifestEntry[]): string {
  const manifest: WorkspaceManifest = { entries: [...entries] };
  const json = JSON.stringify(manifest);
  if (Buffer.byteLength(json) <= MANIFEST_LIMIT_BYTES) return json;
  const longest = entries.reduce((one, { path }) => (path.length > one.length ? path : one), '');
  throw new ArchiveRefused({ limit: 'path', path: longest });
}
