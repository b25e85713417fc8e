import type { ImportWarning, PlatformSettings } from '@oma/contract';
import { importWarning } from './import-warning.ts';

/** The families that Claude Code knows by a single word. */
const FAMILIES = ['opus', 'sonnet', 'haiku'] as const;

/** The family a model belongs to, told from its id; null for any other. */
export const familyOf = (model: string): string | null => FAMILIES.find((family) => model.toLowerCase().includes(family)) ?? null;

/** What stands for a model in a file: one that is offered here, or null for the default; with a warning where it is another one than named. */
export type FoundModel = { model: string | null; warning: ImportWarning | null };

/** The model a file means: the very one, else the first of its family that is offered. */
export function findModel(named: string, settings: PlatformSettings): FoundModel {
  const offered = settings.models.filter(({ enabled }) => enabled);
  if (offered.some(({ id }) => id === named)) return { model: named, warning: null };
  const family = familyOf(named);
  const relative = family === null ? undefined : offered.find(({ id }) => familyOf(id) === family);
  if (relative !== undefined && named === family) return { model: relative.id, warning: null };
  return { model: relative?.id ?? null, warning: importWarning('model', 'model_replaced', named, relative?.id) };
}
