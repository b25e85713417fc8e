import * as z from 'zod';
import { StepFailed, type Tools } from './tools.ts';

const Indexes = z.array(z.object({ name: z.string(), state: z.string().default('') }));

/** An index of much data takes its time; a new project’s are there after a few minutes. */
const LIMIT_MS = 20 * 60_000;
const BETWEEN_MS = 10_000;

/** Waits until every index is built, for the functions that are deployed next ask by them. Throws `StepFailed` where one cannot be, or takes too long. */
export async function awaitIndexes({ cloud, say, now, wait }: Tools): Promise<void> {
  const until = now() + LIMIT_MS;
  for (let tellsAt = 0; ;) {
    const indexes = Indexes.parse((await cloud.read(['firestore', 'indexes', 'composite', 'list', '--database=(default)'])) ?? []);
    const broken = indexes.filter(({ state }) => state === 'NEEDS_REPAIR');
    if (broken.length > 0)
      throw new StepFailed(
        'building indexes',
        `Firestore could not build ${broken.map(({ name }) => name).join(', ')}: delete it, and deploy again.`,
      );
    const building = indexes.filter(({ state }) => state !== 'READY').length;
    if (building === 0) return;
    if (now() > until)
      throw new StepFailed('building indexes', `${building} indexes are still being built; deploy again when they are there.`);
    if (now() >= tellsAt) {
      say(`  ${building} of ${indexes.length} indexes are still being built`);
      tellsAt = now() + 60_000;
    }
    await wait(BETWEEN_MS);
  }
}
