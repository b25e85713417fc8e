import { readdirSync, readFileSync } from 'node:fs';
import path from 'node:path';
import * as z from 'zod';

/** What the bootstrap must know of each file of `deploy/monitoring/`; the rest is Google's, and checked by the tests beside the files. */
const Metric = z.looseObject({ name: z.string(), description: z.string(), filter: z.string() });
const Alert = z.looseObject({
  displayName: z.string(),
  documentation: z.looseObject({ content: z.string() }),
  userLabels: z.record(z.string(), z.string()).default({}),
});
const Dashboard = z.looseObject({ displayName: z.string(), labels: z.record(z.string(), z.string()).default({}) });
const Exclusion = z.object({ name: z.string(), description: z.string(), filter: z.string() });

export type MonitoringFiles = {
  metrics: z.infer<typeof Metric>[];
  alerts: z.infer<typeof Alert>[];
  dashboard: z.infer<typeof Dashboard>;
  exclusions: z.infer<typeof Exclusion>[];
};

const readJson = (file: string): unknown => JSON.parse(readFileSync(file, 'utf8'));

function readAll<T>(folder: string, schema: z.ZodType<T>): T[] {
  return readdirSync(folder)
    .filter((name) => name.endsWith('.json'))
    .sort()
    .map((name) => schema.parse(readJson(path.join(folder, name))));
}

/** Reads `deploy/monitoring/`. Throws where a file is not what it should be. */
export function readMonitoringFiles(folder: string): MonitoringFiles {
  return {
    metrics: readAll(path.join(folder, 'metrics'), Metric),
    alerts: readAll(path.join(folder, 'alerts'), Alert),
    dashboard: Dashboard.parse(readJson(path.join(folder, 'dashboard.json'))),
    exclusions: z.array(Exclusion).parse(readJson(path.join(folder, 'log-exclusions.json'))),
  };
}
