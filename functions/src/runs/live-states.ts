/** The states of a run that was launched and has not ended; it is live only within its lease. */
export const LIVE_STATES = ['launching', 'starting', 'working', 'waiting', 'idle'] as const;
