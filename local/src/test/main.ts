import process from 'node:process';
import { addCounts, type Counts } from './counts.ts';
import { runChecks } from './run-checks.ts';
import { runVitest } from './run-vitest.ts';
import { withEmulators } from './with-emulators.ts';

const say = (line: string): void => void process.stdout.write(`${line}\n`);
const root = process.cwd();
const [part = 'all', ...rest] = process.argv.slice(2);

const PARTS: Readonly<Record<string, () => Promise<Counts>>> = {
  check: () => runChecks(say),
  unit: () => runVitest('unit', rest, {}, 'unit*'),
  emulator: () => withEmulators(root, say, (env) => runVitest('emulator', rest, env)),
  e2e: () => runVitest('e2e', rest),
  /** Everything that takes long; `npm test` leaves it out. */
  long: () => withEmulators(root, say, (env) => runVitest('long', rest, env)),
};

const chosen = part === 'all' ? Object.keys(PARTS).filter((name) => name !== 'long') : [part];
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
