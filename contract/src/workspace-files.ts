import * as z from 'zod';
import { WORKSPACE_LIMITS } from './limits.ts';
import { text } from './text.ts';
import { WireTime } from './time.ts';

/** Where a file lies in a workspace: its names from the workspace's root on, with `/` between them, exactly as they are stored, in any Unicode form. */
export const FilePath = text().min(1).max(WORKSPACE_LIMITS.path_bytes);

const Sha256 = z.string().regex(/^[0-9a-f]{64}$/);
const Count = z.number().int().nonnegative();

/**
 * One thing in a stored workspace. Of a file also where it begins: at byte `offset` of the archive a part of it begins that can be unpacked alone; after
 * `skip` unpacked bytes the file's own begin.
 */
export const ManifestEntry = z.discriminatedUnion('kind', [
  z.strictObject({
    kind: z.literal('file'),
    path: FilePath,
    size: Count.max(WORKSPACE_LIMITS.file_bytes),
    sha256: Sha256,
    offset: Count,
    skip: Count.max(2 ** 20),
  }),
  z.strictObject({ kind: z.literal('link'), path: FilePath, target: z.string().max(4096) }),
  z.strictObject({ kind: z.literal('folder'), path: FilePath }),
]);
export type ManifestEntry = z.infer<typeof ManifestEntry>;
export type StoredFile = Extract<ManifestEntry, { kind: 'file' }>;

/** What a stored workspace holds, as the runner saw it go by; an object beside it, packed. */
export const WorkspaceManifest = z.strictObject({
  entries: z.array(ManifestEntry).max(WORKSPACE_LIMITS.files + WORKSPACE_LIMITS.folders),
});
export type WorkspaceManifest = z.infer<typeof WorkspaceManifest>;

/** A file, a symbolic link or a folder. `change`: since the turn before; null where there was none or the thing is as it was. */
export const WorkspaceFile = z.object({
  path: z.string(),
  kind: z.enum(['file', 'link', 'folder']),
  size: Count,
  sha256: Sha256.nullable(),
  change: z.enum(['added', 'changed']).nullable(),
});
export type WorkspaceFile = z.infer<typeof WorkspaceFile>;

/** `GET /api/sessions/{id}/files`. `removed`: files that the last turn took away; they can still be read as they were before it. */
export const WorkspaceFiles = z.object({
  files: z.array(WorkspaceFile),
  removed: z.array(z.object({ path: z.string(), size: Count })),
  bytes: Count,
});
export type WorkspaceFiles = z.infer<typeof WorkspaceFiles>;

/** Where something can be fetched, without a token, until `expires_at`. */
export const FileAddress = z.object({ url: z.string(), expires_at: WireTime });
export type FileAddress = z.infer<typeof FileAddress>;
