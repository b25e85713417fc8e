import type { Environment } from './environment.ts';
import { accountEmail, functionUrl, objectsBucket, type Queue, RUNNER_JOB } from './names.ts';

/**
 * The variables of the deployed functions, as firebase-tools reads them from `functions/.env.{project}`. Nothing secret: secrets are bound to the functions
 * that may read them. Pure.
 */
export function functionsEnvironment(environment: Environment, projectNumber: string): Record<string, string> {
  return {
    RUNNER_JOB,
    RUNS_URL: functionUrl('runs', projectNumber),
    TASKS_URL: functionUrl('tasks', projectNumber),
    LAUNCH_QUEUE: 'launches' satisfies Queue,
    WORK_QUEUE: 'work' satisfies Queue,
    TASKS_SERVICE_ACCOUNT: accountEmail(environment, 'taskCaller'),
    RUNNER_SERVICE_ACCOUNT: accountEmail(environment, 'runner'),
    OBJECTS_BUCKET: objectsBucket(environment),
    PLATFORM_NAME: environment.platform_name,
    ADMIN_EMAILS: environment.admin_emails.join(','),
    SITE_URL: environment.site_url,
    CONTACT_EMAIL: environment.contact_email,
    SMTP_HOST: environment.smtp.host,
    SMTP_PORT: String(environment.smtp.port),
    SMTP_USER: environment.smtp.user,
    SMTP_FROM: environment.smtp.from,
    OTEL_TRACES_SAMPLER_ARG: String(environment.trace_sample),
    ...(environment.trace_endpoint === undefined ? {} : { OTEL_EXPORTER_OTLP_ENDPOINT: environment.trace_endpoint }),
  };
}

/** The text of a dotenv file. */
export const dotenv = (variables: Readonly<Record<string, string>>): string =>
  Object.entries(variables)
    .map(([name, value]) => `${name}=${JSON.stringify(value)}\n`)
    .join('');
