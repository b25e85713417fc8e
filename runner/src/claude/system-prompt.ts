import type { RunAgent } from '@oma/contract';

/**
 * Stands for the system prompt inside Claude Code; the key proxy puts the agent's own in its place. Claude Code keeps the prompt a conversation began with,
 * so an edited agent would otherwise go on with its old instructions.
 */
export const SYSTEM_PROMPT_PLACE = '[[instructions of the agent]]';

/** What the model is told before the conversation: where it is, then what the agent's author wrote. `workspace`: its working directory as its tools see it. */
export function systemPrompt(agent: RunAgent, workspace: string): string {
  const where = [
    `You are "${agent.name}", an agent on a platform where people work with agents in a chat.`,
    `Your working directory is ${workspace}: the workspace of this conversation, kept between turns.`,
    'There is no internet. Answer in the language of the person. Answers are shown as Markdown.',
  ].join('\n');
  const { instructions } = agent.config;
  return instructions.trim() === '' ? where : `${where}\n\n# Instructions of this agent\n\n${instructions}`;
}
