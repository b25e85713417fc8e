import { type ManifestEntry, MANIFEST_LIMIT_BYTES, objects, type Workspace, WorkspaceManifest } from '@oma/contract';
import { buffer } from 'node:stream/consumers';
import { promisify } from 'node:util';
import { gunzip } from 'node:zlib';
import type { ObjectStore } from '../objects/object-store.ts';

const unpack = promisify(gunzip);

/** What a stored workspace holds, by its paths; null where nothing tells. The runner wrote it: throws where it is not a manifest, or is larger than one may be. */
export async function readManifest(store: Pick<ObjectStore, 'read'>, workspace: Workspace): Promise<Map<string, ManifestEntry> | null> {
  const packed = await store.read(objects.manifest(workspace.object));
  if (packed === null) return null;
  const json = await unpack(await buffer(packed), { maxOutputLength: MANIFEST_LIMIT_BYTES });
  const { entries } = WorkspaceManifest.parse(JSON.parse(json.toString()));
  return new Map(entries.map((entry) => [entry.path, entry]));
}
