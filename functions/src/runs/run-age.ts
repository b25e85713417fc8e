import { RUN_LIMITS, type RunDocument } from '@oma/contract';

/** Whether a run has worked for so long that it begins no further turn: the job's own time limit must not cut one off. */
export const isTooOld = (run: RunDocument, now: Date): boolean => now.getTime() - (run.claimed_at ?? now).getTime() > RUN_LIMITS.age;
