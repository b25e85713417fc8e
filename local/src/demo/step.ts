const STEP_MS = 120_000;

/** A signal for one step, a call or a wait: aborts after two minutes, or when all of it is given up. A busy machine may take many such steps slowly. */
export const stepSignal = (all: AbortSignal): AbortSignal => AbortSignal.any([all, AbortSignal.timeout(STEP_MS)]);
