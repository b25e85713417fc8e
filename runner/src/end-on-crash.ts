import { describeError } from '@oma/contract';
import type { Log } from './log.ts';

/** What there is of a process for this. */
type Crashing = { once(event: 'uncaughtException', listener: (error: unknown) => void): unknown; exit(code: number): unknown };

/** Ends the process where nobody expected an error, as Node does, but without writing what the error says: it may quote a person. */
export function endOnCrash(log: Log, process: Crashing = globalThis.process): void {
  process.once('uncaughtException', (error) => {
    log('ERROR', 'crashed', { ...describeError(error) });
    process.exit(1);
  });
}
