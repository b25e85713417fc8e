import { expect, it } from 'vitest';
import { scaleEnd } from './scale-end.ts';

it.each([
  [-Infinity, 0.1],
  [0, 0.1],
  [0.02, 0.1],
  [0.11, 0.2],
  [1, 1],
  [1.01, 2],
  [37, 50],
  [501, 1000],
])('a scale up to %f ends at %f', (most, end) => {
  expect(scaleEnd(most)).toBeCloseTo(end, 10);
});
