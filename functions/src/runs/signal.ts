import type { RunDocument, SessionDocument, Signal } from '@oma/contract';
import type { RunRef } from './run-ref.ts';

/** What the run is told with each sign of life. */
export function signalFor(ref: RunRef, turn: number, run: RunDocument | undefined, session: SessionDocument | undefined): Signal {
  if (run === undefined || session === undefined || run.state === 'ended' || session.run?.id !== ref.runId)
    return { stop: true, wake: false, gone: true };
  const isOpen = run.turn === turn && run.turn_message !== null;
  const isToStop = isOpen && session.stop !== null && session.stop.message_id === run.turn_message;
  return { stop: isToStop, wake: session.queued > 0, gone: false };
}
