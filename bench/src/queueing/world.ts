import type { JobLimits } from './job-service.ts';
import type { QueueLimits } from './launch-queue.ts';
import type { Random } from './random.ts';

/** What people do, in seconds. */
export type Habits = {
  /** New conversations a second. */
  rateAt(second: number): number;
  /** The most that `rateAt` ever answers. */
  peakRate: number;
  /** How many questions a conversation has. */
  questions(random: Random): number;
  /** From the first letter of a question to its sending, where the first letter begins a run; null: no run is begun before it is sent. */
  typing(random: Random): number | null;
  /** Whether the question is never sent, though its first letter was written. */
  isGivenUp(random: Random): boolean;
  /** How long an answer takes. */
  turn(random: Random): number;
  /** From an answer to the next question, and whether the page stays in sight. */
  pause(random: Random): { seconds: number; isWatched: boolean };
};

/** How long the platform's own parts take, and how long they wait, in seconds. */
export type PlatformTimes = {
  /** From a question, or its first letter, to its launch task. */
  notice(random: Random): number;
  /** A call that starts a job. */
  call(random: Random): number;
  /** From the start of a job to its claim; null: it never comes. */
  start(random: Random): number | null;
  linger: { alone: number; watched: number };
  /** From the end of a run to that of its execution. */
  shutDown: number;
  /** From the start to the claim, at most. */
  launchLimit: number;
  /** From being named to the start, at most. */
  queueLimit: number;
  /** Between a call that finds the service busy and the next. */
  backoff: { least: number; most: number };
  /** Launches in a row that may fail. */
  failedLaunches: number;
  sweep: {
    every: number;
    /** A run that waits so long for its launch is given another task, each time once. */
    again: readonly number[];
    /** How many runs one sweep gets through. */
    most: number;
  };
};

export type World = { seed: number; seconds: number; habits: Habits; platform: PlatformTimes; jobs: JobLimits; launches: QueueLimits };
