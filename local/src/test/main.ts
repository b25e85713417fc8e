import path from 'node:path';
import process from 'node:process';
import { findFirestoreEmulator } from '../firestore-emulator.ts';
import { addCounts, type Counts } from './counts.ts';
import { canTryImage, makeImage } from './make-image.ts';
import { runChecks } from './run-checks.ts';
import { runVitest } from './run-vitest.ts';
import { withEmulators } from './with-emulators.ts';

const say = (line: string): void => void process.stdout.write(`${line}\n`);
const root = process.cwd();
const [part = 'all', ...rest] = process.argv.slice(2);

/** The runner's own journeys, with each of its jobs inside the file system of the image. */
const IMAGE_TESTS = ['e2e/src/life.test.ts', 'e2e/src/ready-made.test.ts'];
const image = async (): Promise<Counts> =>
  runVitest('e2e', [...IMAGE_TESTS, ...rest], { env: { RUNNER_ROOT: await makeImage(root, say) } });

const emulator = (tell?: (output: string) => void): Promise<Counts> =>
  withEmulators(root, say, (env) => runVitest('emulator', rest, { env, ...(tell === undefined ? {} : { tell }) }));
const e2e = (): Promise<Counts> => runVitest('e2e', rest);

/**
 * The tests on the emulators beside those in the browser: both wait for their emulators half of the time. What the former say comes when they have ended.
 */
async function sideBySide(): Promise<Counts> {
  // Only one of them would have to fetch it.
  await findFirestoreEmulator(path.join(root, 'node_modules', '.bin', 'firebase'), say);
  const [ofEmulators, ofBrowser] = await Promise.all([failing(emulator((output) => say(`${output}\n\n== e2e goes on`))), failing(e2e())]);
  return addCounts(ofEmulators, ofBrowser);
}

/** A part that breaks counts as one failure. */
const failing = (part: Promise<Counts>): Promise<Counts> =>
  part.catch((error: unknown) => {
    say(error instanceof Error ? error.message : String(error));
    return { passed: 0, failed: 1, skipped: 0 };
  });

/** The parts of `npm test`, one after the other. */
const ALL = ['check', 'unit', 'emulator and e2e'];
const PARTS: Readonly<Record<string, () => Promise<Counts>>> = {
  check: () => runChecks(say),
  unit: () => runVitest('unit', rest, { project: 'unit*' }),
  emulator: () => emulator(),
  e2e,
  'emulator and e2e': sideBySide,
  /** Everything that takes long. */
  long: async () => {
    const long = await withEmulators(root, say, (env) => runVitest('long', rest, { env }));
    if (rest.length > 0) return long;
    if (canTryImage) return addCounts(long, await image());
    say('The image is not tried: that needs Linux and root.');
    return addCounts(long, { passed: 0, failed: 0, skipped: 1 });
  },
  image,
};

const chosen = part === 'all' ? ALL : [part];
let counts: Counts = { passed: 0, failed: 0, skipped: 0 };
for (const name of chosen) {
  const run = PARTS[name];
  if (run === undefined) {
    process.stderr.write(`There is no part "${name}"; the parts are ${Object.keys(PARTS).join(', ')}.\n`);
    process.exit(1);
  }
  say(`\n== ${name}`);
  counts = addCounts(counts, await failing(run()));
}
say(`${counts.passed} passed, ${counts.failed} failed, ${counts.skipped} skipped`);
process.exit(counts.failed === 0 ? 0 : 1);
