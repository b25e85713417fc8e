import type { PlatformSettings } from '@oma/contract';

/** Reads `settings/platform`, at most 5 s stale. Null where the document is absent: then the platform accepts nothing. */
export type SettingsReader = { read(): Promise<PlatformSettings | null> };
