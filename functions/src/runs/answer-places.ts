import { ARCHIVE_LIMIT_BYTES, MANIFEST_LIMIT_BYTES, MEMORY_LIMIT_BYTES, type NextAnswer, objects } from '@oma/contract';
import type { RunDeps } from './run-deps.ts';
import type { RunRef } from './run-ref.ts';

/** Where a turn's archives go: signed URLs for new objects, good until some time after `until`. */
export async function answerPlaces(
  { objects: store }: RunDeps,
  ref: RunRef,
  turn: number,
  until: Date,
): Promise<Pick<NextAnswer, 'put_url' | 'memory_put_url' | 'manifest_put_url'>> {
  const workspace = objects.workspace(ref.sessionId, ref.runId, turn);
  const [put_url, memory_put_url, manifest_put_url] = await Promise.all([
    store.writeUrl(workspace, ARCHIVE_LIMIT_BYTES, until),
    store.writeUrl(objects.memory(workspace), MEMORY_LIMIT_BYTES, until),
    store.writeUrl(objects.manifest(workspace), MANIFEST_LIMIT_BYTES, until),
  ]);
  return { put_url, memory_put_url, manifest_put_url };
}
