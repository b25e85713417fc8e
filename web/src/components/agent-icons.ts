import { AGENT_ICONS } from '@oma/contract';
import type { IconName } from './oma-icon.ts';

const icons: readonly IconName[] = AGENT_ICONS;

/** What an agent's icon shows as; one that is not known shows as the first. */
export const agentIcon = (icon: string): IconName => icons.find((known) => known === icon) ?? AGENT_ICONS[0];
