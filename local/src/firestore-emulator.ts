import { canCompile, compileHidane, installedHidane, javaVersion, succeeds } from '../hidane.mjs';

/** How the Firestore emulator runs here. `prefix` goes before the `firebase` command. */
export type FirestoreEmulator = { kind: 'hidane' | 'official'; prefix: readonly string[] };

/**
 * Finds a Firestore emulator: hidane on the PATH or in the cache; the official one where Java ≥ 21 is there and its jar can be fetched; else hidane is
 * compiled into the cache, which takes a few minutes once. Null, with a sentence said, where none can be had.
 */
export async function findFirestoreEmulator(firebase: string, say: (line: string) => void): Promise<FirestoreEmulator | null> {
  const installed = installedHidane();
  if (installed !== null) return hidane(installed);
  if (javaVersion() >= 21) {
    say('… fetching the official Firestore emulator');
    if (succeeds(firebase, ['setup:emulators:firestore'])) return { kind: 'official', prefix: [] };
    say('  it could not be fetched; going on with another emulator');
  }
  if (canCompile()) {
    const compiled = (await compileHidane()) ? installedHidane() : null;
    return compiled === null ? null : hidane(compiled);
  }
  say('No Firestore emulator: install Java 21 or newer (https://adoptium.net), or Rust (https://rustup.rs), and run this again.');
  return null;
}

const hidane = (program: string): FirestoreEmulator => ({ kind: 'hidane', prefix: [program, 'exec', '--'] });
