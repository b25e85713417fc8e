import type { PlatformSettings } from '@oma/contract';

/** The families that Claude Code knows by a single word. */
const FAMILIES = ['opus', 'sonnet', 'haiku'] as const;

/** The family a model belongs to, told from its id; null for any other. */
export const familyOf = (model: string): string | null => FAMILIES.find((family) => model.toLowerCase().includes(family)) ?? null;

/** What stands for a model in a file: one that is offered here, or null with a word of why. */
export type FoundModel = { model: string | null; problem: string | null };

/** The model a file means: the very one, else the first of its family that is offered. */
export function findModel(named: string, settings: PlatformSettings): FoundModel {
  const offered = settings.models.filter(({ enabled }) => enabled);
  if (offered.some(({ id }) => id === named)) return { model: named, problem: null };
  const family = familyOf(named);
  const relative = family === null ? undefined : offered.find(({ id }) => familyOf(id) === family);
  if (relative === undefined)
    return { model: null, problem: `${named.slice(0, 100)} is not offered here; the platform’s default model is used` };
  return { model: relative.id, problem: named === family ? null : `${named.slice(0, 100)} is not offered here; ${relative.id} is used` };
}
