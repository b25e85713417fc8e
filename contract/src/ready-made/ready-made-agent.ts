import type { AgentConfigInput, AgentInput } from '../agent.ts';
import type { Locale } from '../user.ts';

/** The icons that ready-made agents have; the pages draw them. */
export type ReadyMadeIcon = 'chart' | 'file-text' | 'code' | 'list-checks' | 'languages' | 'table' | 'search';

/** What a person reads of a ready-made agent, in one language. `prompts` are first questions that need no file. */
export type ReadyMadeText = {
  name: string;
  description: string;
  instructions: string;
  tags: readonly string[];
  prompts: readonly string[];
};

/** An agent to start from. `id` names it in the code; it is no agent's id. */
export type ReadyMadeAgent = Readonly<Record<Locale, ReadyMadeText>> & {
  id: string;
  icon: ReadyMadeIcon;
  config: Pick<AgentConfigInput, 'tools' | 'temperature'>;
};

/** What `POST /api/agents` takes to make this agent in that language. */
export function readyMadeInput({ icon, config, ...texts }: ReadyMadeAgent, locale: Locale): AgentInput {
  const { name, description, instructions, tags } = texts[locale];
  return { name, icon, description, tags: [...tags], config: { ...config, instructions } };
}
