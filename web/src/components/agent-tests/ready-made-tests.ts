import { type Agent, type AgentTest, Locale, READY_MADE_AGENTS, readyMadeTests } from '@oma/contract';

/*
 * The texts of the ready-made agents weigh as much as a page: this module is loaded on demand.
 */

/** The tests that an agent which came from a ready-made one has ready, as its name or its instructions still tell; in the language it has. */
export function readyMadeTestsOf({ name, config }: Pick<Agent, 'name' | 'config'>): readonly AgentTest[] {
  for (const agent of READY_MADE_AGENTS) {
    for (const locale of Locale.options) {
      const { name: own, instructions } = agent[locale];
      if (own === name || instructions === config.instructions) return readyMadeTests(agent, locale);
    }
  }
  return [];
}
