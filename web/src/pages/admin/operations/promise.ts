import { PROMISES, type PromiseName, type OperationFigures, PROMISED_SHARES } from '@oma/contract';

/** `unknown`: nothing happened that could tell. */
export type Verdict = 'kept' | 'missed' | 'unknown';

const verdictOf = (share: number | null, atLeast: number): Verdict => (share === null ? 'unknown' : share >= atLeast ? 'kept' : 'missed');

/** Whether a measure keeps what is promised: exact, though its quantiles are estimates. */
export const measureVerdict = (measure: PromiseName, figures: OperationFigures): Verdict =>
  verdictOf(figures[measure].within, PROMISES[measure].share);

export const shareVerdict = (share: keyof typeof PROMISED_SHARES, figures: OperationFigures): Verdict =>
  verdictOf(figures[share], PROMISED_SHARES[share]);

/** Not one may be lost. */
export const lostVerdict = ({ runs_ended, runs_lost }: OperationFigures): Verdict =>
  runs_ended === 0 ? 'unknown' : runs_lost === 0 ? 'kept' : 'missed';
