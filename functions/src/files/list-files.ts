import type { ManifestEntry, SessionDocument, WorkspaceFile, WorkspaceFiles } from '@oma/contract';
import type { ObjectStore } from '../objects/object-store.ts';
import { readManifest } from './read-manifest.ts';

/** What a session's workspace holds, compared with the one before; null where nobody knows what it holds. */
export async function listFiles(store: Pick<ObjectStore, 'read'>, session: SessionDocument): Promise<WorkspaceFiles | null> {
  if (session.workspace === null) return { files: [], removed: [], bytes: 0 };
  const [now, before] = await Promise.all([
    readManifest(store, session.workspace),
    session.workspace_before === null ? new Map<string, ManifestEntry>() : readManifest(store, session.workspace_before),
  ]);
  return now === null ? null : compareManifests(now, before);
}

/** `before` is null where nobody knows what was there before: then nothing is marked. */
export function compareManifests(
  now: ReadonlyMap<string, ManifestEntry>,
  before: ReadonlyMap<string, ManifestEntry> | null,
): WorkspaceFiles {
  const files = [...now.values()].map((entry): WorkspaceFile => ({
    path: entry.path,
    kind: entry.kind,
    size: sizeOf(entry),
    sha256: entry.kind === 'file' ? entry.sha256 : null,
    change: before === null || entry.kind === 'folder' ? null : changeOf(entry, before.get(entry.path)),
  }));
  const removed = [...(before ?? new Map<string, ManifestEntry>()).values()].filter(
    ({ kind, path }) => kind === 'file' && now.get(path)?.kind !== 'file',
  );
  return {
    files: files.sort(byPath),
    removed: removed.map((entry) => ({ path: entry.path, size: sizeOf(entry) })).sort(byPath),
    bytes: files.reduce((sum, { size }) => sum + size, 0),
  };
}

const sizeOf = (entry: ManifestEntry): number => (entry.kind === 'file' ? entry.size : 0);

/** By code units, so that every reader finds the same order. */
const byPath = (one: { path: string }, other: { path: string }): number => (one.path < other.path ? -1 : 1);

function changeOf(entry: ManifestEntry, before: ManifestEntry | undefined): WorkspaceFile['change'] {
  if (before?.kind !== entry.kind) return 'added';
  return contentOf(entry) === contentOf(before) ? null : 'changed';
}

const contentOf = (entry: ManifestEntry): string => (entry.kind === 'file' ? entry.sha256 : entry.kind === 'link' ? entry.target : '');
