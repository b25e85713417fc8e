import { type ClaimAnswer, WORKSPACE_LIMITS } from '@oma/contract';
import type { ArchiveLimits } from '../workspace/archive-filter.ts';

/** What a workspace may hold, saved and restored. */
export const workspaceLimits = ({ limits }: Pick<ClaimAnswer, 'limits'>): ArchiveLimits => ({
  bytes: limits.workspace_bytes,
  files: limits.workspace_files,
  folders: WORKSPACE_LIMITS.folders,
  fileBytes: limits.file_bytes,
  pathBytes: WORKSPACE_LIMITS.path_bytes,
});

/** What Claude's own session files may hold, unpacked. */
export const memoryLimits = ({ limits }: Pick<ClaimAnswer, 'limits'>): ArchiveLimits => ({
  bytes: limits.memory_bytes * 8,
  files: limits.workspace_files,
  folders: WORKSPACE_LIMITS.folders,
  fileBytes: limits.memory_bytes * 4,
  pathBytes: WORKSPACE_LIMITS.path_bytes,
});
