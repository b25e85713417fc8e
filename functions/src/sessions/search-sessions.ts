import type { SessionDocument } from '@oma/contract';
import type { QueryDocumentSnapshot } from '@google-cloud/firestore';
import * as z from 'zod';
import type { Documents } from '../firestore/documents.ts';
import { includesWords } from '../includes-words.ts';

/** How many questions of one session are looked at, from its first. */
const SEARCHED_QUESTIONS = 1000;
/** A search looks at no further session once it has looked at so many questions. */
const MOST_QUESTIONS = 2000;
const AT_ONCE = 5;
const QUESTIONS_PAGE = 200;

type Found = QueryDocumentSnapshot<SessionDocument>;
const Asked = z.object({ content: z.string() });

/**
 * Those of `sessions` whose title has all the words, or one of whose first thousand questions has. Firestore has no search in text, so all are read: `looked`
 * says at how many sessions this call came, from the first; whoever wants more goes on behind them.
 */
export async function searchSessions(
  documents: Documents,
  sessions: readonly Found[],
  words: string,
): Promise<{ found: Found[]; looked: number }> {
  const found: Found[] = [];
  let questions = 0;
  let looked = 0;
  while (looked < sessions.length && questions < MOST_QUESTIONS) {
    const some = sessions.slice(looked, looked + AT_ONCE);
    const answers = await Promise.all(some.map((session) => look(documents, session, words)));
    questions += answers.reduce((sum, answer) => sum + answer.questions, 0);
    found.push(...some.filter((_session, index) => answers[index]?.matches === true));
    looked += some.length;
  }
  return { found, looked };
}

async function look(documents: Documents, session: Found, words: string): Promise<{ matches: boolean; questions: number }> {
  let questions = 0;
  if (includesWords([session.data().title], words)) return { matches: true, questions };
  const asked = documents.questions(session.id).select('content', 'created_at').withConverter(null).limit(QUESTIONS_PAGE);
  let page = await asked.get();
  for (;;) {
    questions += page.size;
    if (page.docs.some((question) => includesWords([Asked.parse(question.data()).content], words))) return { matches: true, questions };
    const last = page.docs.at(-1);
    if (page.size < QUESTIONS_PAGE || questions >= SEARCHED_QUESTIONS || last === undefined) return { matches: false, questions };
    page = await asked.startAfter(last).get();
  }
}
