import { PORTS, REGION } from '@oma/contract';
import * as z from 'zod';
import type { SmtpOptions } from './smtp/smtp-mailer.ts';

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

/** An environment that names a variable without a value leaves it out. */
const orNothing = <T extends z.ZodType>(schema: T) => z.preprocess((value) => (value === '' ? undefined : value), schema.optional());

const Environment = z.object({
  GCLOUD_PROJECT: z.string().min(1),
  FUNCTION_TARGET: z.string().default('functions'),
  REGION: z.string().default(REGION),
  RUNNER_JOB: z.string().default('runner'),
  RUNS_URL: z.url().optional(),
  TASKS_URL: z.url().optional(),
  LAUNCH_QUEUE: z.string().default('launches'),
  WORK_QUEUE: z.string().default('work'),
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
  SITE_URL: orNothing(z.url()),
  CONTACT_EMAIL: orNothing(z.email()),
  SMTP_HOST: orNothing(z.string()),
  SMTP_PORT: orNothing(z.coerce.number().int().min(1).max(65_535)),
  SMTP_USER: orNothing(z.string()),
  SMTP_PASSWORD: z.string().default(''),
  SMTP_FROM: orNothing(z.email()),
  // These two have the names and meanings of OpenTelemetry's own: https://opentelemetry.io/docs/specs/otel/configuration/sdk-environment-variables/
  OTEL_EXPORTER_OTLP_ENDPOINT: orNothing(z.url()),
  OTEL_TRACES_SAMPLER_ARG: orNothing(z.coerce.number().min(0).max(1)),
});

const GOOGLE_COLLECTOR = 'https://telemetry.googleapis.com';
/**
 * Every message is traced: its twenty spans cost $0.000004 where more than 2.5 million spans come a month, beside the $0.002 that its run costs. A deployment
 * with millions of messages a month may take fewer.
 */
const ALL_TRACES = 1;

export type Config = {
  project: string;
  /** The function that this process serves. */
  service: string;
  region: string;
  runnerJob: string;
  runsUrl: string;
  tasksUrl: string;
  /** What starts a job goes by the pace of Cloud Run, which nothing else should wait for. */
  queues: { launch: string; work: string };
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
  /** Where people find the platform, without a slash at its end. */
  siteUrl: string;
  /** Where people may write to. */
  contact: string;
  /** The password is known in the function that sends, and nowhere else. */
  smtp: Pick<SmtpOptions, 'host' | 'port' | 'security' | 'auth'> & { from: string };
  /** Where the phases of messages are told of, and of which part of all messages, from 0 to 1. Without an endpoint, on a demo project only, nowhere. */
  traces: { endpoint: string | null; ratio: number };
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
  const adminEmails = e.ADMIN_EMAILS.length === 0 && demo ? ['admin@example.com'] : e.ADMIN_EMAILS;
  const config: Config = {
    project: e.GCLOUD_PROJECT,
    service: e.FUNCTION_TARGET,
    region: e.REGION,
    runnerJob: e.RUNNER_JOB,
    runsUrl: required('RUNS_URL', e.RUNS_URL, `http://127.0.0.1:${PORTS.runs}`),
    tasksUrl: required('TASKS_URL', e.TASKS_URL, `http://127.0.0.1:${PORTS.tasks}`),
    queues: { launch: e.LAUNCH_QUEUE, work: e.WORK_QUEUE },
    tasksServiceAccount: required('TASKS_SERVICE_ACCOUNT', e.TASKS_SERVICE_ACCOUNT, '') || null,
    runnerServiceAccount: required('RUNNER_SERVICE_ACCOUNT', e.RUNNER_SERVICE_ACCOUNT, '') || null,
    objectsBucket: required('OBJECTS_BUCKET', e.OBJECTS_BUCKET, `${e.GCLOUD_PROJECT}-objects`),
    local: null,
    model: { key: e.ANTHROPIC_API_KEY, baseUrl: e.ANTHROPIC_BASE_URL },
    simulation: e.SIMULATION,
    reducedIsolation: e.REDUCED_ISOLATION,
    platformName: e.PLATFORM_NAME,
    adminEmails,
    siteUrl: required('SITE_URL', e.SITE_URL, `http://127.0.0.1:${PORTS.hosting}`).replace(/\/+$/, ''),
    contact: required('CONTACT_EMAIL', e.CONTACT_EMAIL, adminEmails[0] ?? ''),
    smtp: readSmtp(e, demo, problems),
    traces: {
      endpoint: e.OTEL_EXPORTER_OTLP_ENDPOINT ?? (demo ? null : GOOGLE_COLLECTOR),
      ratio: e.OTEL_TRACES_SAMPLER_ARG ?? ALL_TRACES,
    },
  };
  if (e.LOCAL_CLOUD !== undefined && e.LOCAL_SIGNER_KEY_FILE !== undefined) {
    const [host = '', port = ''] = e.LOCAL_CLOUD.split(':');
    config.local = { host, port: Number(port), signerKeyFile: e.LOCAL_SIGNER_KEY_FILE };
  }
  if (problems.length > 0) throw new Error(`Configuration: ${problems.join('; ')}`);
  return config;
}

/** Port 465 is encrypted from the start; on any other the connection turns to TLS before anything is said. Without a host, on a demo project, the local mailbox. */
function readSmtp(e: z.infer<typeof Environment>, demo: boolean, problems: string[]): Config['smtp'] {
  if (demo && e.SMTP_HOST === undefined) {
    const from = e.SMTP_FROM ?? 'noreply@example.com';
    return { host: '127.0.0.1', port: e.SMTP_PORT ?? PORTS.smtp, security: 'none', auth: null, from };
  }
  for (const name of ['SMTP_HOST', 'SMTP_FROM', ...(demo ? [] : (['SMTP_USER'] as const))] as const)
    if (e[name] === undefined) problems.push(`${name}: is missing`);
  const port = e.SMTP_PORT ?? 587;
  return {
    host: e.SMTP_HOST ?? '',
    port,
    security: port === 465 ? 'tls' : 'starttls',
    auth: e.SMTP_USER === undefined ? null : { user: e.SMTP_USER, password: e.SMTP_PASSWORD },
    from: e.SMTP_FROM ?? '',
  };
}
