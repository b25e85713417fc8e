import type { IconName } from './oma-icon.ts';

/** The icons an agent may have; what else is stored shows as the first. */
export const AGENT_ICONS = [
  'bot',
  'chart',
  'file-text',
  'code',
  'list-checks',
  'languages',
  'table',
  'message',
  'search',
  'mail',
  'calendar',
  'wrench',
] as const satisfies readonly IconName[];

export const agentIcon = (icon: string): IconName => AGENT_ICONS.find((known) => known === icon) ?? AGENT_ICONS[0];
