import type { Result } from '@oma/contract';

/** Where an execution of the runner job stands. `unknown`: the service could not say. */
export type ExecutionState = 'running' | 'ended' | 'unknown';

/** `busy`: try again later. `refused`: trying again cannot help. `detail` holds no secret. */
export type LaunchFailure = { kind: 'busy' | 'refused'; detail: string };

/**
 * Starts the runner job. Launching has no idempotency key: two launches of a run may start two containers,
 * of which `claim` picks one.
 */
export type JobLauncher = {
  /** Resolves with the execution's short name once the service has taken the job; never waits for its end. */
  launch(run: { runId: string; claimCode: string; runsUrl: string }): Promise<Result<{ execution: string }, LaunchFailure>>;
  stateOf(execution: string): Promise<ExecutionState>;
  /** Ends an execution. One that has ended, or never was, counts as ended. */
  cancel(execution: string): Promise<void>;
};
