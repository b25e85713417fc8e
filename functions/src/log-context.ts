import type { SpanContext } from '@oma/contract';
import { AsyncLocalStorage } from 'node:async_hooks';

const storage = new AsyncLocalStorage<{ trace: SpanContext | null }>();

/** Runs `body`, and whatever it begins, as a part of a trace: its log lines and the tasks and jobs it makes carry it. Null: of the one around it, if any. */
export const inTrace = <T>(trace: SpanContext | null, body: () => T): T => storage.run({ trace: trace ?? presentTrace() }, body);

/** Makes the work that `inTrace` runs a part of this trace from now on, also for whoever waits for it in there. Null changes nothing. */
export function joinTrace(trace: SpanContext | null): void {
  const work = storage.getStore();
  if (work !== undefined && trace !== null) work.trace = trace;
}

/** The trace that the present work belongs to; null where it belongs to none. */
export const presentTrace = (): SpanContext | null => storage.getStore()?.trace ?? null;
