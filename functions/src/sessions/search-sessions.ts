import type { SessionDocument } from '@oma/contract';
import type { QueryDocumentSnapshot } from '@google-cloud/firestore';
import * as z from 'zod';
import type { Documents } from '../firestore/documents.ts';
import { inTurns } from '../in-turns.ts';
import { includesWords } from '../includes-words.ts';

/** How many questions of one session are looked at, from its first; a long one counts as many. */
const SEARCHED_QUESTIONS = 1000;
/** A search looks at no further session once it has looked at so many questions, counted likewise. */
const MOST_QUESTIONS = 2000;
const BYTES_OF_ONE = 2048;
/** Sessions, and questions of each, that one search has in memory at once: of the longest together some 8 MB. */
const AT_ONCE = 2;
const QUESTIONS_PAGE = 40;
/** So many searches at once in one process. */
const searching = inTurns(8);

type Found = QueryDocumentSnapshot<SessionDocument>;
type Searched = { found: Found[]; looked: number };
const Asked = z.object({ content: z.string() });

/**
 * Those of `sessions` whose title has all the words, or one of whose first questions has: a thousand of them, fewer where they are long. Firestore has no
 * search in text, so all are read: `looked` says at how many sessions this call came, from the first; whoever wants more goes on behind them.
 */
export const searchSessions = (documents: Documents, sessions: readonly Found[], words: string): Promise<Searched> =>
  searching(() => search(documents, sessions, words));

async function search(documents: Documents, sessions: readonly Found[], words: string): Promise<Searched> {
  const found: Found[] = [];
  let effort = 0;
  let looked = 0;
  while (looked < sessions.length && effort < MOST_QUESTIONS) {
    const some = sessions.slice(looked, looked + AT_ONCE);
    const answers = await Promise.all(some.map((session) => look(documents, session, words)));
    effort += answers.reduce((sum, answer) => sum + answer.effort, 0);
    found.push(...some.filter((_session, index) => answers[index]?.matches === true));
    looked += some.length;
  }
  return { found, looked };
}

async function look(documents: Documents, session: Found, words: string): Promise<{ matches: boolean; effort: number }> {
  let effort = 0;
  if (includesWords([session.data().title], words)) return { matches: true, effort };
  const asked = documents.questions(session.id).select('content', 'created_at').withConverter(null).limit(QUESTIONS_PAGE);
  let page = await asked.get();
  for (;;) {
    const contents = page.docs.map((question) => Asked.parse(question.data()).content);
    effort += contents.reduce((sum, content) => sum + Math.max(1, Math.ceil(Buffer.byteLength(content) / BYTES_OF_ONE)), 0);
    if (contents.some((content) => includesWords([content], words))) return { matches: true, effort };
    const last = page.docs.at(-1);
    if (page.size < QUESTIONS_PAGE || effort >= SEARCHED_QUESTIONS || last === undefined) return { matches: false, effort };
    page = await asked.startAfter(last).get();
  }
}
