import * as z from 'zod';
import { type Cloud, CloudError } from '../cloud.ts';
import type { Change, Given, Resource } from './resource.ts';

/** A resource that is not as it should be, with what would be done about it. */
export type Step = { resource: Resource; changes: readonly Change[] };

/** So many resources are looked at at once: a command takes about a second, most of it to start. */
const AT_ONCE = 6;

/** Remembers what was read, so that many resources may ask for the same. */
export function remembering(cloud: Cloud): Cloud {
  const reads = new Map<string, Promise<unknown>>();
  const once = (key: string, read: () => Promise<unknown>): Promise<unknown> => {
    const known = reads.get(key) ?? read();
    reads.set(key, known);
    return known;
  };
  return {
    read: (args) => once(JSON.stringify(args), () => cloud.read(args)),
    get: (url) => once(url, () => cloud.get(url)),
    run: async (command) => {
      reads.clear();
      await cloud.run(command);
    },
    send: (request) => {
      reads.clear();
      return cloud.send(request);
    },
  };
}

/** Looks at one resource. Throws `CloudError`, also where Google describes it in a way that nobody expected. */
export async function inspected(resource: Resource, given: Given): Promise<readonly Change[]> {
  try {
    return await resource.inspect(given);
  } catch (error) {
    if (error instanceof z.ZodError)
      throw new CloudError(resource.name, `Google described it in an unexpected way: ${z.prettifyError(error)}`);
    throw error;
  }
}

/** What would have to be done, in the order in which it has to be done. Reads only. `onLooked` is told how many have been looked at. */
export async function plan(resources: readonly Resource[], given: Given, onLooked: (count: number) => void): Promise<Step[]> {
  const seen: Given = { ...given, cloud: remembering(given.cloud) };
  const changes = new Map<Resource, readonly Change[]>();
  const waiting = [...resources];
  const look = async (): Promise<void> => {
    for (let resource = waiting.shift(); resource !== undefined; resource = waiting.shift()) {
      changes.set(resource, await inspected(resource, seen));
      onLooked(changes.size);
    }
  };
  await Promise.all(Array.from({ length: AT_ONCE }, look));
  return resources.flatMap((resource) => {
    const found = changes.get(resource) ?? [];
    return found.length === 0 ? [] : [{ resource, changes: found }];
  });
}
