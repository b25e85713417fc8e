import { AgentDraft } from '@oma/contract';
import { createHash } from 'node:crypto';
import type * as z from 'zod';

/** An agent's content, complete, as a test asks it. */
export type Content = z.output<typeof AgentDraft>;

/** What is asked of an agent that is stored. */
export const contentOf = ({ name, icon, description, tags, config }: Content): Content =>
  AgentDraft.parse({ name, icon, description, tags, config });

/** The same for contents that answer the same way: by what the model sees, whatever the order of tools. */
export function fingerprintOf(content: Content): string {
  const { name, config } = content;
  const told = { name, ...config, tools: [...config.tools].sort(), allowed_hosts: [...config.allowed_hosts].sort() };
  const sorted = Object.fromEntries(Object.entries(told).sort(([one], [other]) => (one < other ? -1 : 1)));
  return createHash('sha256').update(JSON.stringify(sorted)).digest('hex').slice(0, 32);
}
