import { type Agent, AgentInput, AgentTool } from '@oma/contract';
import * as z from 'zod';
import { createAgent } from '../data/agents.ts';
import { forgetKept, keepText, keptKeys, readKept } from './kept-text.ts';

/** What the form of an agent holds, finished or not. */
export const AgentFields = z.object({
  name: z.string(),
  description: z.string(),
  config: z.object({
    instructions: z.string(),
    model: z.string().nullable(),
    temperature: z.number().nullable(),
    tools: z.array(AgentTool),
  }),
});
export type AgentFields = z.infer<typeof AgentFields>;

const AgentDraft = z.object({ fields: AgentFields, isReady: z.boolean() });
/** An agent written before access was given. `isReady`: the person asked to have it made then. */
export type AgentDraft = z.infer<typeof AgentDraft>;

export function readAgentDraft(uid: string): AgentDraft | null {
  try {
    return AgentDraft.parse(JSON.parse(readKept(keptKeys.agent(uid))));
  } catch {
    return null;
  }
}

export const keepAgentDraft = (uid: string, draft: AgentDraft): void => keepText(keptKeys.agent(uid), JSON.stringify(draft));

export const forgetAgentDraft = (uid: string): void => forgetKept(keptKeys.agent(uid));

/** Makes the agent that this browser keeps, once, whatever number of pages is open; null where none is ready. */
export function createKeptAgent(uid: string): Promise<Agent | null> {
  return navigator.locks.request(keptKeys.agent(uid), async () => {
    const draft = readAgentDraft(uid);
    if (draft?.isReady !== true) return null;
    const agent = await createAgent(AgentInput.parse(draft.fields));
    forgetAgentDraft(uid);
    return agent;
  });
}
