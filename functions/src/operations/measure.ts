import type { Log } from '../log.ts';
import { type Measure, MEASURES } from './measures.ts';

/** Writes what was measured. */
export function measure(log: Log, { event, ...fields }: Measure): void {
  log(MEASURES[event].severity, event, fields);
}
