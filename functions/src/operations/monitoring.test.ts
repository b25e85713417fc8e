import { readdirSync, readFileSync } from 'node:fs';
import path from 'node:path';
import { describe, expect, it } from 'vitest';
import * as z from 'zod';
import { MEASURES, type MeasuredEvent } from './measures.ts';

const ROOT = path.join(import.meta.dirname, '../../..');
const MONITORING = path.join(ROOT, 'deploy/monitoring');
const read = (file: string): unknown => JSON.parse(readFileSync(path.join(MONITORING, file), 'utf8'));
const filesOf = (folder: string): string[] => readdirSync(path.join(MONITORING, folder)).map((file) => path.join(folder, file));

const Label = z.strictObject({
  key: z.string().regex(/^[a-z_]+$/),
  valueType: z.enum(['STRING', 'BOOL', 'INT64']),
  description: z.string().optional(),
});
/** https://cloud.google.com/logging/docs/reference/v2/rest/v2/projects.metrics#LogMetric */
const LogMetric = z
  .strictObject({
    name: z.string().regex(/^[a-z_]{1,100}$/),
    description: z.string().max(8000),
    filter: z.string().max(20_000),
    metricDescriptor: z.strictObject({
      metricKind: z.literal('DELTA'),
      valueType: z.enum(['INT64', 'DISTRIBUTION']),
      unit: z.enum(['1', 'ms', '{USD}']),
      labels: z.array(Label).min(1).max(10).optional(),
    }),
    valueExtractor: z
      .string()
      .regex(/^EXTRACT\(jsonPayload\.\w+\)$/)
      .optional(),
    labelExtractors: z.record(z.string(), z.string().regex(/^EXTRACT\(jsonPayload\.\w+\)$/)).optional(),
    bucketOptions: z
      .strictObject({
        exponentialBuckets: z.strictObject({
          numFiniteBuckets: z.number().int().min(1).max(200),
          growthFactor: z.number().gt(1),
          scale: z.number().positive(),
        }),
      })
      .optional(),
  })
  .refine(({ metricDescriptor, valueExtractor, bucketOptions }) => {
    const isDistribution = metricDescriptor.valueType === 'DISTRIBUTION';
    return isDistribution === (valueExtractor !== undefined) && isDistribution === (bucketOptions !== undefined);
  }, 'a distribution, and nothing else, has a value and buckets')
  .refine(
    ({ metricDescriptor, labelExtractors = {} }) =>
      JSON.stringify((metricDescriptor.labels ?? []).map(({ key }) => key).sort()) === JSON.stringify(Object.keys(labelExtractors).sort()),
    'every label has its extractor',
  );

