import type { Upload } from '../../data/uploads.ts';
import { forgetKept, keepText, readKept } from '../kept-text.ts';

/** An attachment of which only the id is known here. */
export const unnamed = (id: string): Upload => ({ id, name: '', size: 0 });

/** The files that this browser keeps beside a message under a key, in their order. */
export function readKeptFiles(key: string): Upload[] {
  try {
    const kept: unknown = JSON.parse(readKept(key));
    return Array.isArray(kept) ? kept.filter(isUpload) : [];
  } catch {
    return [];
  }
}

export function keepFiles(key: string, files: readonly Upload[]): void {
  if (files.length === 0) forgetKept(key);
  else keepText(key, JSON.stringify(files));
}

const isUpload = (value: unknown): value is Upload =>
  typeof value === 'object' &&
  value !== null &&
  'id' in value &&
  typeof value.id === 'string' &&
  'name' in value &&
  typeof value.name === 'string' &&
  'size' in value &&
  typeof value.size === 'number';
