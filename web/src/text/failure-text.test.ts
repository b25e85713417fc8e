import { expect, it } from 'vitest';
import { failureText } from './failure-text.ts';

const failure = { code: 'model_error', detail: '' } as const;

it('names the agent only where one answered', () => {
  expect(failureText(failure, { hasAnswer: false, hasAgent: true })).toContain('에이전트');
  expect(failureText(failure, { hasAnswer: true, hasAgent: false })).not.toContain('에이전트');
});
