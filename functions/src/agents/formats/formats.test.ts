import {
  type AgentFileFormat,
  AgentInput,
  DEFAULT_SETTINGS,
  MAX_AGENT_FILE,
  PortableAgent,
  PortableConfigInput,
  withoutDeceptiveMarks,
} from '@oma/contract';
import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { parse } from 'yaml';
import { growthOf, threadWork } from '../../../test/thread-work.ts';
import { agentAttachment } from './agent-attachment.ts';
import { readAgentFile } from './read-agent-file.ts';
import { slugOf } from './slug.ts';
import { importWarning } from './import-warning.ts';
import { writeAgentFile } from './write-agent-file.ts';

const here = { settings: DEFAULT_SETTINGS };
const FORMATS: AgentFileFormat[] = ['own', 'claude-code', 'managed-agents'];

/** Text as people write it, and as they do not: signs that mean something in YAML, line ends of all kinds, control characters, letters beyond the first plane. */
const someText = (maxLength: number) =>
  fc
    .oneof(
      fc.string({ unit: 'binary', maxLength }),
      fc.string({
        unit: fc.constantFrom(
          'a',
          '가',
          '가',
          '😀',
          ':',
          ' ',
          '#',
          '-',
          '\n',
          '\r\n',
          '\r',
          '\t',
          '"',
          "'",
          '\\',
          '---\n',
          '| ',
          '\u0085',
          '\u2028',
          '\ufeff',
          '\0',
        ),
        maxLength,
      }),
      fc.constantFrom(
        'null',
        'true',
        '123',
        '~',
        '---',
        '\n---\n',
        '*a',
        '&a',
        '!x',
        '{}',
        '[a',
        '<<',
        '- a',
        '\\n',
        '2026-01-01',
        '0x1f',
        '.inf',
      ),
    )
    .map((text) => text.slice(0, maxLength))
    .filter((text) => text.isWellFormed());
const someName = (maxLength: number) =>
  someText(maxLength)
    .map((name) => withoutDeceptiveMarks(name).replace(/\s+/g, ' ').trim())
    .filter((name) => name !== '');

const anyAgent: fc.Arbitrary<PortableAgent> = fc.record({
  name: someName(80),
  icon: someText(40),
  description: someText(500),
  tags: fc.array(someName(30), { maxLength: 10 }),
  config: fc.record({
    model: fc.constantFrom(null, ...DEFAULT_SETTINGS.models.map(({ id }) => id)),
    temperature: fc.option(fc.double({ min: 0, max: 1, noNaN: true }).map((value) => value + 0)),
    max_tokens: fc.option(fc.integer({ min: 256, max: 64_000 })),
    instructions: someText(2000),
    tools: fc.array(fc.constantFrom('read' as const, 'write' as const, 'shell' as const), { maxLength: 5 }),
    allowed_hosts: fc.array(fc.constantFrom('example.com', 'api.example.co.kr', `${'a'.repeat(60)}.example.com`), { maxLength: 20 }),
    budget: fc.record({
      turn_usd: fc.option(fc.double({ min: 0.01, max: 1000, noNaN: true })),
      day_usd: fc.option(fc.double({ min: 0.01, max: 10_000, noNaN: true })),
    }),
  }),
});
const plain = (change: Partial<PortableAgent> = {}, config: Partial<PortableAgent['config']> = {}): PortableAgent => ({
  name: '주간 보고서',
  icon: 'bot',
  description: '한 주의 일을 모아요',
  tags: ['보고서'],
  config: { ...PortableConfigInput.parse({}), instructions: 'Be brief.', ...config },
  ...change,
});
const read = (content: string, format: AgentFileFormat | null = null) => {
  const reading = readAgentFile(content, format, here);
  if (!reading.ok) throw new Error(JSON.stringify(reading.error));
  return reading.value;
};
const problems = (content: string, format: AgentFileFormat | null = null) => {
  const reading = readAgentFile(content, format, here);
  return reading.ok ? [] : reading.error;
};

