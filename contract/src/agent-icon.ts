/** The icons an agent may have, by name; what else is stored shows as the first. */
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
] as const;
