/** Documents that a step reads and writes; a listener's first answer and an empty query count as one read, as they are billed. */
export type FirestoreWork = { reads: number; writes: number };

/**
 * What each step in the life of a message asks of Firestore, for a conversation with an agent: `functions/test/emulator/firestore-work.test.ts` counts it on
 * the emulator. Calls of the runner read its secret at the door, which is among it. The platform's month, of which every process reads all shards at most every
 * five seconds, is not.
 */
export const FIRESTORE_WORK = {
  /** The first letter: a run is named. */
  warm: { reads: 8, writes: 4 },
  /** A question is taken in, and a run named for it. */
  accept: { reads: 3, writes: 4 },
  /** A question is taken in where a run is there. */
  acceptInRun: { reads: 4, writes: 2 },
  launch: { reads: 13, writes: 3 },
  /** One look of the watch task. */
  watch: { reads: 1, writes: 0 },
  claim: { reads: 8, writes: 3 },
  /** `next` that finds a question. */
  beginTurn: { reads: 15, writes: 5 },
  append: { reads: 3, writes: 1 },
  /** Every two seconds of a turn. */
  heartbeat: { reads: 4, writes: 1 },
  /** What a request to the model used is counted, and money for the next one set aside. */
  modelRequest: { reads: 6, writes: 4 },
  /** The part of `next` that commits a turn's result. */
  endTurn: { reads: 7, writes: 10 },
  /** `next` that finds no question within its ten seconds: it looks before and after. */
  stayIdle: { reads: 20, writes: 2 },
  end: { reads: 10, writes: 3 },
} as const satisfies Readonly<Record<string, FirestoreWork>>;
export type Step = keyof typeof FIRESTORE_WORK;
