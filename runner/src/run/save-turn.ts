import type { ClaimAnswer, Failure, ManifestEntry, NextAnswer, TurnResult, WorkspaceManifest } from '@oma/contract';
import { ARCHIVE_LIMIT_BYTES, describeFullWorkspace, MANIFEST_LIMIT_BYTES, MEMORY_LIMIT_BYTES, readFullWorkspace } from '@oma/contract';
import { gzipSync } from 'node:zlib';
import type { Container } from '../container/container.ts';
import type { Log } from '../log.ts';
import { saveFolder } from '../workspace/archive.ts';
import { ArchiveRefused } from '../workspace/archive-filter.ts';
import { uploadBytes } from '../workspace/transfer.ts';
import { memoryLimits, workspaceLimits } from './archive-limits.ts';

/** How long saving may take: many times what the largest workspace needs. Whoever waits has the answer before them and cannot go on. */
const SAVE_MS = 3 * 60 * 1000;

export type SavedTurn = { workspace: TurnResult['workspace']; error: Failure | null };

/**
 * Stores the workspace, what it holds, and Claude's memory of a turn, side by side. Where the workspace could not be stored, the one before stays, with its
 * memory, and the turn says why; so also where it takes longer than `limitMs`. A memory that could not be stored is missing beside the new workspace: a later
 * run is told what was said instead. `leftOut`: the folder of the agent's own files, which are not the workspace's.
 */
export async function saveTurn(
  given: { container: Container; claim: ClaimAnswer; memory: string; leftOut?: string | null },
  places: Pick<NextAnswer, 'put_url' | 'memory_put_url' | 'manifest_put_url'>,
  log: Log,
  limitMs = SAVE_MS,
): Promise<SavedTurn> {
  const { container, claim } = given;
  const { put_url, memory_put_url, manifest_put_url } = places;
  if (put_url === null || memory_put_url === null || manifest_put_url === null) return { workspace: null, error: null };
  const signal = AbortSignal.timeout(limitMs);
  const saveWorkspace = async (): Promise<TurnResult['workspace']> => {
    const { entries, ...workspace } = await saveFolder(
      container,
      container.workspace,
      put_url,
      workspaceLimits(claim),
      ARCHIVE_LIMIT_BYTES,
      signal,
      given.leftOut,
    );
    await uploadBytes(manifest_put_url, gzipSync(manifestOf(entries)), MANIFEST_LIMIT_BYTES, signal);
    return workspace;
  };
  const [workspace, memory] = await Promise.allSettled([
    saveWorkspace(),
    saveFolder(container, given.memory, memory_put_url, memoryLimits(claim), MEMORY_LIMIT_BYTES, signal),
  ]);
  if (workspace.status === 'fulfilled') {
    if (memory.status === 'rejected')
      log('WARNING', 'memory_not_saved', { code: memory.reason instanceof ArchiveRefused ? 'too_large' : 'not_stored' });
    return { workspace: workspace.value, error: null };
  }
  const error = whyNotSaved(workspace.reason, signal);
  log('WARNING', 'save_failed', { code: error.code, limit: readFullWorkspace(error.detail)?.limit ?? null });
  return { workspace: null, error };
}

function whyNotSaved(reason: unknown, { aborted }: AbortSignal): Failure {
  if (reason instanceof ArchiveRefused) return { code: 'workspace_full', detail: reason.message };
  if (aborted) return { code: 'workspace_full', detail: describeFullWorkspace({ limit: 'time' }) };
  return { code: 'internal', detail: 'the workspace could not be saved; its last saved state is kept' };
}

/** Nobody reads names that are too long to be listed. */
function manifestOf(entries: readonly ManifestEntry[]): string {
  const manifest: WorkspaceManifest = { entries: [...entries] };
  const json = JSON.stringify(manifest);
  if (Buffer.byteLength(json) <= MANIFEST_LIMIT_BYTES) return json;
  const longest = entries.reduce((one, { path }) => (path.length > one.length ? path : one), '');
  throw new ArchiveRefused({ limit: 'path', path: longest });
}
