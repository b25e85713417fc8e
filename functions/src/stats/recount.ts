import type { RecountAnswer, RecountInput } from '@oma/contract';
import { FieldPath } from '@google-cloud/firestore';
import type { Documents } from '../firestore/documents.ts';
import { recountStats } from './recount-stats.ts';

const PAGE = 50;
/** A call through the site ends after a minute. */
const MOST_MS = 20_000;

/**
 * Counts statistics anew: of one person, or of everybody who signed in, in the order of their uids behind the cursor, for about 20 seconds. Null where there is
 * no such person. `now` is the clock.
 */
export async function recount(documents: Documents, input: RecountInput, now: () => Date): Promise<RecountAnswer | null> {
  const answer: RecountAnswer = { people: 0, corrected: 0, busy: 0 };
  const count = async (uid: string): Promise<void> => {
    const found = await recountStats(documents, uid, now());
    answer.people += 1;
    if (found !== 'right') answer[found] += 1;
  };
  if (input.uid !== undefined) {
    if (!(await documents.user(input.uid).get()).exists) return null;
    await count(input.uid);
    return answer;
  }
  const until = now().getTime() + MOST_MS;
  const all = documents.users().orderBy(FieldPath.documentId()).limit(PAGE).select();
  for (let last = input.cursor; ;) {
    const page = await (last === undefined ? all : all.startAfter(last)).get();
    for (const { id } of page.docs) {
      if (last !== undefined && now().getTime() > until) return { ...answer, next: last };
      await count(id);
      last = id;
    }
    if (page.size < PAGE) return answer;
  }
}
