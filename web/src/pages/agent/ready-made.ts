import { AgentInput, type AgentWriting, type Locale, READY_MADE_AGENTS, readyMadeInput } from '@oma/contract';

/*
 * The texts of the ready-made agents weigh as much as a page: this module is loaded on demand.
 */

/** The form that begins with a ready-made agent; null where there is none of that name. */
export function readyMadeWriting(id: string, locale: Locale): AgentWriting | null {
  const found = READY_MADE_AGENTS.find((agent) => agent.id === id);
  return found === undefined ? null : { ...AgentInput.parse(readyMadeInput(found, locale)), status: 'draft' };
}

/** First questions for an agent that came from a ready-made one, as its name or its instructions still tell; in the language it has. */
export function readyMadePrompts({ name, config }: Pick<AgentWriting, 'name' | 'config'>): readonly string[] {
  for (const agent of READY_MADE_AGENTS) {
    for (const text of [agent.ko, agent.en]) if (text.name === name || text.instructions === config.instructions) return text.prompts;
  }
  return [];
}
