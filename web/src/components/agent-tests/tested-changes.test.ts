import { type Agent, type AgentWriting, DEFAULT_CONFIG, writingOf } from '@oma/contract';
import { expect, it } from 'vitest';
import { mayAnswerOtherwise } from './tested-changes.ts';

const saved = { name: 'x', icon: 'bot', description: '', tags: [], status: 'draft', config: DEFAULT_CONFIG } as unknown as Agent;

it.each<[Partial<AgentWriting>, boolean]>([
  [{}, false],
  [{ status: 'active', icon: 'chart', description: 'y', tags: ['z'] }, false],
  [{ name: 'y' }, true],
  [{ config: { ...DEFAULT_CONFIG, instructions: 'y' } }, true],
])('%j: %s', (change, expected) => {
  expect(mayAnswerOtherwise(saved, { ...writingOf(saved), ...change })).toBe(expected);
});
