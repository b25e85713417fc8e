import { paths, type PlatformSettings } from '@oma/contract';
import type { Documents } from '../firestore/documents.ts';

/** Replaces all of them. Every process follows within five seconds. */
export async function replaceSettings(documents: Documents, settings: PlatformSettings): Promise<void> {
  await documents.firestore.doc(paths.settings).set(settings);
}