const Seconds = z.string().regex(/^\d+s$/);
/** https://cloud.google.com/monitoring/api/ref_v3/rest/v3/projects.alertPolicies#Aggregation */
const Aggregation = z.strictObject({
  alignmentPeriod: Seconds.refine((period) => Number.parseInt(period, 10) >= 60, 'at least a minute'),
  perSeriesAligner: z.enum(['ALIGN_DELTA', 'ALIGN_MAX', 'ALIGN_COUNT', 'ALIGN_PERCENTILE_99', 'ALIGN_NEXT_OLDER', 'ALIGN_FRACTION_TRUE']),
  crossSeriesReducer: z
    .enum([
      'REDUCE_SUM',
      'REDUCE_MAX',
      'REDUCE_MEAN',
      'REDUCE_COUNT_FALSE',
      'REDUCE_PERCENTILE_50',
      'REDUCE_PERCENTILE_75',
      'REDUCE_PERCENTILE_95',
    ])
    .optional(),
  groupByFields: z
    .array(z.string().regex(/^(metric|resource)\.label\.\w+$/))
    .min(1)
    .optional(),
});
const Trigger = z.strictObject({ count: z.number().int().min(1) });
const PROMETHEUS_QUERY = z.string().regex(/^[\w:(){}[\]="., >]+$/);
/** https://cloud.google.com/monitoring/api/ref_v3/rest/v3/projects.alertPolicies#AlertPolicy */
const AlertPolicy = z.strictObject({
  displayName: z.string().max(512),
  documentation: z.strictObject({ content: z.string().max(8192), mimeType: z.literal('text/markdown') }),
  combiner: z.enum(['OR', 'AND']),
  conditions: z
    .array(
      z.union([
        z.strictObject({
          displayName: z.string(),
          conditionThreshold: z.strictObject({
            filter: z.string(),
            aggregations: z.array(Aggregation).length(1),
            denominatorFilter: z.string().optional(),
            denominatorAggregations: z.array(Aggregation).length(1).optional(),
            comparison: z.literal('COMPARISON_GT'),
            thresholdValue: z.number().nonnegative(),
            duration: Seconds,
            trigger: Trigger,
          }),
        }),
        z.strictObject({
          displayName: z.string(),
          conditionAbsent: z.strictObject({
            filter: z.string(),
            aggregations: z.array(Aggregation).length(1),
            duration: Seconds.refine((duration) => Number.parseInt(duration, 10) >= 120, 'at least two minutes'),
            trigger: Trigger,
          }),
        }),
        z.strictObject({
          displayName: z.string(),
          conditionPrometheusQueryLanguage: z.strictObject({ query: PROMETHEUS_QUERY, duration: Seconds, evaluationInterval: Seconds }),
        }),
      ]),
    )
    .min(1)
    .max(6),
  alertStrategy: z.strictObject({ autoClose: Seconds.refine((after) => Number.parseInt(after, 10) >= 1800, 'at least half an hour') }),
  severity: z.enum(['CRITICAL', 'ERROR', 'WARNING']),
  enabled: z.literal(true),
});

/** https://cloud.google.com/monitoring/api/ref_v3/rest/v1/projects.dashboards#Dashboard */
const TimeSeriesQuery = z.union([
  z.strictObject({ timeSeriesFilter: z.strictObject({ filter: z.string(), aggregation: Aggregation }) }),
  z.strictObject({ prometheusQuery: PROMETHEUS_QUERY }),
]);
const Chart = z.strictObject({
  dataSets: z
    .array(
      z.strictObject({
        timeSeriesQuery: TimeSeriesQuery,
        plotType: z.enum(['LINE', 'STACKED_BAR']),
        targetAxis: z.literal('Y1'),
        legendTemplate: z.string().optional(),
      }),
    )
    .min(1),
  timeshiftDuration: Seconds,
  yAxis: z.strictObject({ label: z.string().optional(), scale: z.literal('LINEAR') }),
});
const Widget = z.union([
  z.strictObject({ title: z.string(), xyChart: Chart }),
  z.strictObject({ title: z.string(), incidentList: z.strictObject({}) }),
]);
const Dashboard = z.strictObject({
  displayName: z.string(),
  mosaicLayout: z.strictObject({
    columns: z.literal(48),
    tiles: z.array(
      z
        .strictObject({
          xPos: z.number().int().min(0).default(0),
          yPos: z.number().int().min(0).default(0),
          width: z.number().int().min(1),
          height: z.number().int().min(1),
          widget: Widget,
        })
        .refine(({ xPos, width }) => xPos + width <= 48, 'a tile lies within the columns'),
    ),
  }),
});

/** https://cloud.google.com/logging/docs/reference/v2/rest/v2/projects.sinks#LogExclusion */
const Exclusions = z.array(
  z.strictObject({ name: z.string().regex(/^[A-Za-z][\w.-]{0,99}$/), description: z.string(), filter: z.string().min(1).max(20_000) }),
);

const metrics = filesOf('metrics').map((file) => ({ file, metric: LogMetric.parse(read(file)) }));
const alerts = filesOf('alerts').map((file) => ({ file, alert: AlertPolicy.parse(read(file)) }));
const dashboard = Dashboard.parse(read('dashboard.json'));

/** Google's own metrics that are looked at, and the labels of theirs that are named. https://cloud.google.com/monitoring/api/metrics_gcp */
const GOOGLE_METRICS: Readonly<Record<string, { resource: string; labels: readonly string[] }>> = {
  'logging.googleapis.com/log_entry_count': { resource: 'cloud_run_revision', labels: ['severity'] },
  'run.googleapis.com/job/completed_execution_count': { resource: 'cloud_run_job', labels: ['result'] },
  'run.googleapis.com/job/running_executions': { resource: 'cloud_run_job', labels: [] },
  'cloudtasks.googleapis.com/queue/depth': { resource: 'cloud_tasks_queue', labels: [] },
  'monitoring.googleapis.com/uptime_check/check_passed': { resource: 'uptime_url', labels: [] },
};
const OWN = 'logging.googleapis.com/user/';

const measureOf = (metric: z.infer<typeof LogMetric>): { event: MeasuredEvent; fields: readonly string[] } => {
  const event = /^resource\.type="cloud_run_revision" AND jsonPayload\.event="(\w+)"/.exec(metric.filter)?.[1] ?? '';
  expect(Object.keys(MEASURES), metric.name).toContain(event);
  return { event: event as MeasuredEvent, fields: Object.keys(MEASURES[event as MeasuredEvent].fields.shape) };
};
const fieldsNamedBy = (metric: z.infer<typeof LogMetric>): string[] =>
  [metric.filter, metric.valueExtractor ?? '', ...Object.values(metric.labelExtractors ?? {})]
    .flatMap((text) => [...text.matchAll(/jsonPayload\.(\w+)/g)].map((match) => match[1] ?? ''))
    .filter((field) => field !== 'event');

/** Everything that names a metric: whether it and its labels exist, and whether it can be aggregated that way. */
function expectKnown(filter: string, aggregation: z.infer<typeof Aggregation>): void {
  const type = /^metric\.type="([^"]+)"/.exec(filter)?.[1] ?? '';
  const resource = /resource\.type="([^"]+)"/.exec(filter)?.[1];
  const labels = [
    ...filter.matchAll(/metric\.labels\.(\w+)/g),
    ...(aggregation.groupByFields ?? []).flatMap((field) => [...field.matchAll(/^metric\.label\.(\w+)/g)]),
  ].map((match) => match[1]);
  const own = metrics.find(({ metric }) => OWN + metric.name === type)?.metric;
  const known =
    own === undefined ? GOOGLE_METRICS[type] : { resource: 'cloud_run_revision', labels: Object.keys(own.labelExtractors ?? {}) };
  expect(known, type).toBeDefined();
  expect(resource).toBe(known?.resource);
  for (const label of labels) expect(known?.labels, type).toContain(label);
  if (own === undefined) return;
  const isDistribution = own.metricDescriptor.valueType === 'DISTRIBUTION';
  const { perSeriesAligner, crossSeriesReducer = '' } = aggregation;
  if (crossSeriesReducer.includes('PERCENTILE') || perSeriesAligner.includes('PERCENTILE')) expect(isDistribution, type).toBe(true);
  if (crossSeriesReducer === 'REDUCE_SUM' && perSeriesAligner === 'ALIGN_DELTA' && own.name !== 'sweep_time')
    expect(isDistribution, type).toBe(false);
}

