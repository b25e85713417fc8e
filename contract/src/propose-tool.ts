/** What serves the tool that proposes, and its name there: of both Claude Code makes the name that the model calls it by. */
export const PROPOSE_SERVER = 'form';
export const PROPOSE_NAME = 'propose_agent';

/** The tool that puts a proposal for the form of an agent before its person. */
export const PROPOSE_TOOL = `mcp__${PROPOSE_SERVER}__${PROPOSE_NAME}`;
