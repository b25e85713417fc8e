import { PORTS, REGION } from '@oma/contract';
import * as z from 'zod';

const flag = z
  .enum(['true', 'false', ''])
  .default('')
  .transform((value) => value === 'true');
const list = z
  .string()
  .default('')
  .transform((value) =>
    value
      .split(',')
      .map((item) => item.trim().toLowerCase())
      .filter((item) => item !== ''),
  );

const Environment = z.object({
  GCLOUD_PROJECT: z.string().min(1),
  REGION: z.string().default(REGION),
  RUNNER_JOB: z.string().default('runner'),
  RUNS_URL: z.url().optional(),
  TASKS_URL: z.url().optional(),
  TASKS_QUEUE: z.string().default('work'),
  TASKS_SERVICE_ACCOUNT: z.string().optional(),
  RUNNER_SERVICE_ACCOUNT: z.string().optional(),
  OBJECTS_BUCKET: z.string().optional(),
  LOCAL_CLOUD: z
    .string()
    .regex(/^[\w.]+:\d+$/)
    .optional(),
  LOCAL_SIGNER_KEY_FILE: z.string().optional(),
  ANTHROPIC_API_KEY: z.string().default(''),
  ANTHROPIC_BASE_URL: z.url().default('https://api.anthropic.com'),
  SIMULATION: flag,
  REDUCED_ISOLATION: flag,
  PLATFORM_NAME: z.string().min(1).default('AI Agent Platform'),
  ADMIN_EMAILS: list,
});

export type Config = {
  project: string;
  region: string;
  runnerJob: string;
  runsUrl: string;
  tasksUrl: string;
  tasksQueue: string;
  /** Null only on a `demo-` project, where calls to `tasks` carry no identity. */
  tasksServiceAccount: string | null;
  /** Null only on a `demo-` project, where `claim` demands the one-use code alone. */
  runnerServiceAccount: string | null;
  objectsBucket: string;
  /** The stand-in for Google's services on a developer's machine; null in the cloud. */
  local: { host: string; port: number; signerKeyFile: string } | null;
  model: { key: string; baseUrl: string };
  simulation: boolean;
  reducedIsolation: boolean;
  platformName: string;
  adminEmails: string[];
};

/**
 * Reads the configuration of the deployed functions. Pure. Throws one error that lists every problem.
 * On a project whose name begins with `demo-` the addresses of a developer's machine are the defaults.
 */
export function readConfig(env: Readonly<Record<string, string | undefined>>): Config {
  const parsed = Environment.safeParse(env);
  if (!parsed.success)
    throw new Error(`Configuration: ${parsed.error.issues.map((issue) => `${issue.path.join('.')}: ${issue.message}`).join('; ')}`);
  const e = parsed.data;
  const demo = e.GCLOUD_PROJECT.startsWith('demo-');
  const problems: string[] = [];
  const required = (name: string, value: string | undefined, demoDefault: string): string => {
    if (value !== undefined && value !== '') return value;
    if (!demo) problems.push(`${name}: is missing`);
    return demoDefault;
  };
  if (!demo && e.LOCAL_CLOUD !== undefined) problems.push('LOCAL_CLOUD: only on a demo- project');
  if (!demo && e.SIMULATION) problems.push('SIMULATION: only on a demo- project');
  if (!demo && e.REDUCED_ISOLATION) problems.push('REDUCED_ISOLATION: only on a demo- project');
  if (e.LOCAL_CLOUD !== undefined && e.LOCAL_SIGNER_KEY_FILE === undefined) problems.push('LOCAL_SIGNER_KEY_FILE: is missing');
  const config: Config = {
    project: e.GCLOUD_PROJECT,
    region: e.REGION,
    runnerJob: e.RUNNER_JOB,
    runsUrl: required('RUNS_URL', e.RUNS_URL, `http://127.0.0.1:${PORTS.runs}`),
    tasksUrl: required('TASKS_URL', e.TASKS_URL, `http://127.0.0.1:${PORTS.tasks}`),
    tasksQueue: e.TASKS_QUEUE,
    tasksServiceAccount: required('TASKS_SERVICE_ACCOUNT', e.TASKS_SERVICE_ACCOUNT, '') || null,
    runnerServiceAccount: required('RUNNER_SERVICE_ACCOUNT', e.RUNNER_SERVICE_ACCOUNT, '') || null,
    objectsBucket: required('OBJECTS_BUCKET', e.OBJECTS_BUCKET, `${e.GCLOUD_PROJECT}-objects`),
    local: null,
    model: { key: e.ANTHROPIC_API_KEY, baseUrl: e.ANTHROPIC_BASE_URL },
    simulation: e.SIMULATION,
    reducedIsolation: e.REDUCED_ISOLATION,
    platformName: e.PLATFORM_NAME,
    adminEmails: e.ADMIN_EMAILS.length === 0 && demo ? ['admin@example.com'] : e.ADMIN_EMAILS,
  };
  if (e.LOCAL_CLOUD !== undefined && e.LOCAL_SIGNER_KEY_FILE !== undefined) {
    const [host = '', port = ''] = e.LOCAL_CLOUD.split(':');
    config.local = { host, port: Number(port), signerKeyFile: e.LOCAL_SIGNER_KEY_FILE };
  }
  if (problems.length > 0) throw new Error(`Configuration: ${problems.join('; ')}`);
  return config;
}
