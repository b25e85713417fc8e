import { describeError, type Log } from '../log.ts';

/** Does one piece of a sweep's work after the other. The failure of one is logged and does not keep the others from their turn. */
export async function sweepEach<T>(deps: { log: Log }, items: readonly T[], work: (item: T) => Promise<unknown>): Promise<void> {
  for (const item of items) {
    try {
      await work(item);
    } catch (error) {
      deps.log('ERROR', 'sweep_item_failed', describeError(error));
    }
  }
}
