import { describe, expect, it } from 'vitest';
import { AGENT_FIELDS, agentChanges } from './agent-changes.ts';
import { AgentConfig, DEFAULT_CONFIG } from './agent.ts';

const saved = {
  name: 'x',
  icon: 'bot',
  description: '',
  tags: ['a', 'b'],
  status: 'draft' as const,
  config: { ...DEFAULT_CONFIG, tools: ['read' as const, 'shell' as const], allowed_hosts: ['a.example.com', 'b.example.com'] },
};

const file = (name: string) => ({ id: `55555555-5555-4555-8555-55555555555${name.length}`, name, size: 3 });

describe('agentChanges', () => {
  it('finds nothing between equals, in whatever order their tools and hosts are', () => {
    const { config } = saved;
    const turned = { ...config, tools: [...config.tools].reverse(), allowed_hosts: [...config.allowed_hosts].reverse() };
    expect(agentChanges(saved, { ...saved, config: turned })).toEqual([]);
    const [one, other] = [file('a'), file('bb')];
    const withFiles = (...files: (typeof one)[]) => ({ ...saved, config: { ...config, files } });
    expect(agentChanges(withFiles(one, other), withFiles(other, one))).toEqual([]);
    // The same name, and other bytes.
    expect(agentChanges(withFiles(one), withFiles({ ...other, name: 'a' }))).toMatchObject([{ field: 'files' }]);
  });

  it('tells each field that differs with both of its values, in the order of the form', () => {
    const config = {
      model: 'm',
      temperature: 0,
      max_tokens: 300,
      instructions: 'y',
      tools: [],
      allowed_hosts: [],
      files: [file('a')],
      budget: { turn_usd: 1, day_usd: 2 },
    };
    const changes = agentChanges(saved, { name: 'y', icon: 'book', description: 'z', tags: ['b', 'a'], status: 'active', config });
    expect(changes.map(({ field }) => field)).toEqual([...AGENT_FIELDS]);
    expect(changes.find(({ field }) => field === 'temperature')).toEqual({ field: 'temperature', before: null, after: 0 });
    expect(changes.find(({ field }) => field === 'tags')).toEqual({ field: 'tags', before: ['a', 'b'], after: ['b', 'a'] });
  });

  it('knows every field of the configuration', () => {
    const fields = Object.keys(AgentConfig.shape).flatMap((field) =>
      field === 'budget' ? Object.keys(AgentConfig.shape.budget.shape) : [field],
    );
    expect(AGENT_FIELDS).toEqual(expect.arrayContaining(fields));
  });
});