describe.each(FORMATS)('an agent taken out as %s and brought back', (format) => {
  it('is the same, whatever it says, and nothing is missing', () => {
    fc.assert(
      fc.property(anyAgent, (agent) => {
        const content = writeAgentFile(format, agent, here);
        expect(read(content)).toEqual({ agent, warnings: [] });
        expect(read(content, format).agent).toEqual(agent);
        // As Windows writes it.
        expect(read(content.replaceAll('\n', '\r\n')).agent).toEqual(agent);
      }),
      { numRuns: 100, examples: [[plain({ icon: ' \n', description: ' \n' })]] },
    );
  });

  it('has none of its own files, and says which have to be added again', () => {
    const leftOut = ['양식.docx', '"기준": a.csv'];
    const content = writeAgentFile(format, plain(), { ...here, leftOut });
    expect(read(content)).toEqual({
      agent: plain(),
      warnings: leftOut.map((name) => importWarning('config.files', 'file_not_included', name)),
    });
  });

  it('is the same where it is as large as it may be', () => {
    const largest = plain(
      {
        name: '가'.repeat(80),
        icon: '😀'.repeat(20),
        description: '\n'.repeat(500),
        tags: Array.from({ length: 10 }, () => '가"'.repeat(14) + '나'),
      },
      {
        instructions: '가"\\\n'.repeat(5000),
        allowed_hosts: Array.from({ length: 20 }, () => `${`${'a'.repeat(60)}.`.repeat(4)}com`.slice(-253)),
      },
    );
    expect(AgentInput.safeParse(largest).success).toBe(true);
    const content = writeAgentFile(format, largest, here);
    expect(content.length).toBeLessThan(MAX_AGENT_FILE);
    expect(read(content).agent).toEqual(largest);
  });

  it('says what a hostile or broken file lacks, and never breaks', () => {
    const content = writeAgentFile(format, plain(), here);
    const hostile = fc.oneof(
      fc.string({ unit: 'binary', maxLength: 500 }),
      fc.json(),
      fc.string({ maxLength: 300 }).map((yaml) => `---\n${yaml}\n---\nbody`),
      fc
        .array(fc.tuple(fc.constantFrom('name', 'description', 'tools', 'model', 'oh-my-agent', 'x'), fc.json()), { maxLength: 6 })
        .map((fields) => `---\n${fields.map(([key, value]) => `${key}: ${value}`).join('\n')}\n---\n`),
      fc
        .record(
          {
            name: fc.jsonValue(),
            model: fc.jsonValue(),
            system: fc.jsonValue(),
            tools: fc.jsonValue(),
            metadata: fc.jsonValue(),
            agent: fc.jsonValue(),
            format: fc.jsonValue(),
          },
          { requiredKeys: [] },
        )
        .map((body) => JSON.stringify(body)),
      // A file of ours with something cut out or put in.
      fc
        .tuple(fc.nat(content.length), fc.nat(40), fc.string({ unit: 'binary', maxLength: 10 }))
        .map(([at, cut, put]) => content.slice(0, at) + put + content.slice(at + cut)),
    );
    fc.assert(
      fc.property(hostile, fc.constantFrom(null, ...FORMATS), (text, as) => {
        const reading = readAgentFile(text, as, here);
        if (reading.ok) expect(PortableAgent.parse(reading.value.agent)).toEqual(reading.value.agent);
        else expect(reading.error.length).toBeGreaterThan(0);
      }),
      { numRuns: 700 },
    );
  });
});

