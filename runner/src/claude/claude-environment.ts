import type { AgentConfig } from '@oma/contract';

/** With the key proxy's limit on silence this bounds how long a model that hangs is waited for: about two minutes. */
const RETRIES = 2;

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
    // What runs on after a turn is ended before the workspace is saved; told of that, the program would begin a turn of its own.
    CLAUDE_CODE_DISABLE_BACKGROUND_TASKS: '1',
    // A plain request would come whole after a long silence, and could not be stopped at the budget.
    CLAUDE_CODE_DISABLE_NONSTREAMING_FALLBACK: '1',
    ...(config.temperature === null
      ? {}
      : { CLAUDE_CODE_DISABLE_THINKING: '1', CLAUDE_CODE_EXTRA_BODY: JSON.stringify({ temperature: config.temperature }) }),
    ...(config.max_tokens === null ? {} : { CLAUDE_CODE_MAX_OUTPUT_TOKENS: String(config.max_tokens) }),
  };
}
