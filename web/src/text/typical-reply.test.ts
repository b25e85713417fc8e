import { expect, it } from 'vitest';
import { typicalCostUsd } from './typical-reply.ts';

it('prices input and output each by its own rate', () => {
  const model = { id: 'm', name: 'M', input_usd: 2, output_usd: 10, enabled: true };
  expect(typicalCostUsd(model)).toBeCloseTo(0.04 + 0.015, 10);
});
