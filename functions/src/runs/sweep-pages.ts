import { describeError } from '@oma/contract';
import type { Query, QueryDocumentSnapshot } from '@google-cloud/firestore';
import type { Log } from '../log.ts';

const PAGE = 200;

/**
 * Does a sweep's work for one after the other of what an ordered query finds, at most `mostPages` times 200. The failure of one is logged. Page by page: many
 * that rightly stay as they are, or that fail every time, must not hide the others.
 */
export async function sweepPages<T>(
  deps: { log: Log },
  ordered: Query<T>,
  mostPages: number,
  work: (document: QueryDocumentSnapshot<T>) => Promise<unknown>,
): Promise<void> {
  const query = ordered.limit(PAGE);
  let page = await query.get();
  for (let count = 1; !page.empty; count += 1) {
    for (const document of page.docs) {
      try {
        await work(document);
      } catch (error) {
        deps.log('ERROR', 'sweep_item_failed', describeError(error));
      }
    }
    const last = page.docs.at(-1);
    if (page.size < PAGE || count >= mostPages || last === undefined) return;
    page = await query.startAfter(last).get();
  }
}
