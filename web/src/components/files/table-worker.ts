import type { WorkerNews } from '../../text/ask-within.ts';
import type { Table } from './table-rows.ts';

/** What the worker is asked: the tables of a text, or of a workbook. */
export type TableQuestion = string | Uint8Array<ArrayBuffer>;
/** The tables; `no tables`: it is no workbook, or too large; `not loaded`: what reads it did not come. */
export type TableAnswer = Table[] | 'no tables' | 'not loaded';

/** Where a worker finds this module. */
export const address = import.meta.url;

declare const WorkerGlobalScope: unknown;

const say = (news: WorkerNews<TableAnswer>): void => postMessage(news);

/** What reads it, once it is loaded. */
async function readerOf(question: TableQuestion): Promise<() => Table[] | Promise<Table[]>> {
  if (typeof question === 'string') {
    const { textTable } = await import('./text-table.ts');
    return () => textTable(question);
  }
  const { sheetTables } = await import('./sheet-tables.ts');
  return () => sheetTables(question);
}

async function answer(question: TableQuestion): Promise<void> {
  const read = await readerOf(question).catch(() => null);
  if (read === null) {
    say({ answer: 'not loaded' });
    return;
  }
  say({ began: true });
  try {
    say({ answer: await read() });
  } catch {
    say({ answer: 'no tables' });
  }
}

if (typeof WorkerGlobalScope !== 'undefined') addEventListener('message', ({ data }: MessageEvent<TableQuestion>) => void answer(data));
