import type { ImportWarning } from '@oma/contract';
import type { Written } from './format-reading.ts';
import { importWarning } from './import-warning.ts';

/** The field that names the agent's own files, in every format; none where it has none. */
export const leftOutField = ({ leftOut = [] }: Pick<Written, 'leftOut'>): { left_out?: string[] } =>
  leftOut.length === 0 ? {} : { left_out: [...leftOut] };

/** A warning for each file that whoever brings the agent in has to add again. */
export const missingFiles = (names: readonly string[] = []): ImportWarning[] =>
  names.map((name) => importWarning('config.files', 'file_not_included', name));
