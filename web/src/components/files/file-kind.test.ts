import { expect, it } from 'vitest';
import { fileKind } from './file-kind.ts';

it.each([
  ['a.PNG', 'image'],
  ['a.jpeg', 'image'],
  ['a.webp', 'image'],
  ['나/그림.svg', 'text'],
  ['a.avif', 'text'],
  ['매출.csv', 'table'],
  ['a.constructor', 'text'],
  ['Makefile', 'text'],
])('%s is shown as %s', (path, kind) => {
  expect(fileKind(path)).toBe(kind);
});
