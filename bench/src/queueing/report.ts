import { resultOf, type Scenario, SCENARIOS } from './scenarios.ts';
import { needsTable, peaksTable, questionTable, waitsTable } from './tables.ts';

/** The tables of docs/SCALE.md, each under its name. */
export function reportOf(scenarios: readonly Scenario[] = SCENARIOS): { name: string; table: string }[] {
  const results = scenarios.map(resultOf);
  const inFreedom = results.filter(({ scenario }) => scenario.isFree);
  const [first] = inFreedom.slice(-1);
  return [
    { name: 'waits', table: waitsTable(results) },
    { name: 'peaks', table: peaksTable(results) },
    { name: 'needs', table: needsTable(inFreedom) },
    ...(first === undefined ? [] : [{ name: 'question', table: questionTable(first) }]),
  ];
}

const BEGIN = (name: string): string => `<!-- ${name}, by npm run bench:scale -->\n\n`;
const END = '\n\n<!-- end -->';

/** A document with its tables as they are now. Throws where it has no place for one. */
export function withTables(document: string, tables: readonly { name: string; table: string }[]): string {
  return tables.reduce((text, { name, table }) => {
    const from = text.indexOf(BEGIN(name)) + BEGIN(name).length;
    const to = text.indexOf(END, from);
    if (!text.includes(BEGIN(name)) || to === -1) throw new Error(`there is no place for the table ${name}`);
    return text.slice(0, from) + table + text.slice(to);
  }, document);
}
