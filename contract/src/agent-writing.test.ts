import { describe, expect, it } from 'vitest';
import { type Agent, AgentInput, AgentReplacement, DEFAULT_CONFIG } from './agent.ts';
import { agentChanges } from './agent-changes.ts';
import { AgentWriting, BLANK_WRITING, inputOf, writingOf } from './agent-writing.ts';

const agent: Agent = {
  id: 'a'.repeat(20),
  owner_id: 'somebody',
  name: '보고서',
  icon: 'chart',
  description: '',
  tags: ['주간'],
  status: 'error',
  status_reason: 'model_error',
  created_at: '2026-11-26T00:00:00.000Z',
  updated_at: '2026-11-26T00:00:00.000Z',
  last_run_at: null,
  config: DEFAULT_CONFIG,
  run_count: 0,
  version: 3,
};

describe('the form of an agent', () => {
  it('holds all that a save may change: nothing else differs between the two', () => {
    const writing = writingOf(agent);
    expect(agentChanges(agent, writing)).toEqual([{ field: 'status', before: 'error', after: 'draft' }]);
    expect(AgentReplacement.safeParse(writing).success).toBe(true);
    expect(AgentInput.safeParse(inputOf(writing)).success).toBe(true);
  });

  it('may be unfinished: empty it can be kept, though not saved', () => {
    expect(AgentWriting.safeParse(BLANK_WRITING).success).toBe(true);
    expect(AgentReplacement.safeParse(BLANK_WRITING).success).toBe(false);
  });
});