function expectQueryKnown(query: string): void {
  const [, name = ''] = /logging_googleapis_com:user_(\w+)_sum\{/.exec(query) ?? [];
  expect(metrics.find(({ metric }) => metric.name === name)?.metric.metricDescriptor.valueType).toBe('DISTRIBUTION');
}

describe.each(metrics)('$file', ({ file, metric }) => {
  it('is named as its file, and reads an event and fields that are measured', () => {
    expect(file).toBe(`metrics/${metric.name}.json`);
    const { event, fields } = measureOf(metric);
    for (const field of fieldsNamedBy(metric)) expect(fields, event).toContain(field);
    const unit = /jsonPayload\.\w+_(ms|usd|count)\)/.exec(metric.valueExtractor ?? '')?.[1];
    if (unit !== undefined) expect(metric.metricDescriptor.unit).toBe({ ms: 'ms', usd: '{USD}', count: '1' }[unit]);
  });
});

it('every event has a metric, and every number that is measured is told by one', () => {
  for (const [event, { fields }] of Object.entries(MEASURES)) {
    const own = metrics.filter(({ metric }) => measureOf(metric).event === event).map(({ metric }) => metric);
    expect(own, event).not.toEqual([]);
    const told = own.flatMap(fieldsNamedBy);
    for (const field of Object.keys(fields.shape)) if (/_(ms|usd|count)$/.test(field)) expect(told, event).toContain(field);
  }
});

