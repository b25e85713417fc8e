import { DEMO_PROJECT } from '@oma/contract';
import { readFileSync, unwatchFile, watchFile } from 'node:fs';

const LOOK_EVERY_MS = 500;

/**
 * Gives the Firestore emulator the rules again after each edit, and says whether it took them; answers a function that ends it. The emulator suite would
 * do so itself, in a form that not every Firestore emulator knows, and ends altogether when it is refused: it is shown a copy that never changes.
 */
export function watchRules(given: { file: string; firestorePort: number; say: (line: string) => void }): () => void {
  const { file, firestorePort, say } = given;
  const url = `http://127.0.0.1:${firestorePort}/emulator/v1/projects/${DEMO_PROJECT}:securityRules`;
  const send = async (): Promise<void> => {
    const body = JSON.stringify({ rules: { files: [{ name: 'firestore.rules', content: readFileSync(file, 'utf8') }] } });
    const answer = await fetch(url, { method: 'PUT', headers: { 'content-type': 'application/json' }, body });
    const text = await answer.text();
    say(
      answer.ok
        ? 'firestore.rules: the new rules are in force.'
        : `firestore.rules: not taken, the rules before stay in force. ${text.slice(0, 400)}`,
    );
  };
  const onChange = (now: { mtimeMs: number }, before: { mtimeMs: number }): void => {
    if (now.mtimeMs === before.mtimeMs) return;
    send().catch(() => say('firestore.rules: could not be read or sent; save it again.'));
  };
  watchFile(file, { interval: LOOK_EVERY_MS }, onChange);
  return () => unwatchFile(file, onChange);
}
