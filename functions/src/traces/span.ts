import { spanIdIn, traceOf } from '@oma/contract';

/** Who did what a span tells of. */
export type SpanSource = 'functions' | 'runner' | 'browser';

/** Names, numbers and codes of the platform's own making: nothing that a person or a model wrote. */
export type SpanAttributes = Readonly<Record<string, string | number | boolean>>;

/** One phase in the life of a message. Times are milliseconds since 1970, fractions too. */
export type Span = {
  traceId: string;
  spanId: string;
  /** Null for the span that stands for the whole life of its message. */
  parentSpanId: string | null;
  name: string;
  source: SpanSource;
  startMs: number;
  endMs: number;
  attributes: SpanAttributes;
  /** The code of what went wrong; null where nothing did. */
  errorCode: string | null;
};

export type Phase = {
  /** Told again under the same name, it is the same span. */
  name: string;
  /** Tells those apart that there may be several of. */
  nth?: number;
  source: SpanSource;
  startMs: number;
  endMs: number;
  attributes?: SpanAttributes;
  errorCode?: string | null;
  /** The name of the phase that this one is a part of. None: it is a part of the whole. */
  within?: string;
};

/** The span of a phase of a message, below the one that stands for the whole. `messageId` must be a message's id. A phase that ends before it begins takes no time. */
export function phaseSpan(
  messageId: string,
  { name, nth, source, startMs, endMs, attributes = {}, errorCode = null, within }: Phase,
): Span {
  const { traceId, spanId } = traceOf(messageId);
  return {
    traceId,
    spanId: spanIdIn(traceId, nth === undefined ? name : `${name} ${nth}`),
    parentSpanId: within === undefined ? spanId : spanIdIn(traceId, within),
    name,
    source,
    startMs,
    endMs: Math.max(startMs, endMs),
    attributes,
    errorCode,
  };
}
