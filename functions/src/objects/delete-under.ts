import type { ObjectStore } from './object-store.ts';

const AT_ONCE = 50;

/** Deletes every object whose name begins with `prefix`, and for which `isWanted` answers true. */
export async function deleteUnder(
  objects: Pick<ObjectStore, 'list' | 'delete'>,
  prefix: string,
  isWanted: (name: string) => boolean = () => true,
): Promise<void> {
  const names = (await objects.list(prefix)).filter(isWanted);
  for (let first = 0; first < names.length; first += AT_ONCE) await objects.delete(names.slice(first, first + AT_ONCE));
}
