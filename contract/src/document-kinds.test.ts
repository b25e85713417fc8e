import { expect, it } from 'vitest';
import { DOCUMENT_KINDS, documentKind } from './document-kinds.ts';
import { paths } from './paths.ts';

const MOMENT = new Date(0);
/** What the functions of `paths` take that is not an id. */
const ARGUMENTS: Readonly<Record<string, readonly unknown[]>> = {
  agentVersion: ['a', 1],
  chunk: ['a', 'b', 1],
  personDay: ['a', MOMENT],
  agentDay: ['a', MOMENT],
  platformMonth: [MOMENT],
  platformMonthShard: [MOMENT, 1],
  operations: [MOMENT, 1],
};
const exampleOf = ([name, path]: [string, unknown]): string =>
  typeof path === 'string' ? path : (path as (...given: unknown[]) => string)(...(ARGUMENTS[name] ?? ['a', 'b', 'c']));
const inCollections = (path: string): string => (path.split('/').length % 2 === 0 ? path : `${path}/a_1`);
const EXAMPLES = Object.entries<unknown>(paths).map((entry) => [entry[0], inCollections(exampleOf(entry))] as const);

it.each(EXAMPLES)('the document at paths.%s, %s, has a schema', (_, path) => {
  expect(documentKind(path)).not.toBeNull();
});

it('every kind is at a path', () => {
  const known = new Set(EXAMPLES.map(([, path]) => documentKind(path)?.place));
  expect(DOCUMENT_KINDS.map(({ place }) => place).filter((place) => !known.has(place))).toEqual([]);
});

it('an answer is told from its question, and what lies below either from both', () => {
  expect(documentKind('sessions/s/messages/m')?.place).toBe('sessions/{session}/messages/{message}');
  expect(documentKind('sessions/s/messages/m.reply')?.place).toBe('sessions/{session}/messages/{message}.reply');
  expect(documentKind('sessions/s/messages/mxreply/chunks/000001')).toBeNull();
  expect(documentKind('sessions/s/notes/n')).toBeNull();
});
