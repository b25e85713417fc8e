import type { SpanContext } from '@oma/contract';
import { AsyncLocalStorage } from 'node:async_hooks';

const storage = new AsyncLocalStorage<SpanContext>();

/** Runs `body`, and whatever it begins, as a part of a trace: its log lines and the tasks and jobs it makes carry it. */
export const inTrace = <T>(trace: SpanContext | null, body: () => T): T => (trace === null ? body() : storage.run(trace, body));

/** The trace that the present work belongs to; null where it belongs to none. */
export const presentTrace = (): SpanContext | null => storage.getStore() ?? null;
