import { str } from '@lit/localize';

/** English of what can be done with an agent from a list, by message id. */
export const templates = {
  'agent-act-untested': 'Its tests have not passed, so it was not put to work. Open the agent and run its tests.',
  'agent-activate': 'Start using',
  'agent-activated': str`“${0}” is ready to use.`,
  'agent-deleted': str`“${0}” was deleted.`,
  'agent-duplicate': 'Duplicate',
  'agent-duplicated': str`Made the draft “${0}”.`,
  'agent-pause': 'Pause',
  'agent-paused-now': str`“${0}” is paused.`,
  'export-claude-code': 'As a Claude Code file',
  'export-managed-agents': 'As a Managed Agents file',
  'export-own': 'Export as a file',
};
