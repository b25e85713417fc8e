import { existsSync, readdirSync, readFileSync, statSync } from 'node:fs';
import path from 'node:path';
import * as z from 'zod';
import type { Parsed } from '../options.ts';

const METADATA = 'firebase-export-metadata.json';
const OVERALL = '.overall_export_metadata';

const EmulatorExport = z.object({ firestore: z.object({ metadata_file: z.string() }) });

/**
 * The folder that the emulators import from: an export of the emulators, which says where Firestore's part of it lies, or a copy of what
 * `gcloud firestore export` left in a bucket, which firebase-tools knows by the one file in it. Otherwise a sentence that says what the folder is not.
 */
export function findExport(folder: string): Parsed<string> {
  if (!existsSync(folder)) return { ok: false, sentence: `There is no folder ${folder}.` };
  if (!statSync(folder).isDirectory()) return { ok: false, sentence: `${folder} is a file; an export is a folder.` };
  const ofEmulators = path.join(folder, METADATA);
  if (existsSync(ofEmulators)) {
    const metadataFile = firestorePart(ofEmulators);
    if (metadataFile === null) return { ok: false, sentence: `The export in ${folder} holds nothing of Firestore.` };
    const overall = path.join(folder, metadataFile);
    return existsSync(overall)
      ? { ok: true, value: folder }
      : { ok: false, sentence: `The export in ${folder} lacks its ${metadataFile}.` };
  }
  const overall = readdirSync(folder).filter((name) => name.endsWith(OVERALL));
  if (overall.length === 1) return { ok: true, value: folder };
  return {
    ok: false,
    sentence: `${folder} holds no export: neither ${METADATA}, which the emulators write, nor one file *${OVERALL}, which gcloud firestore export writes.`,
  };
}

function firestorePart(file: string): string | null {
  try {
    return EmulatorExport.parse(JSON.parse(readFileSync(file, 'utf8'))).firestore.metadata_file;
  } catch {
    return null;
  }
}
