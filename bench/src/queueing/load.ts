import { RUN_LIMITS } from '@oma/contract';
import { FIRESTORE_WORK, type FirestoreWork } from './firestore-work.ts';
import type { Outcome } from './outcome.ts';

/** What one minute asks of the platform's parts, a second. */
export type Load = {
  questions: number;
  launches: number;
  dispatches: number;
  /** Tasks of the queue `work`. */
  work: number;
  liveRuns: number;
  /** Calls of `runs`, and those that it holds open. */
  runsCalls: number;
  runsOpen: number;
  modelRequests: number;
  reads: number;
  writes: number;
  /** Writes to the counters of the platform's month. */
  monthWrites: number;
  /** Writes to documents of `runs` and of `sessions`, whose indexes grow with time. */
  runWrites: number;
  sessionWrites: number;
};

/** What a page asks of Firestore itself: a turn shows in the session, the list of sessions and both messages, each change a read, and rules read the person and the session at each listener's start. Nobody has counted it. */
const PAGE = { readsOfTurn: 30, readsOfChunk: 1, writesOfQuestion: 1, presence: { everySeconds: 30, reads: 2, writes: 2 } };
/** How often the session's document is written in a turn, and the run's besides its signs of life. */
const MOVES_OF_TURN = 4;
/** Looks of the watch task before the claim; after it there is one with each lease. */
const WATCHES_OF_LAUNCH = 2;
const ASK_SECONDS = 0.1;

/** What each minute of a morning asked of the platform. */
export function loadsOf({ minutes }: Outcome): Load[] {
  return Array.from(minutes.turns.counts, (_, minute) => {
    const of = (happening: keyof typeof minutes): number => (minutes[happening].counts[minute] ?? 0) / 60;
    const [working, idle] = [of('workingSeconds'), of('idleSeconds')];
    const heartbeats = working / (RUN_LIMITS.heartbeatInTurn / 1000);
    const idleCalls = idle / (RUN_LIMITS.heartbeatIdle / 1000);
    const questions = of('askedAnew') + of('askedInRun');
    const watches = of('launched') * WATCHES_OF_LAUNCH + (working + idle) / (RUN_LIMITS.lease / 1000);
    const runsCalls = of('claimed') + of('turns') + of('chunks') + heartbeats + of('modelRequests') + idleCalls + of('ended');
    const presence = of('pageSeconds') / PAGE.presence.everySeconds;
    const steps: [FirestoreWork, number][] = [
      [FIRESTORE_WORK.warm, of('warmed')],
      [FIRESTORE_WORK.accept, of('askedAnew')],
      [FIRESTORE_WORK.acceptInRun, of('askedInRun')],
      [FIRESTORE_WORK.launch, of('dispatched')],
      [FIRESTORE_WORK.watch, watches],
      [FIRESTORE_WORK.claim, of('claimed')],
      [FIRESTORE_WORK.beginTurn, of('turns')],
      [FIRESTORE_WORK.append, of('chunks')],
      [FIRESTORE_WORK.heartbeat, heartbeats],
      [FIRESTORE_WORK.modelRequest, of('modelRequests')],
      [FIRESTORE_WORK.endTurn, of('turns')],
      [FIRESTORE_WORK.stayIdle, idleCalls],
      [FIRESTORE_WORK.end, of('ended')],
      [{ reads: PAGE.readsOfTurn, writes: PAGE.writesOfQuestion }, of('turns')],
      [{ reads: PAGE.readsOfChunk, writes: 0 }, of('chunks')],
      [PAGE.presence, presence],
    ];
    const sum = (count: keyof FirestoreWork): number => steps.reduce((all, [step, times]) => all + step[count] * times, 0);
    const moves = MOVES_OF_TURN * of('turns') + of('claimed') + of('ended') + of('launched');
    return {
      questions,
      launches: of('launched'),
      dispatches: of('dispatched'),
      work: watches,
      liveRuns: working + idle,
      runsCalls,
      runsOpen: working + idle + runsCalls * ASK_SECONDS,
      modelRequests: of('modelRequests'),
      reads: sum('reads'),
      writes: sum('writes'),
      monthWrites: of('modelRequests') + of('turns'),
      runWrites: heartbeats + 2 * idleCalls + moves,
      sessionWrites: moves,
    };
  });
}

const FIGURES = [
  'questions',
  'launches',
  'dispatches',
  'work',
  'liveRuns',
  'runsCalls',
  'runsOpen',
  'modelRequests',
  'reads',
  'writes',
  'monthWrites',
  'runWrites',
  'sessionWrites',
] as const satisfies readonly (keyof Load)[];

const NOTHING: Load = {
  questions: 0,
  launches: 0,
  dispatches: 0,
  work: 0,
  liveRuns: 0,
  runsCalls: 0,
  runsOpen: 0,
  modelRequests: 0,
  reads: 0,
  writes: 0,
  monthWrites: 0,
  runWrites: 0,
  sessionWrites: 0,
};

function gathered(loads: readonly Load[], gather: (all: number, one: number) => number): Load {
  const all = { ...NOTHING };
  for (const load of loads) for (const name of FIGURES) all[name] = gather(all[name], load[name]);
  return all;
}

/** The highest of each figure over all minutes. */
export const peakOf = (loads: readonly Load[]): Load => gathered(loads, Math.max);

/** What a question comes to: of `liveRuns` the seconds, of all else how many. */
export function perQuestion(loads: readonly Load[]): Load {
  const all = gathered(loads, (sum, one) => sum + one);
  const each = { ...all };
  for (const name of FIGURES) each[name] = all[name] / all.questions;
  return each;
}
