import type { AgentConfig } from '@oma/contract';

const RETRIES = 3;

/**
 * The whole environment of Claude Code, and with it of every tool: nothing of this process's own goes in, and no key. What the variables do was seen
 * in the requests they change; see docs/decisions.
 */
export function claudeEnvironment(given: { config: AgentConfig; modelUrl: string; modelToken: string }): Record<string, string> {
  const { config } = given;
  return {
    ANTHROPIC_BASE_URL: given.modelUrl,
    ANTHROPIC_API_KEY: given.modelToken,
    CLAUDE_CODE_DISABLE_NONESSENTIAL_TRAFFIC: '1',
    CLAUDE_CODE_DISABLE_TERMINAL_TITLE: '1',
    CLAUDE_CODE_MAX_RETRIES: String(RETRIES),
    DISABLE_AUTOUPDATER: '1',
    ...(config.temperature === null
      ? {}
      : { CLAUDE_CODE_DISABLE_THINKING: '1', CLAUDE_CODE_EXTRA_BODY: JSON.stringify({ temperature: config.temperature }) }),
    ...(config.max_tokens === null ? {} : { CLAUDE_CODE_MAX_OUTPUT_TOKENS: String(config.max_tokens) }),
  };
}