const runBooks = readFileSync(path.join(ROOT, 'docs/OPERATIONS.md'), 'utf8')
  .split(/^## /m)
  .find((section) => section.startsWith('Run-books\n'))!;
const headings = [...runBooks.matchAll(/^### (.+)$/gm)].map((match) => match[1] ?? '');
const anchorOf = (heading: string): string =>
  heading
    .toLowerCase()
    .replaceAll(/[^a-z0-9 -]/g, '')
    .replaceAll(' ', '-');

describe.each(alerts)('$file', ({ file, alert }) => {
  it('looks at metrics that exist', () => {
    for (const condition of alert.conditions) {
      if ('conditionPrometheusQueryLanguage' in condition) expectQueryKnown(condition.conditionPrometheusQueryLanguage.query);
      else if ('conditionAbsent' in condition) expectKnown(condition.conditionAbsent.filter, condition.conditionAbsent.aggregations[0]!);
      else {
        const { filter, aggregations, denominatorFilter, denominatorAggregations } = condition.conditionThreshold;
        expectKnown(filter, aggregations[0]!);
        expect(denominatorFilter === undefined).toBe(denominatorAggregations === undefined);
        if (denominatorFilter !== undefined) expectKnown(denominatorFilter, denominatorAggregations![0]!);
      }
    }
  });

  it('says what to do: its run-book is in docs/OPERATIONS.md', () => {
    expect(headings).toContain(alert.displayName);
    const anchor = anchorOf(alert.displayName);
    expect(file).toBe(`alerts/${anchor}.json`);
    expect(alert.documentation.content).toContain(`docs/OPERATIONS.md#${anchor}`);
  });
});

it('there is a run-book for alerts only, each with what it means, what to look at and what to do', () => {
  expect(headings.toSorted()).toEqual(alerts.map(({ alert }) => alert.displayName).toSorted());
  const books = runBooks.split(/^### /m).slice(1);
  for (const part of ['**Means.**', '**Look at.**', '**Do.**']) expect(books.filter((book) => !book.includes(`\n${part} `))).toEqual([]);
});

it('the dashboard shows metrics that exist, every one of ours, in tiles that do not overlap', () => {
  const { tiles } = dashboard.mosaicLayout;
  const shown = tiles.flatMap(({ widget }) => ('xyChart' in widget ? widget.xyChart.dataSets : []));
  for (const { timeSeriesQuery } of shown) {
    if ('prometheusQuery' in timeSeriesQuery) expectQueryKnown(timeSeriesQuery.prometheusQuery);
    else expectKnown(timeSeriesQuery.timeSeriesFilter.filter, timeSeriesQuery.timeSeriesFilter.aggregation);
  }
  for (const { metric } of metrics) expect(JSON.stringify(shown)).toMatch(new RegExp(`user[/_]${metric.name}(_sum\\{|\\\\")`));
  const cells = tiles.flatMap(({ xPos, yPos, width, height }) =>
    Array.from({ length: width * height }, (_, cell) => `${xPos + (cell % width)}/${yPos + Math.floor(cell / width)}`),
  );
  expect(new Set(cells).size).toBe(cells.length);
});

it('what is kept out of the log has a name and a reason', () => {
  const exclusions = Exclusions.parse(read('log-exclusions.json'));
  expect(new Set(exclusions.map(({ name }) => name)).size).toBe(exclusions.length);
  // Whatever holds a signed address, wherever it stands; and the requests of both public functions, whose addresses hold secrets.
  const filters = exclusions.map(({ filter }) => filter).join('\n');
  for (const part of ['"X-Goog-Signature"', 'run.googleapis.com%2Frequests', '"api"', '"runs"', 'Bearer']) expect(filters).toContain(part);
  // Nothing that a metric counts.
  expect(filters).not.toContain('jsonPayload.event');
});
