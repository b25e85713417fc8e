import type { Environment } from '../environment.ts';

/** What `build.mjs` must be told of a deployment. `revision`: the commit that is built. Pure. */
export function buildEnvironment(environment: Environment, revision: string): Record<string, string> {
  return {
    SITE_URL: environment.site_url,
    CONTACT_EMAIL: environment.contact_email,
    PLATFORM_NAME: environment.platform_name,
    PUBLIC_ACCESS: environment.public_access,
    WARM_INSTANCES: String(environment.warm_instances),
    REVISION: revision,
  };
}
