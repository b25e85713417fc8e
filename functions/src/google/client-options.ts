import { PassThroughClient } from 'google-auth-library';
import type { Config } from '../config.ts';

/** Options of the generated Google clients: REST instead of gRPC, which starts faster; on a developer's machine the stand-in. */
export type ClientOptions = { fallback: true; protocol?: 'http'; apiEndpoint?: string; port?: number; authClient?: PassThroughClient };

export function clientOptions(config: Config): ClientOptions {
  if (config.local === null) return { fallback: true };
  return { fallback: true, protocol: 'http', apiEndpoint: config.local.host, port: config.local.port, authClient: new PassThroughClient() };
}
