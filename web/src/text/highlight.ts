import { askWithin } from './ask-within.ts';
import type { CodePiece } from './code-pieces.ts';
import type { HighlightAnswer, HighlightQuestion } from './highlight-worker.ts';

/** Longer code stays plain. */
const LONGEST = 100_000;
/** Reading code whose author wants it to take long takes for ever: then it stays plain. */
const LIMIT_MS = 1000;
/** After so many of those the page stops trying. */
const MOST_OVERRUNS = 3;

let worker: Promise<Worker> | null = null;
let overruns = 0;
let last: Promise<unknown> = Promise.resolve();

/**
 * The pieces of a code, for their colours; null where it stays plain: the language (its name, or the end of a file's name) is not known, the code is long, or
 * reading it takes too long. It is read beside the page, which stays quick whatever the code is, and one after the other.
 */
export function highlight(code: string, language: string): Promise<readonly CodePiece[] | null> {
  if (language === '' || code === '' || code.length > LONGEST) return Promise.resolve(null);
  const answer = last.then(() => (overruns >= MOST_OVERRUNS ? null : ask({ code, language }))).catch(() => null);
  last = answer;
  return answer;
}

async function ask(question: HighlightQuestion): Promise<CodePiece[] | null> {
  worker ??= startWorker();
  const mine = await worker;
  const asked = await askWithin<HighlightAnswer>(mine, question, LIMIT_MS);
  if (asked.is === 'answered') return asked.answer;
  mine.terminate();
  worker = null;
  overruns += 1;
  return null;
}

async function startWorker(): Promise<Worker> {
  try {
    const { address } = await import('./highlight-worker.ts');
    return new Worker(address, { type: 'module' });
  } catch (error) {
    worker = null;
    throw error;
  }
}
