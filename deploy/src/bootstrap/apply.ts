import type { SecretName } from '../names.ts';
import { inspected, remembering, type Step } from './plan.ts';
import type { Change, Given } from './resource.ts';

/** What applying needs from outside of the project. */
export type Applying = {
  given: Given;
  /** The value of a secret, given by the person. */
  secretValue: (name: SecretName) => Promise<string>;
  /** Tells of each change as it is done, and of what only a person can do. */
  say: (line: string) => void;
};

/**
 * Does what was planned, resource after resource. Each is looked at once more before it is changed, for what came before may have made what it builds on.
 * Throws `CloudError` at the first change that fails; what was done until then stays, and the next plan goes on from there.
 */
export async function apply(steps: readonly Step[], { given, secretValue, say }: Applying): Promise<void> {
  const cloud = remembering(given.cloud);
  for (const { resource } of steps) {
    const changes = await inspected(resource, { ...given, cloud });
    for (const change of changes) await carryOut(change);
    if (changes.some(({ kind }) => kind !== 'by_hand')) say(`✓ ${resource.name}`);
  }

  async function carryOut(change: Change): Promise<void> {
    switch (change.kind) {
      case 'command':
        await cloud.run(change.command);
        return;
      case 'request':
        await cloud.send(change.request);
        return;
      case 'secret':
        await cloud.run({
          args: ['secrets', 'versions', 'add', change.name, '--data-file=-'],
          input: await secretValue(change.name),
        });
        return;
      case 'by_hand':
        return;
      default:
        change satisfies never;
    }
  }
}
