import { Firestore } from '@google-cloud/firestore';
import type { Parsed } from '../options.ts';
import { withEmulators } from '../with-emulators.ts';
import { findExport } from './find-export.ts';
import { readDocuments } from './read-documents.ts';
import { type Tally, tallyDocuments } from './tally.ts';

const PORTS = { firestore: 18_085, hub: 14_405, logging: 14_505, websocket: 19_155 };
/** Where an export came from does not matter: every project of an emulator begins with it. */
const PROJECT = 'demo-restore';

/**
 * Restores an export into a Firestore emulator that holds nothing else, and reads every document of it as the code would. A sentence where there is no export,
 * where it cannot be imported, or where nothing came of it: an empty database is no backup.
 */
export async function restoreDrill(root: string, folder: string, say: (line: string) => void): Promise<Parsed<Tally[]>> {
  const found = findExport(folder);
  if (!found.ok) return found;
  say('… restoring into an emulator');
  try {
    const tallies = await withEmulators({ root, name: 'restore', project: PROJECT, ports: PORTS, importFrom: found.value, say }, async () =>
      readAll(`127.0.0.1:${PORTS.firestore}`),
    );
    return tallies.length === 0 ? { ok: false, sentence: `The export in ${folder} holds no document.` } : { ok: true, value: tallies };
  } catch (error) {
    return { ok: false, sentence: error instanceof Error ? error.message : String(error) };
  }
}

async function readAll(host: string): Promise<Tally[]> {
  const firestore = new Firestore({ projectId: PROJECT, host, ssl: false, customHeaders: { authorization: 'Bearer owner' } });
  try {
    return await tallyDocuments(readDocuments(firestore));
  } finally {
    await firestore.terminate();
  }
}
