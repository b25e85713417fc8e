import { describe, expect, it } from 'vitest';
import { AgentProposal, proposalChanges, proposedValues, withProposal } from './agent-proposal.ts';
import { type AgentWriting, BLANK_WRITING } from './agent-writing.ts';

const FORM: AgentWriting = {
  ...BLANK_WRITING,
  name: '보고서',
  tags: ['a'],
  config: { ...BLANK_WRITING.config, instructions: 'x', temperature: 0.5 },
};

describe('a proposal for the form of an agent', () => {
  it('changes what it names and nothing else', () => {
    expect(withProposal(FORM, { description: '설명', tools: ['read'], day_usd: null, turn_usd: 2 })).toEqual({
      ...FORM,
      description: '설명',
      config: { ...FORM.config, tools: ['read'], budget: { turn_usd: 2, day_usd: null } },
    });
  });

  it('changes only the fields that are chosen, and can be undone field by field', () => {
    const proposal = { name: '새 이름', instructions: 'y', turn_usd: 1 };
    const taken = withProposal(FORM, proposal, ['name', 'turn_usd']);
    expect([taken.name, taken.config.instructions, taken.config.budget.turn_usd]).toEqual(['새 이름', 'x', 1]);
    expect(withProposal({ ...taken, description: 'meanwhile' }, proposedValues(FORM), ['name', 'turn_usd'])).toEqual({
      ...FORM,
      description: 'meanwhile',
    });
  });

  it('says what it would change, in the order of the form, and nothing of what is so already', () => {
    const changes = proposalChanges(FORM, { turn_usd: 1, name: '보고서', tags: ['a', 'b'] });
    expect(changes).toEqual([
      { field: 'tags', before: ['a'], after: ['a', 'b'] },
      { field: 'turn_usd', before: null, after: 1 },
    ]);
  });

  it.each([
    {},
    { name: undefined },
    { status: 'active' },
    { name: 'x', extra: 1 },
    { icon: 'skull' },
    { tools: ['internet'] },
    { turn_usd: -1 },
  ])('is none where it says %j', (given) => expect(AgentProposal.safeParse(given).success).toBe(false));
});