describe('a file of any kind', () => {
  const units = [
    ',',
    ',a',
    '(,',
    ',(',
    '),',
    'Bash(',
    'a, ',
    '? ',
    '- ',
    '[',
    '{a: ',
    'x: "',
    "'",
    '\\',
    '\n',
    '\n---x',
    '\u0301',
    '👩\u200d',
  ];
  const read = (content: string) => () => void readAgentFile(content, null, here);
  const many = <T>(length: number, item: (index: number) => T): T[] => Array.from({ length }, (_, index) => item(index));
  const json = (agent: object): string => JSON.stringify({ name: 'x', model: 'x', ...agent });

  it.each<[string, (text: string) => string]>([
    ['the body', (text) => `---\nname: x\n---\n${text}`],
    ['JSON', (text) => json({ name: text, model: text, description: text, system: text })],
  ])('is read in one pass, whatever stands how often in %s', (_where, file) => {
    for (const unit of units) {
      const [half, whole] = [20_000, 40_000].map((length) => file(unit.repeat(length / unit.length))) as [string, string];
      expect(growthOf(read(half), read(whole)), unit).toBeLessThan(3.3);
    }
  });

  it.each<[string, (count: number) => string]>([
    ['metadata', (count) => json({ metadata: Object.fromEntries(many(count, (at) => [at, ''])) })],
    ['toolsets', (count) => json({ tools: many(count, () => ({ type: 'agent_toolset_1' })) })],
    ['tools', (count) => json({ tools: [{ type: 'agent_toolset_1', configs: many(count, (at) => ({ name: String(at) })) }] })],
  ])('is read in one pass, however many %s it has', (_what, file) => {
    expect(growthOf(read(file(20_000)), read(file(40_000)))).toBeLessThan(3.3);
  });

  // The parser of YAML takes more than one pass; the length of front matter is what bounds it.
  it.each<[string, (text: string) => string]>([
    ['lists', (text) => `tools: ${text.slice(0, 8000)}\ndisallowedTools: ${text.slice(0, 8000)}`],
    ['lists in quotes', (text) => `tools: ${JSON.stringify(text.slice(0, 4000))}\ndisallowedTools: ${JSON.stringify(text.slice(0, 4000))}`],
    ['a name', (text) => `name: ${text}`],
  ])('is little work, whatever %s of its front matter say', (_where, fields) => {
    for (const unit of units) {
      const file = `---\nname: x\n${fields(unit.repeat(16_000 / unit.length))}\n---\n`;
      expect(threadWork(read(file)), unit).toBeLessThan(1000);
    }
  });

  it('is little work, however many keys its front matter has', () => {
    expect(threadWork(read(`---\nname: x\nkeys: {${many(4000, (at) => at.toString(36)).join(',')}}\n---\n`))).toBeLessThan(1000);
  });
});

describe('our own file', () => {
  it('names what is wrong by its place', () => {
    const file = JSON.parse(writeAgentFile('own', plain(), here)) as { agent: { config: object } };
    const wrong = { ...file, agent: { ...file.agent, colour: 'red', config: { ...file.agent.config, tools: ['web'], temperature: 2 } } };
    expect(problems(JSON.stringify(wrong)).map(({ path }) => path)).toEqual([
      'agent.config.temperature',
      'agent.config.tools.0',
      'agent.colour',
    ]);
    expect(problems('{"format": "own"}').map(({ path }) => path)).toEqual(['format', 'version', 'agent']);
    expect(problems('{"format": "oh-my', 'own')).toMatchObject([{ path: 'content' }]);
  });

  it('gets the default model where its own is not offered here', () => {
    expect(read(writeAgentFile('own', plain({}, { model: 'claude-opus-4-1' }), here))).toEqual({
      agent: plain(),
      warnings: [importWarning('model', 'model_replaced', 'claude-opus-4-1')],
    });
  });
});

