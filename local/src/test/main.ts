import process from 'node:process';
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
const image = async (): Promise<Counts> => runVitest('e2e', [...IMAGE_TESTS, ...rest], { RUNNER_ROOT: await makeImage(root, say) });

/** What `npm test` leaves out. */
const LONG = ['long', 'image'];
const PARTS: Readonly<Record<string, () => Promise<Counts>>> = {
  check: () => runChecks(say),
  unit: () => runVitest('unit', rest, {}, 'unit*'),
  emulator: () => withEmulators(root, say, (env) => runVitest('emulator', rest, env)),
  e2e: () => runVitest('e2e', rest),
  /** Everything that takes long. */
  long: async () => {
    const long = await withEmulators(root, say, (env) => runVitest('long', rest, env));
    if (rest.length > 0) return long;
    if (canTryImage) return addCounts(long, await image());
    say('The image is not tried: that needs Linux and root.');
    return addCounts(long, { passed: 0, failed: 0, skipped: 1 });
  },
  image,
};

const chosen = part === 'all' ? Object.keys(PARTS).filter((name) => !LONG.includes(name)) : [part];
let counts: Counts = { passed: 0, failed: 0, skipped: 0 };
for (const name of chosen) {
  const run = PARTS[name];
  if (run === undefined) {
    process.stderr.write(`There is no part "${name}"; the parts are ${Object.keys(PARTS).join(', ')}.\n`);
    process.exit(1);
  }
  say(`\n== ${name}`);
  counts = addCounts(
    counts,
    await run().catch((error: unknown) => {
      say(error instanceof Error ? error.message : String(error));
      return { passed: 0, failed: 1, skipped: 0 };
    }),
  );
}
say(`${counts.passed} passed, ${counts.failed} failed, ${counts.skipped} skipped`);
process.exit(counts.failed === 0 ? 0 : 1);
