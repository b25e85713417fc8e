import type { AgentConfig, PlatformSettings } from '@oma/contract';

/** Whether the platform offers a model. Null, the platform's first one, always is. */
export const isOffered = (model: string | null, settings: PlatformSettings | null): boolean =>
  model === null || (settings?.models.some((offered) => offered.enabled && offered.id === model) ?? false);

/** The configuration with a model that is offered: one that is not any more becomes null, the platform's first one. */
export const withOfferedModel = (config: AgentConfig, settings: PlatformSettings | null): AgentConfig =>
  isOffered(config.model, settings) ? config : { ...config, model: null };