describe('a subagent of Claude Code', () => {
  it('is what Claude Code takes', () => {
    const content = writeAgentFile(
      'claude-code',
      plain({ name: 'Wöchentlicher Bericht' }, { tools: ['read', 'shell'], model: 'claude-opus-5-5' }),
      here,
    );
    const [, matter = '', body] = content.split('---\n');
    expect(parse(matter)).toMatchObject({
      name: 'wochentlicher-bericht',
      description: '한 주의 일을 모아요',
      tools: 'Read, Glob, Grep, Bash',
      model: 'opus',
    });
    expect(body).toBe('\nBe brief.\n');
    const without = parse(writeAgentFile('claude-code', plain({ description: '' }, { tools: [] }), here).split('---\n')[1] ?? '') as object;
    expect(without).toMatchObject({ description: '주간 보고서', tools: [], model: 'inherit' });
    expect(without).toMatchObject({ name: expect.stringMatching(/^agent-[0-9a-f]{6}$/) as string });
  });

  it('comes in from anybody', () => {
    const content = [
      '---',
      'name: code-reviewer',
      'description: Use this agent when code changed. Examples: <example>user: "Look at this" assistant: "I will"</example>\\nAlso: for tests # all of them',
      'tools: Read, Grep, Bash(git diff:*, git log:*), WebFetch, mcp__github__list',
      'model: haiku',
      'color: red',
      'permissionMode: acceptEdits',
      '---',
      '',
      '# You review code',
      '',
    ].join('\r\n');
    expect(read(content)).toEqual({
      agent: plain(
        {
          name: 'code-reviewer',
          description:
            'Use this agent when code changed. Examples: <example>user: "Look at this" assistant: "I will"</example>\nAlso: for tests # all of them',
          tags: [],
        },
        { instructions: '# You review code', tools: ['read', 'shell'], model: 'claude-haiku-5-5' },
      ),
      warnings: [
        importWarning('color', 'left_out'),
        importWarning('permissionMode', 'left_out'),
        importWarning('tools', 'restriction_dropped', 'Bash(git diff:*, git log:*)', 'Bash'),
        importWarning('tools', 'no_such_tool', 'WebFetch'),
        importWarning('tools', 'no_such_tool', 'mcp__github__list'),
        importWarning('tools', 'tool_added', 'read', 'Glob'),
      ],
    });
  });

  it('has all tools where it names none, but those it forbids, and none where its list is empty', () => {
    const tools = (line: string) => read(`---\nname: x\nmodel: sonnet\n${line}---\n`).agent.config.tools;
    expect(tools('')).toEqual(['read', 'write', 'shell']);
    expect(tools('disallowedTools: Bash\n')).toEqual(['read', 'write']);
    expect(tools('tools: []\n')).toEqual([]);
    expect(tools('tools: [edit, Write]\n')).toEqual(['write']);
    expect(tools('tools: Bash(echo "("), Read, Glob, Grep, Write\n')).toEqual(['read', 'write', 'shell']);
    expect(tools('tools: Read, Bash(git log, git (show, diff)), Edit\ndisallowedTools: READ\n')).toEqual(['write', 'shell']);
    expect(problems(`---\nname: x\ntools: ${'a,'.repeat(1001)}\n---\n`)).toMatchObject([{ path: 'tools' }]);
  });

  it('finds its model by family, and says where it cannot', () => {
    const model = (named: string) => {
      const { agent, warnings } = read(`---\nname: x\nmodel: ${named}\n---\n`);
      return [agent.config.model, warnings.length];
    };
    expect(model('opus')).toEqual(['claude-opus-5-5', 0]);
    expect(model('claude-sonnet-5-5')).toEqual(['claude-sonnet-5-5', 0]);
    expect(model('claude-3-5-haiku-latest')).toEqual(['claude-haiku-5-5', 1]);
    expect(model('gpt-5')).toEqual([null, 1]);
    expect(model('inherit')).toEqual([null, 1]);
  });

  it('keeps what somebody changed in our file, and ours for the rest', () => {
    const ours = writeAgentFile('claude-code', plain({ name: 'Weekly Report' }, { temperature: 0.3, model: 'claude-opus-5-5' }), here);
    const changed = ours
      .replace('name: weekly-report', 'name: monthly-report')
      .replace('model: opus', 'model: haiku')
      .replace(/^tools: .*$/m, 'tools: Read, Glob, Grep')
      .replace('Be brief.', 'Be long.');
    expect(read(changed)).toEqual({
      agent: plain({ name: 'monthly-report' }, { temperature: 0.3, model: 'claude-haiku-5-5', tools: ['read'], instructions: 'Be long.' }),
      warnings: [],
    });
  });

  it('is cut where its name or description is too long, and refused where its text is', () => {
    const { agent, warnings } = read(`---\nname: ${'n'.repeat(90)}\ndescription: ${'👩‍👩‍👧'.repeat(70)}\nmodel: opus\n---\n`);
    expect(agent.name).toHaveLength(80);
    expect(agent.description).toBe('👩‍👩‍👧'.repeat(62));
    expect(warnings.map(({ message }) => message)).toEqual(['was cut to 80 characters', 'was cut to 500 characters']);
    expect(problems(`---\nname: x\n---\n${'x'.repeat(20_001)}`)).toMatchObject([{ path: 'body' }]);
  });

  it.each([500, 8000])('with %i keys in keys is refused at once', (count) => {
    const file = `---\n${'? '.repeat(count)}a\n---\nx`;
    expect(problems(file)).toMatchObject([{ path: 'content' }]);
    expect(threadWork(() => void problems(file))).toBeLessThan(1000);
  });

  it.each([
    ['no front matter', '# Hello', null],
    ['no front matter, and it should be one', '# Hello', 'claude-code'],
    ['no end of it', '---\nname: x\n', null],
    ['no YAML in it', '---\nname: [x\n---\n', null],
    ['a list in it', '---\n- name\n---\n', null],
    ['one name twice', '---\nname: x\nname: y\n---\n', null],
    ['one name twice further in', '---\nname: x\nother: {a: 1, "a": 2}\n---\n', null],
    ['a tag', '---\nname: !!js/function x\n---\n', null],
    ['an alias', '---\nname: &x y\ndescription: *x\n---\n', null],
    [
      'aliases of aliases',
      `---\nname: x\na: &a [x,x,x,x,x,x,x,x,x]\n${'bcdefghij'
        .split('')
        .map((letter, index) => `${letter}: &${letter} [${Array.from({ length: 9 }, () => `*${'abcdefghi'[index] ?? ''}`).join(',')}]`)
        .join('\n')}\n---\n`,
      null,
    ],
    ['a bottomless list', `---\nname: ${'['.repeat(10_000)}\n---\n`, null],
    ['endless front matter', `---\n${'# x\n'.repeat(20_000)}---\n`, null],
  ] as const)('that has %s is refused with its place', (_what, content, format) => {
    expect(problems(content, format)).toMatchObject([{ path: 'content' }]);
  });

  it('that has no name is refused with its place', () => {
    expect(problems('---\ndescription: x\n---\n')).toMatchObject([{ path: 'name' }]);
    expect(problems('---\nname: 5\ntools: {}\n---\n')).toMatchObject([{ path: 'name' }, { path: 'tools' }]);
    expect(problems('---\nname: x\noh-my-agent: {name: x, tags: 5}\n---\n').map(({ path }) => path)).toContain('oh-my-agent.tags');
  });

  it('changes nothing but itself', () => {
    read('---\nname: x\nmodel: opus\n__proto__: {polluted: true}\nconstructor: {prototype: {polluted: true}}\n---\n');
    expect(({} as { polluted?: boolean }).polluted).toBeUndefined();
  });
});

