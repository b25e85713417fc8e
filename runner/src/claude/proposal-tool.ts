import { createSdkMcpServer, type McpSdkServerConfigWithInstance, type PermissionResult, tool } from '@anthropic-ai/claude-agent-sdk';
import { agentProposalFields, PROPOSE_NAME, PROPOSE_SERVER, type ProposeAnswer } from '@oma/contract';

const DESCRIPTION =
  'Puts a proposal for the form of the agent before the person, who takes over what they like. Give only the fields that should change; each replaces what the form holds there.';
const SHOWN = 'The proposal is before the person now. What they take over, you see in the form before their next message.';

/**
 * The tool by which Claude proposes. Whoever leaves a use of it to the person has put the proposal before them by then (see `proposalAnswer`), so the tool
 * itself only says so.
 */
export const proposalServer = (): McpSdkServerConfigWithInstance =>
  createSdkMcpServer({
    name: PROPOSE_SERVER,
    // Looked up only where there are many tools; here it is one of two.
    alwaysLoad: true,
    tools: [tool(PROPOSE_NAME, DESCRIPTION, agentProposalFields, () => Promise.resolve({ content: [{ type: 'text', text: SHOWN }] }))],
  });

/** What Claude Code does with a use of the tool. `answer`: what came of it at the door; null where it could not be brought there. */
export function proposalAnswer(given: Record<string, unknown>, answer: ProposeAnswer | null): PermissionResult {
  if (answer === null)
    return { behavior: 'deny', message: 'This could not be proposed now. Say to the person in the chat what you would propose.' };
  if (answer.problems.length === 0) return { behavior: 'allow', updatedInput: given };
  const problems = answer.problems.map(({ path, message }) => `- ${path === '' ? 'the proposal' : path}: ${message}`);
  return {
    behavior: 'deny',
    message: ['The form does not take this, so the person was shown nothing. Mend it and propose again:', ...problems].join('\n'),
  };
}
