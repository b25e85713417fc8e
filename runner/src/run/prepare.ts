import { createRequire } from 'node:module';
import type { Config } from '../config.ts';
import { tryContainer, type ContainerChoice } from '../container/choose.ts';
import { type ModelProxy, startModelProxy } from '../model-proxy/model-proxy.ts';

/** What needs no answer of `claim`, made while it is on its way. */
export type Prepared = { choice: ContainerChoice; proxy: ModelProxy | null; claudeBinary: string };

/** Where the SDK's package for this machine keeps Claude Code. */
export function installedClaude(): string {
  const require = createRequire(import.meta.url);
  const sdk = createRequire(require.resolve('@anthropic-ai/claude-agent-sdk'));
  return sdk.resolve(`@anthropic-ai/claude-agent-sdk-${process.platform}-${process.arch}/claude`);
}

export async function prepare(config: Config): Promise<Prepared> {
  const claudeBinary = config.claudeBinary ?? installedClaude();
  const choice = await tryContainer(config, claudeBinary);
  return { choice, claudeBinary, proxy: choice.kind === 'container' ? await startModelProxy(choice.container) : null };
}
