/** A place in a trace, as W3C Trace Context has it: 32 and 16 hexadecimal digits. https://www.w3.org/TR/trace-context/ */
export type SpanContext = { traceId: string; spanId: string };

/** The letters of a ULID, by the five bits that each stands for. https://github.com/ulid/spec */
const CROCKFORD = '0123456789ABCDEFGHJKMNPQRSTVWXYZ';
const TRACE_BITS = 128;

/**
 * The trace of a message and the span that stands for its whole life. A message's id is a ULID, which has as many bits as a trace id: whoever knows the message
 * knows its trace, and nothing more is stored for it. `messageId` must be a message's id.
 */
export function traceOf(messageId: string): SpanContext {
  let bits = 0n;
  for (const letter of messageId) bits = (bits << 5n) | BigInt(CROCKFORD.indexOf(letter));
  const traceId = hex(BigInt.asUintN(TRACE_BITS, bits), 32);
  return { traceId, spanId: spanIdIn(traceId, 'message') };
}

/** The id of the span of this name in a trace: always the same, so that a span that is sent twice is one. */
export function spanIdIn(traceId: string, name: string): string {
  // FNV-1a: http://www.isthe.com/chongo/tech/comp/fnv/
  let hash = 0xcbf29ce484222325n;
  for (const byte of new TextEncoder().encode(`${traceId}/${name}`)) hash = BigInt.asUintN(64, (hash ^ BigInt(byte)) * 0x100000001b3n);
  return hex(hash, 16);
}

/** All zeros is no id: it stands for none. */
const hex = (bits: bigint, digits: number): string => (bits === 0n ? 1n : bits).toString(16).padStart(digits, '0');

/**
 * The header that carries a place in a trace from one part to the next. Its flag says that nobody on the way needs to record a span for it: the phases of a
 * message are told by the platform itself, and a heartbeat every two seconds is none.
 */
export const traceparent = ({ traceId, spanId }: SpanContext): string => `00-${traceId}-${spanId}-00`;

/** What a `traceparent` says; null where it says nothing that the standard knows. */
export function readTraceparent(header: string | undefined): SpanContext | null {
  const [, version, traceId = '', spanId = '', rest = ''] =
    /^([0-9a-f]{2})-([0-9a-f]{32})-([0-9a-f]{16})-[0-9a-f]{2}(-.*)?$/.exec(header?.trim() ?? '') ?? [];
  const isKnown = version !== undefined && version !== 'ff' && (version !== '00' || rest === '');
  return isKnown && /[^0]/.test(traceId) && /[^0]/.test(spanId) ? { traceId, spanId } : null;
}
