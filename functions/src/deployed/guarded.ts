import { describeError } from '@oma/contract';
import type { Log } from '../log.ts';

/** What a trigger throws in the place of what it failed with: it says and shows nothing, for whoever runs the trigger writes both into the log. */
class TriggerFailed extends Error {
  override readonly name = 'TriggerFailed';
  override readonly stack = 'TriggerFailed: the line trigger_failed before this one tells of it';
}

/** Runs what a trigger has to do. What it fails with is logged without what it says; it fails all the same, so that it is tried again. */
export async function guarded(log: () => Log, task: string, work: () => Promise<void>): Promise<void> {
  try {
    await work();
  } catch (error) {
    log()('ERROR', 'trigger_failed', { task, ...describeError(error) });
    throw new TriggerFailed();
  }
}
