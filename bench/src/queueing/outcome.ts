import { Minutes } from './minutes.ts';

/** What became of a morning. */
export type Outcome = {
  asked: number;
  answered: number;
  failed: number;
  /** Questions that still wait when the time is over. */
  waiting: number;
  /** Of the questions that a run had to be begun for: how long each waited for it, in seconds. */
  waits: number[];
  mostExecutions: number;
  /** Launch tasks that found nothing to do. */
  idleTasks: number;
  minutes: ReturnType<typeof newMinutes>;
};

export const newOutcome = (seconds: number): Outcome => ({
  asked: 0,
  answered: 0,
  failed: 0,
  waiting: 0,
  waits: [],
  mostExecutions: 0,
  idleTasks: 0,
  minutes: newMinutes(seconds),
});

const newMinutes = (seconds: number) => ({
  /** Questions for which a run is begun after they were sent. */
  askedAnew: new Minutes(seconds),
  /** Those that find a run, or one that was begun with their first letter. */
  askedInRun: new Minutes(seconds),
  warmed: new Minutes(seconds),
  dispatched: new Minutes(seconds),
  launched: new Minutes(seconds),
  claimed: new Minutes(seconds),
  turns: new Minutes(seconds),
  modelRequests: new Minutes(seconds),
  chunks: new Minutes(seconds),
  ended: new Minutes(seconds),
  workingSeconds: new Minutes(seconds),
  idleSeconds: new Minutes(seconds),
  pageSeconds: new Minutes(seconds),
});
