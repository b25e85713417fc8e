import type { Span } from './span.ts';

/**
 * Sends spans to where an operator looks at them. Never throws and never makes anybody wait: what cannot be sent is dropped and counted. A trace is for looking
 * at, and nobody's answer depends on it.
 */
export type TraceExporter = { export(spans: readonly Span[]): void };

/** Where nobody collects spans. */
export const NO_TRACES: TraceExporter = { export: () => undefined };
