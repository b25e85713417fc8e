import fc from 'fast-check';
import { expect, it } from 'vitest';
import { MESSAGE_ID_PATTERN } from './ids.ts';
import { readTraceparent, spanIdIn, traceOf, traceparent } from './trace.ts';

const ULID = '01ARZ3NDEKTSV4RRFFQ69G5FAV';
const messageId = fc.stringMatching(MESSAGE_ID_PATTERN);

it('reads the bits of a ULID as its trace', () => {
  // The same id, as it is written as a UUID.
  expect(traceOf(ULID).traceId).toBe('01563e3ab5d3d6764c61efb99302bd5b');
  expect(traceOf('7ZZZZZZZZZZZZZZZZZZZZZZZZZ').traceId).toBe('f'.repeat(32));
});

it('gives every id that the rules let through a trace that the standard knows, and always the same', () => {
  fc.assert(
    fc.property(messageId, (id) => {
      const context = traceOf(id);
      expect(readTraceparent(traceparent(context))).toEqual(context);
      expect(traceOf(id)).toEqual(context);
    }),
  );
  for (const id of ['0'.repeat(26), 'Z'.repeat(26)]) expect(readTraceparent(traceparent(traceOf(id)))).toEqual(traceOf(id));
});

it('tells the spans of a trace apart, and those of one name in two traces', () => {
  const { traceId } = traceOf(ULID);
  const other = traceOf('01ARZ3NDEKTSV4RRFFQ69G5FAW').traceId;
  const names = ['message', 'queued', 'launch', 'tool 1', 'tool 2', '도구'];
  expect(new Set([...names.map((name) => spanIdIn(traceId, name)), spanIdIn(other, 'queued')]).size).toBe(names.length + 1);
});

it.each([
  ['00-4bf92f3577b34da6a3ce929d0e0e4736-00f067aa0ba902b7-01', true],
  ['cc-4bf92f3577b34da6a3ce929d0e0e4736-00f067aa0ba902b7-01-what-comes-later', true],
  ['00-4bf92f3577b34da6a3ce929d0e0e4736-00f067aa0ba902b7-01-more', false],
  ['ff-4bf92f3577b34da6a3ce929d0e0e4736-00f067aa0ba902b7-01', false],
  ['00-4BF92F3577B34DA6A3CE929D0E0E4736-00f067aa0ba902b7-01', false],
  ['00-00000000000000000000000000000000-00f067aa0ba902b7-01', false],
  ['00-4bf92f3577b34da6a3ce929d0e0e4736-0000000000000000-01', false],
  ['4bf92f3577b34da6a3ce929d0e0e4736/1;o=1', false],
  ['', false],
  [undefined, false],
])('knows whether %s is a traceparent', (header, isOne) => {
  expect(readTraceparent(header) !== null).toBe(isOne);
});
