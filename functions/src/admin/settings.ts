import { DEFAULT_SETTINGS, paths, PlatformSettings } from '@oma/contract';
import type { Documents } from '../firestore/documents.ts';

/** The settings as they are now, not as a process remembers them; the defaults where there are none yet. */
export async function readSettings(documents: Documents): Promise<PlatformSettings> {
  const snapshot = await documents.firestore.doc(paths.settings).get();
  return PlatformSettings.parse({ ...DEFAULT_SETTINGS, ...snapshot.data() });
}

/** Replaces all of them. Every process follows within five seconds. */
export async function replaceSettings(documents: Documents, settings: PlatformSettings): Promise<void> {
  await documents.firestore.doc(paths.settings).set(settings);
}
