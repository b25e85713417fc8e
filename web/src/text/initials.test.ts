import { expect, it } from 'vitest';
import { initials } from './initials.ts';

it.each([
  ['Ada Lovelace', 'AL'],
  ['ada king lovelace', 'AL'],
  ['Member', 'M'],
  ['김민지', '김'],
  ['김 민지', '김'],
  ['guest@example.com', 'G'],
  ['É́mile Zola', 'É́Z'],
  ['👩‍💻 Kim', 'K'],
  ['42', '4'],
  ['👩‍💻', ''],
  ['', ''],
])('of %j are %j', (name, expected) => {
  expect(initials(name)).toBe(expected);
});
