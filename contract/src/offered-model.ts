import type { AgentConfig } from './agent.ts';
import type { Model } from './settings.ts';

type Models = { readonly models: readonly Model[] };

/** Whether the platform offers a model. Null, the platform's first one, always is. */
export const isOffered = (model: string | null, settings: Models | null): boolean =>
  model === null || (settings?.models.some((offered) => offered.enabled && offered.id === model) ?? false);

/** The configuration with a model that is offered: one that is not any more becomes null, the platform's first one. */
export const withOfferedModel = <C extends Pick<AgentConfig, 'model'>>(config: C, settings: Models | null): C =>
  isOffered(config.model, settings) ? config : { ...config, model: null };
