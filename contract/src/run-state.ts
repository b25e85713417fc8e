import * as z from 'zod';

/** `waiting`: Claude asked the person something. `idle`: between questions. `ended` is final. */
export const RunState = z.enum(['queued', 'launching', 'starting', 'working', 'waiting', 'idle', 'ended']);
export type RunState = z.infer<typeof RunState>;

export const RunOutcome = z.enum(['completed', 'stopped', 'failed', 'lost']);
export type RunOutcome = z.infer<typeof RunOutcome>;

/** What the phase line says. A run's state, with `starting` told apart and `stopping` added. */
export const RunPhase = z.enum(['queued', 'launching', 'starting', 'working', 'waiting', 'stopping', 'idle', 'ended']);
export type RunPhase = z.infer<typeof RunPhase>;

/** The only moves a run may make. The transitions in `functions/src/runs` check them with `canMove`. */
export const RUN_MOVES: Readonly<Record<RunState, readonly RunState[]>> = {
  queued: ['launching', 'ended'],
  launching: ['starting', 'ended'],
  starting: ['working', 'idle', 'ended'],
  working: ['idle', 'waiting', 'ended'],
  waiting: ['working', 'idle', 'ended'],
  idle: ['working', 'ended'],
  ended: [],
};
