import { type Agent, agentChanges, type AgentField, type AgentWriting, writingOf } from '@oma/contract';

/** What the model never sees: no test could tell it apart. */
const UNSEEN: readonly AgentField[] = ['status', 'icon', 'description', 'tags'];

/** Whether the form would answer otherwise than what is saved, as far as that can be known before it is asked. */
export const mayAnswerOtherwise = (saved: Agent, writing: AgentWriting): boolean =>
  agentChanges(writingOf(saved), writing).some(({ field }) => !UNSEEN.includes(field));