describe('an agent of Claude Managed Agents', () => {
  it('is what its API takes', () => {
    const agent = plain({}, { tools: ['write'], temperature: 0.5 });
    const body = JSON.parse(writeAgentFile('managed-agents', agent, here)) as { metadata: Record<string, string> };
    expect(body).toEqual({
      name: '주간 보고서',
      model: 'claude-sonnet-5-5',
      description: '한 주의 일을 모아요',
      system: 'Be brief.',
      tools: [
        {
          type: 'agent_toolset_20260401',
          default_config: { enabled: false },
          configs: [
            { name: 'write', enabled: true },
            { name: 'edit', enabled: true },
          ],
        },
      ],
      metadata: expect.any(Object) as object,
    });
    expect(JSON.parse(writeAgentFile('managed-agents', plain({}, { tools: [] }), here))).toMatchObject({ tools: [] });
  });

  it('fits into 16 pairs of metadata, whatever it says', () => {
    fc.assert(
      fc.property(anyAgent, (agent) => {
        const { metadata } = JSON.parse(writeAgentFile('managed-agents', agent, here)) as { metadata: Record<string, string> };
        expect(Object.keys(metadata).length).toBeLessThanOrEqual(16);
        for (const value of Object.values(metadata)) expect(value).toMatch(/^[\x20-\x7e]{1,512}$/);
      }),
      { numRuns: 100 },
    );
  });

  it('comes in as the API answers it', () => {
    const answer = {
      id: 'agent_011',
      type: 'agent',
      version: 3,
      created_at: '2026-04-03T18:24:10.412Z',
      updated_at: '2026-04-03T18:24:10.412Z',
      archived_at: null,
      execution_identity: { type: 'service_account' },
      name: 'Coding Assistant',
      model: { id: 'claude-opus-4-8', speed: 'fast' },
      system: 'You write code.',
      description: null,
      tools: [
        {
          type: 'agent_toolset_20260401',
          default_config: { enabled: true, permission_policy: { type: 'always_ask' } },
          configs: [{ name: 'web_search', enabled: false }],
        },
        { type: 'mcp_toolset', mcp_server_name: 'github' },
      ],
      mcp_servers: [{ type: 'url', name: 'github', url: 'https://example.com' }],
      skills: [],
      multiagent: null,
      metadata: { team: 'x' },
    };
    expect(read(JSON.stringify(answer))).toEqual({
      agent: plain({ name: 'Coding Assistant', description: '', tags: [] }, { instructions: 'You write code.', model: 'claude-opus-5-5' }),
      warnings: [
        importWarning('mcp_servers', 'left_out'),
        importWarning('model.speed', 'left_out'),
        importWarning('metadata.team', 'left_out'),
        importWarning('tools.0', 'runs_without_asking'),
        importWarning('tools.1', 'left_out', 'mcp_toolset'),
        importWarning('tools', 'no_such_tool', 'web_fetch'),
        importWarning('model', 'model_replaced', 'claude-opus-4-8', 'claude-opus-5-5'),
      ],
    });
  });

  it('has no tools where it names none', () => {
    const tools = (given: object) => read(JSON.stringify({ name: 'x', model: 'claude-opus-5-5', ...given })).agent.config.tools;
    expect(tools({})).toEqual([]);
    expect(tools({ tools: [{ type: 'agent_toolset_20260401' }] })).toEqual(['read', 'write', 'shell']);
    expect(
      tools({
        tools: [
          {
            type: 'agent_toolset_20260401',
            default_config: { enabled: false },
            configs: [{ name: 'bash', enabled: true }, { name: 'read' }],
          },
        ],
      }),
    ).toEqual(['shell']);
  });

  it('keeps what somebody changed in our file, and ours for the rest', () => {
    const ours = JSON.parse(writeAgentFile('managed-agents', plain({}, { temperature: 0.3 }), here)) as object;
    expect(read(JSON.stringify({ ...ours, model: 'claude-haiku-5-5', tools: [], system: 'Be long.' }))).toEqual({
      agent: plain({}, { temperature: 0.3, model: 'claude-haiku-5-5', tools: [], instructions: 'Be long.' }),
      warnings: [],
    });
  });

  it('is refused with the place of what is wrong', () => {
    expect(problems('{}').map(({ path }) => path)).toEqual(['content']);
    expect(problems('{"model":1}').map(({ path }) => path)).toEqual(['name', 'model']);
    expect(problems(JSON.stringify({ name: 'x', model: 'm', tools: [{}] }))).toMatchObject([{ path: 'tools.0.type' }]);
    expect(problems(JSON.stringify({ name: 'x', model: 'm', system: 'x'.repeat(20_001) }))).toMatchObject([{ path: 'system' }]);
    expect(
      problems(JSON.stringify({ name: 'x', model: 'm', metadata: { oh_my_agent_01: '{"tags": ' } })).map(({ path }) => path),
    ).toContain('metadata.config');
    expect(problems('[]')).toMatchObject([{ path: 'content' }]);
  });
});

