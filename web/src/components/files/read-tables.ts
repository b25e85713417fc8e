import { askWithin, type Asked } from '../../text/ask-within.ts';
import type { TableAnswer, TableQuestion } from './table-worker.ts';

/** A large workbook takes a second or two; what takes longer was most likely made to. */
const LIMIT_MS = 10_000;

/** The tables of a text or of a workbook, read beside the page, which stays quick whatever the file is; no longer than until `signal`. */
export async function readTables(question: TableQuestion, signal: AbortSignal): Promise<Asked<TableAnswer>> {
  const { address } = await import('./table-worker.ts');
  const worker = new Worker(address, { type: 'module' });
  const end = (): void => worker.terminate();
  signal.addEventListener('abort', end);
  try {
    return await askWithin<TableAnswer>(worker, question, LIMIT_MS);
  } finally {
    signal.removeEventListener('abort', end);
    end();
  }
}
