import fc from 'fast-check';
import { expect, it } from 'vitest';
import { agentChanges } from './agent-changes.ts';
import { type AgentWriting, BLANK_WRITING } from './agent-writing.ts';
import { carryOver } from './carry-over.ts';

const word = fc.constantFrom('a', 'b', 'c');
const usd = fc.constantFrom(null, 1, 2);
const writing: fc.Arbitrary<AgentWriting> = fc
  .record({
    name: word,
    icon: word,
    description: word,
    tags: fc.array(word, { maxLength: 2 }),
    status: fc.constantFrom('draft', 'active', 'paused'),
    config: fc.record({
      model: fc.option(word),
      temperature: usd,
      max_tokens: usd,
      instructions: word,
      tools: fc.subarray(['read', 'shell'] as const),
      allowed_hosts: fc.array(word, { maxLength: 1 }),
      files: fc.array(fc.record({ id: word, name: word, size: fc.constantFrom(1, 2) }), { maxLength: 2 }),
      budget: fc.record({ turn_usd: usd, day_usd: usd }),
    }),
  })
  .map((made) => ({ ...BLANK_WRITING, ...made }));

it('what I touched is mine, what I did not is as it is stored', () => {
  fc.assert(
    fc.property(writing, writing, writing, (began, mine, newest) => {
      const both = carryOver({ began, mine, newest });
      const touched = agentChanges(began, mine).map(({ field }) => field);
      for (const { field } of agentChanges(newest, both)) expect(touched).toContain(field);
      for (const { field } of agentChanges(mine, both)) expect(touched).not.toContain(field);
    }),
  );
});
