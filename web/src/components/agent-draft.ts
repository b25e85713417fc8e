import { type Agent, AgentInput, inputOf, type KeptWriting } from '@oma/contract';
import { keptKeys } from './kept-text.ts';
import { dropWriting, readKeptWritings } from './kept-writings.ts';
import { makeAgent } from './make-agent.ts';

/** The newest form of an agent that is not made yet; null where this browser keeps none. */
export const readAgentDraft = (uid: string): KeptWriting | null => readKeptWritings(uid, null).at(-1) ?? null;

/** Makes the agent that is ready to be made, once, whatever number of pages is open; null where none is. */
export function createKeptAgent(uid: string): Promise<Agent | null> {
  return navigator.locks.request(keptKeys.agent(uid, null), async () => {
    const draft = readKeptWritings(uid, null).findLast(({ isReady }) => isReady);
    if (draft === undefined) return null;
    // A page that was closed while it was made, or got no answer, left it kept.
    const agent = await makeAgent(AgentInput.parse(inputOf(draft.writing)), true);
    dropWriting(uid, null, draft.id);
    return agent;
  });
}
