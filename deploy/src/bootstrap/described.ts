import { differs } from './differs.ts';
import * as z from 'zod';
import type { Change, Given, Resource } from './resource.ts';

/** A resource that one command describes: made where it is not there, changed where it is otherwise. */
export function described(resource: {
  name: string;
  reason: string;
  permissions: readonly string[];
  describe: readonly string[];
  /** What the description must hold, as the API tells it. */
  wanted: unknown;
  create: (given: Given) => readonly Change[];
  /** What brings an existing one to `wanted`; null where that cannot be changed any more, which is said. */
  update: ((given: Given, actual: unknown) => readonly Change[]) | null;
}): Resource {
  return {
    name: resource.name,
    reason: resource.reason,
    permissions: resource.permissions,
    inspect: async (given) => {
      const actual = await given.cloud.read(resource.describe);
      if (actual === null) return resource.create(given);
      if (!differs(actual, resource.wanted)) return [];
      if (resource.update !== null) return resource.update(given, actual);
      return [
        {
          kind: 'by_hand',
          what: `The ${resource.name} is there, but not as it should be, and that cannot be changed afterwards: ${JSON.stringify(resource.wanted)} is wanted. Use another project, or remove it if nothing is lost by that.`,
          where: `gcloud ${resource.describe.join(' ')}`,
        },
      ];
    },
  };
}

const Deletable = z.object({ deleted: z.boolean().default(false), state: z.string().default('') });

/** Whether Google still describes something that was deleted, and that has to be taken back before it can be changed or made anew. */
export function isDeleted(actual: unknown): boolean {
  const { deleted, state } = Deletable.parse(actual);
  return deleted || state === 'DELETED';
}
