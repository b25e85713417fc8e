import type { AskOutcome, AskQuestion } from '@oma/contract';
import { setTimeout as sleep } from 'node:timers/promises';
import type { Door } from '../door/door.ts';

/** How long one call waits for the answer. */
const WAIT_S = 50;
/** Between calls that gave none: a turn that is to stop is answered at once, again and again. */
const PAUSE_MS = 500;

/** What Claude asks the person, in one go. */
export type PersonQuestion = { id: string; questions: AskQuestion[] };
/** What a call with an answer gives. */
export type Answered = AskOutcome & { answer: NonNullable<AskOutcome['answer']> };

/** Puts a question before the person at the door, and resolves with the answer, or that there was none in time. Throws where `signal` aborts, and as the door does. */
export async function askPerson(door: Pick<Door, 'ask'>, turn: number, asked: PersonQuestion, signal: AbortSignal): Promise<Answered> {
  for (;;) {
    const outcome = await door.ask({ turn, ...asked, wait_s: WAIT_S }, signal);
    if (outcome.answer !== null) return { ...outcome, answer: outcome.answer };
    await sleep(PAUSE_MS, undefined, { signal });
  }
}
