/** A run as its token names it. */
export type RunRef = { runId: string; sessionId: string };
