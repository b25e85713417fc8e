import type { ClaimAnswer, Failure, NextAnswer, TurnResult } from '@oma/contract';
import { MEMORY_LIMIT_BYTES, WORKSPACE_LIMITS } from '@oma/contract';
import type { Container } from '../container/container.ts';
import type { Log } from '../log.ts';
import { saveFolder } from '../workspace/archive.ts';
import { ArchiveRefused } from '../workspace/archive-filter.ts';

export type SavedTurn = { workspace: TurnResult['workspace']; error: Failure | null };

/**
 * Stores the workspace and Claude's memory of a turn, side by side. The session moves on to them only together: where either could not be stored, the
 * workspace before stays, and the turn says why.
 */
export async function saveTurn(
  given: { container: Container; claim: ClaimAnswer; memory: string },
  places: Pick<NextAnswer, 'put_url' | 'memory_put_url'>,
  log: Log,
): Promise<SavedTurn> {
  const { container, claim } = given;
  if (places.put_url === null || places.memory_put_url === null) return { workspace: null, error: null };
  const limits = { bytes: claim.limits.workspace_bytes, files: claim.limits.workspace_files, fileBytes: claim.limits.file_bytes };
  const memoryLimits = {
    bytes: claim.limits.memory_bytes * 8,
    files: claim.limits.workspace_files,
    fileBytes: claim.limits.memory_bytes * 4,
  };
  const [workspace, memory] = await Promise.allSettled([
    saveFolder(container, container.workspace, places.put_url, limits, WORKSPACE_LIMITS.bytes),
    saveFolder(container, given.memory, places.memory_put_url, memoryLimits, MEMORY_LIMIT_BYTES),
  ]);
  if (workspace.status === 'fulfilled' && memory.status === 'fulfilled') return { workspace: workspace.value, error: null };
  const reason: unknown = workspace.status === 'rejected' ? workspace.reason : memory.status === 'rejected' ? memory.reason : null;
  const error = failureOf(reason);
  log('WARNING', 'save_failed', { code: error.code, detail: error.detail });
  return { workspace: null, error };
}

const failureOf = (reason: unknown): Failure =>
  reason instanceof ArchiveRefused
    ? { code: 'workspace_full', detail: `the workspace holds ${reason.message}; its last saved state is kept` }
    : { code: 'internal', detail: 'the workspace could not be saved; its last saved state is kept' };
