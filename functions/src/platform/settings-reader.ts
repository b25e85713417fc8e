import { paths, type PlatformSettings, settingsOf } from '@oma/contract';
import type { Firestore } from '@google-cloud/firestore';

/** Reads `settings/platform`, at most 5 s stale. Null where the document is absent: then the platform accepts nothing. */
export type SettingsReader = {
  read(): Promise<PlatformSettings | null>;
  /** As they are now: where new work begins, a switch that was just thrown must be seen. */
  readFresh(): Promise<PlatformSettings | null>;
};

const STALE_AFTER_MS = 5000;

/**
 * An absent document is another matter than an absent field: nobody has set the platform up, and nothing is accepted. An admin who saves the settings sets it
 * up.
 */
export function settingsReader(firestore: Firestore, now: () => number = Date.now): SettingsReader {
  let cached: { value: PlatformSettings | null; readAt: number } | null = null;
  let reading: Promise<PlatformSettings | null> | null = null;
  const readFresh = async (): Promise<PlatformSettings | null> => {
    const snapshot = await firestore.doc(paths.settings).get();
    const value = snapshot.exists ? settingsOf(snapshot.data()) : null;
    cached = { value, readAt: now() };
    return value;
  };
  return {
    readFresh,
    read() {
      if (cached !== null && now() - cached.readAt < STALE_AFTER_MS) return Promise.resolve(cached.value);
      reading ??= readFresh().finally(() => {
        reading = null;
      });
      return reading;
    },
  };
}
