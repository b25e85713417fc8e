import { readFileSync, writeFileSync } from 'node:fs';
import process from 'node:process';
import { reportOf, withTables } from './queueing/report.ts';

/**
 * Prints the tables of docs/SCALE.md: what becomes of everybody's questions on a morning of so many people, by simulation. With `--write` they are put into
 * the document.
 */
const FILE = 'docs/SCALE.md';
const tables = reportOf();
for (const { table } of tables) process.stdout.write(`${table}\n\n`);
if (process.argv.includes('--write')) writeFileSync(FILE, withTables(readFileSync(FILE, 'utf8'), tables));