describe('the name of the file', () => {
  it.each([
    [
      'own',
      '주간 보고서',
      /^attachment; filename="agent-[0-9a-f]{6}\.agent\.json"; filename\*=UTF-8''%EC%A3%BC%EA%B0%84%20%EB%B3%B4%EA%B3%A0%EC%84%9C\.agent\.json$/,
    ],
    ['claude-code', 'Code Review!', /^attachment; filename="code-review\.md"$/],
    [
      'managed-agents',
      '../../etc/passwd',
      /^attachment; filename="etc-passwd\.managed-agent\.json"; filename\*=UTF-8''etc%20passwd\.managed-agent\.json$/,
    ],
  ] as const)('of %s for %j is safe', (format, name, expected) => {
    expect(agentAttachment(format, name)).toMatch(expected);
  });

  it('is one header of plain letters, whatever the agent is called', () => {
    fc.assert(
      fc.property(someName(80), fc.constantFrom(...FORMATS), (name, format) => {
        expect(agentAttachment(format, name)).toMatch(
          /^attachment; filename="[a-z0-9-]+[a-z.-]+"(; filename\*=UTF-8''[A-Za-z0-9%._~-]+)?$/,
        );
        expect(slugOf(name)).toMatch(/^[a-z0-9]+(-[a-z0-9]+)*$/);
      }),
    );
  });
});
