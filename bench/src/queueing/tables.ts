import { type Fullness, fullnessOf, runsInstances } from './fullness.ts';
import { TODAY } from './limits.ts';
import type { Result } from './scenarios.ts';

const whole = new Intl.NumberFormat('en-US', { maximumFractionDigits: 0 });
/** Figures as one tells them: whole from ten on, with as many digits as mean something. */
function figure(value: number): string {
  if (value >= 10) return whole.format(Number(value.toPrecision(3)));
  return String(Number(value.toPrecision(2)));
}
const percent = (part: number): string => (part === 0 ? '0' : `${figure(part * 100)} %`);
const seconds = (value: number): string => (value < 60 ? `${value.toFixed(0)} s` : `${(value / 60).toFixed(0)} min`);
const quantile = (sorted: Float64Array, part: number): number => sorted[Math.min(sorted.length - 1, Math.floor(sorted.length * part))] ?? 0;

function table(headings: readonly string[], rows: readonly (readonly string[])[]): string {
  const widths = headings.map((heading, column) => Math.max(heading.length, ...rows.map((row) => (row[column] ?? '').length)));
  const line = (cells: readonly string[]): string => `| ${cells.map((cell, column) => cell.padEnd(widths[column] ?? 0)).join(' | ')} |`;
  return [line(headings), line(widths.map((width) => '-'.repeat(width))), ...rows.map(line)].join('\n');
}

const titleOf = ({ scenario }: Result): string[] => [whole.format(scenario.people), scenario.title];

/** How long people wait, and what becomes of their questions. */
export const waitsTable = (results: readonly Result[]): string =>
  table(
    ['People', 'Limits', 'Questions a minute', 'Wait p50', 'p95', 'p99', 'Failed', 'Still waiting at 11:30'],
    results.map((result) => [
      ...titleOf(result),
      figure(result.peak.questions * 60),
      ...[0.5, 0.95, 0.99].map((part) => seconds(quantile(result.waits, part))),
      percent(result.failed / result.asked),
      percent(result.waiting / result.asked),
    ]),
  );

/** Every limit that is full, or else the one that is nearest to it. */
function fullest(all: readonly Fullness[]): string {
  const full = all.filter(({ used, limit }) => used >= limit * 0.99);
  return (full.length === 0 ? all.slice(0, 1) : full).map(({ name, used, limit }) => `${name} ${percent(used / limit)}`).join(', ');
}

/** What the busiest minute asks of the platform's parts. */
export const peaksTable = (results: readonly Result[]): string =>
  table(
    [
      'People',
      'Limits',
      'Executions',
      'Launches a minute',
      'Instances of `runs`',
      'Writes a second',
      'Reads a second',
      'Model requests a minute',
      'Fullest limits',
    ],
    results.map((result) => {
      const { peak, mostExecutions, scenario } = result;
      return [
        ...titleOf(result),
        figure(mostExecutions),
        figure(peak.launches * 60),
        figure(runsInstances(peak, scenario.limits)),
        figure(peak.writes),
        figure(peak.reads),
        figure(peak.modelRequests * 60),
        fullest(fullnessOf(peak, mostExecutions, scenario.limits)),
      ];
    }),
  );

/** What each of today's limits would have to bear where no limit held anybody up, and how many people fill it. */
export function needsTable(results: readonly Result[]): string {
  const needs = results.map((result) => ({ result, all: fullnessOf(result.peak, result.mostExecutions, TODAY) }));
  const largest = needs.at(-1);
  if (largest === undefined) return '';
  return table(
    ['Limit', 'Today', ...needs.map(({ result }) => `${whole.format(result.scenario.people)} people`), 'Full at about'],
    largest.all.map(({ name, unit, used, limit }) => [
      name,
      `${whole.format(limit)} ${unit}`,
      ...needs.map(({ all }) => figure(all.find((one) => one.name === name)?.used ?? 0)),
      `${whole.format(Number(((largest.result.scenario.people * limit) / used).toPrecision(2)))} people`,
    ]),
  );
}

/** What a question comes to. */
export const questionTable = ({ perQuestion }: Result): string =>
  table(
    ['Of a question', ''],
    [
      ['seconds of an execution, its start left out', figure(perQuestion.liveRuns)],
      ['launches', figure(perQuestion.launches)],
      ['calls of `runs`', figure(perQuestion.runsCalls)],
      ['requests to the model', figure(perQuestion.modelRequests)],
      ['documents read', figure(perQuestion.reads)],
      ['documents written', figure(perQuestion.writes)],
    ],
  );
