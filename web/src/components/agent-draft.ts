import { type Agent, AgentInput, type AgentWriting, inputOf } from '@oma/contract';
import { createAgent } from '../data/agents.ts';
import { keptKeys } from './kept-text.ts';
import { keepWritings, readKeptWritings } from './kept-writings.ts';

/** An agent that is not made yet. `isReady`: the person asked to have it made as soon as there is access. */
export type AgentDraft = { fields: AgentWriting; isReady: boolean };

/** The one that this browser keeps; null where there is none. */
export function readAgentDraft(uid: string): AgentDraft | null {
  const { live, aside, isReady } = readKeptWritings(uid, null);
  const newest = live ?? aside.at(-1);
  return newest === undefined ? null : { fields: newest.writing, isReady };
}

export function keepAgentDraft(uid: string, { fields, isReady }: AgentDraft): void {
  const { aside } = readKeptWritings(uid, null);
  keepWritings(uid, null, { live: { writing: fields, version: 0, at: new Date().toISOString() }, aside, isReady });
}

export const forgetAgentDraft = (uid: string): void =>
  keepWritings(uid, null, { live: null, aside: readKeptWritings(uid, null).aside, isReady: false });

/** Makes the agent that this browser keeps, once, whatever number of pages is open; null where none is ready. */
export function createKeptAgent(uid: string): Promise<Agent | null> {
  return navigator.locks.request(keptKeys.agent(uid, null), async () => {
    const draft = readAgentDraft(uid);
    if (draft?.isReady !== true) return null;
    const agent = await createAgent(AgentInput.parse(inputOf(draft.fields)));
    forgetAgentDraft(uid);
    return agent;
  });
}
