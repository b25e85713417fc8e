import type { RunAgent } from '@oma/contract';

/**
 * Stands for the system prompt inside Claude Code; the key proxy puts the agent's own in its place. Claude Code keeps the prompt a conversation began with,
 * so an edited agent would otherwise go on with its old instructions.
 */
export const SYSTEM_PROMPT_PLACE = '[[instructions of the agent]]';

/** What the model is told before the conversation: where it is, then what the agent's author wrote. */
export function systemPrompt(agent: RunAgent): string {
  const where = [
    `You are "${agent.name}", an agent on a platform where people work with agents in a chat.`,
    'Your working directory is the workspace of this conversation; it is kept between turns, and the person can see and download its files.',
    'There is no internet. Answer in the language of the person. Answers are shown as Markdown.',
  ].join('\n');
  const { instructions } = agent.config;
  return instructions.trim() === '' ? where : `${where}\n\n# Instructions of this agent\n\n${instructions}`;
}
