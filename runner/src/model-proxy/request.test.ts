import { type AgentTool, DEFAULT_CONFIG, type RunAgent } from '@oma/contract';
import { describe, expect, it } from 'vitest';
import { SYSTEM_PROMPT_PLACE } from '../claude/system-prompt.ts';
import { allowedBetas, asConfigured, ModelRequest } from './request.ts';

const agent: RunAgent = {
  id: 'a',
  version: 1,
  name: 'Agent',
  config: { ...DEFAULT_CONFIG, model: 'claude-sonnet-5-5', instructions: 'Costs $& and $1.' },
  price: { input_usd: 2, output_usd: 10 },
  design: null,
  judged: [],
  has_strict_limit: false,
};
const request = (change: object = {}) => ({ model: 'other', max_tokens: 64_000, messages: [{ role: 'user', content: 'hi' }], ...change });

describe('what may reach the model', () => {
  it.each([
    [
      'an image by its address',
      { messages: [{ role: 'user', content: [{ type: 'image', source: { type: 'url', url: 'https://example.com/x' } }] }] },
    ],
    [
      'a document by its address',
      { messages: [{ role: 'user', content: [{ type: 'document', source: { type: 'url', url: 'https://example.com/x' } }] }] },
    ],
    ['a file of the provider', { messages: [{ role: 'user', content: [{ type: 'document', source: { type: 'file', file_id: 'f' } }] }] }],
    ['an upload into a container', { messages: [{ role: 'user', content: [{ type: 'container_upload', file_id: 'f' }] }] }],
    ['a tool that runs at the provider', { tools: [{ type: 'web_search_20250305', name: 'web_search' }] }],
    ['code execution', { tools: [{ type: 'code_execution_20250825', name: 'code_execution' }] }],
    ['no messages', { messages: 'x' }],
  ])('not %s', (_what, change) => {
    expect(ModelRequest.safeParse(request(change)).success).toBe(false);
  });

  it('drops what it does not name', () => {
    expect(
      ModelRequest.parse(request({ mcp_servers: [{ url: 'https://example.com' }], container: 'c', metadata: { user_id: 'u' } })),
    ).toEqual(request());
  });

  it('takes pictures and documents that are inside the request', () => {
    const source = { type: 'base64', media_type: 'image/png', data: 'AA==' };
    expect(
      ModelRequest.safeParse(
        request({
          messages: [{ role: 'user', content: [{ type: 'tool_result', tool_use_id: 't', content: [{ type: 'image', source }] }] }],
        }),
      ).success,
    ).toBe(true);
  });
});

const PLACE = { workspace: '/workspace', toolbox: null };

describe('asConfigured', () => {
  it('sets the model, and leaves length and thinking where the agent says nothing', () => {
    expect(asConfigured(ModelRequest.parse(request({ thinking: { type: 'adaptive' }, temperature: 1 })), agent, PLACE)).toMatchObject({
      model: 'claude-sonnet-5-5',
      max_tokens: 64_000,
      thinking: { type: 'adaptive' },
      temperature: undefined,
    });
  });

  it('does not let a model with a temperature think', () => {
    const exact = { ...agent, config: { ...agent.config, temperature: 0.2, max_tokens: 500 } };
    const sent = asConfigured(ModelRequest.parse(request({ thinking: { type: 'adaptive' } })), exact, PLACE);
    expect(sent).toMatchObject({ temperature: 0.2, max_tokens: 500 });
    expect(sent.thinking).toBeUndefined();
  });

  it('leaves out the tools that the agent has been denied since the conversation began', () => {
    const tools = ['Bash', 'Read', 'Write', 'DeferredToolPlaceholder'].map((name) => ({ name, input_schema: {} }));
    const reader = { ...agent, config: { ...agent.config, tools: ['read' as const] } };
    const sent = asConfigured(ModelRequest.parse(request({ tools })), reader, PLACE);
    expect(sent.tools?.map(({ name }) => name)).toEqual(['Read', 'DeferredToolPlaceholder']);
  });

  it('puts the agent’s prompt in its place, to the letter', () => {
    const sent = asConfigured(ModelRequest.parse(request({ system: [{ type: 'text', text: SYSTEM_PROMPT_PLACE }] })), agent, PLACE);
    expect(JSON.stringify(sent.system)).toContain('Costs $& and $1.');
    expect(JSON.stringify(sent.system)).not.toContain(SYSTEM_PROMPT_PLACE);
  });

  it('tells whoever may run commands what office work there are tools for, and where there are none', () => {
    const told = (tools: readonly AgentTool[], toolbox: string | null): string => {
      const given = { ...agent, config: { ...agent.config, tools: [...tools] } };
      return JSON.stringify(
        asConfigured(ModelRequest.parse(request({ system: SYSTEM_PROMPT_PLACE })), given, { ...PLACE, toolbox }).system,
      );
    };
    expect(told(['shell'], '/opt/toolbox')).toMatch(/pandas, openpyxl, .*\/opt\/toolbox\/fonts\/NanumGothic\.ttf/);
    expect(told(['shell'], null)).toMatch(/no office toolbox/);
    expect(told(['read'], '/opt/toolbox')).not.toMatch(/toolbox/);
  });
});

describe('what is kept for later', () => {
  it('is kept for five minutes, whatever was asked', () => {
    const asked = { type: 'text', text: 'x', cache_control: { type: 'ephemeral', ttl: '1h' } };
    const { system, messages } = ModelRequest.parse(request({ system: [asked], messages: [{ role: 'user', content: [asked] }] }));
    expect(system).toEqual([{ type: 'text', text: 'x', cache_control: { type: 'ephemeral' } }]);
    expect(messages[0]?.content).toEqual([{ type: 'text', text: 'x', cache_control: { type: 'ephemeral' } }]);
    expect(JSON.stringify(ModelRequest.parse(request({ system: [{ type: 'text', text: 'x' }] })))).not.toContain('cache_control');
  });
});

describe('allowedBetas', () => {
  it('keeps what changes the answer, drops what opens a door', () => {
    expect(allowedBetas('claude-code-20250219, files-api-2025-04-14,mcp-client-2025-04-04, context-management-2025-06-27')).toBe(
      'claude-code-20250219,context-management-2025-06-27',
    );
    expect(allowedBetas(undefined)).toBe('');
  });
});
