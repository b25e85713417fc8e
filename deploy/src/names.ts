import { REGION } from '@oma/contract';
import type { Environment } from './environment.ts';

/** The platform's own service accounts, by the first part of their address. What each may do, and why, stands in `access.ts`. */
export const ACCOUNTS = {
  api: 'oma-api',
  runs: 'oma-runs',
  tasks: 'oma-tasks',
  sweep: 'oma-sweep',
  triggers: 'oma-triggers',
  runner: 'oma-runner',
  taskCaller: 'oma-task-caller',
  deployer: 'oma-deployer',
  previewer: 'oma-previewer',
} as const;
export type Account = keyof typeof ACCOUNTS;
export const ALL_ACCOUNTS = [
  'api',
  'runs',
  'tasks',
  'sweep',
  'triggers',
  'runner',
  'taskCaller',
  'deployer',
  'previewer',
] as const satisfies readonly Account[];

/** The two queues: what starts a job goes by the pace at which Cloud Run takes jobs, everything else does not wait behind it. */
export const QUEUES = ['launches', 'work'] as const;
export type Queue = (typeof QUEUES)[number];

export const SECRETS = ['ANTHROPIC_API_KEY', 'SMTP_PASSWORD'] as const;
export type SecretName = (typeof SECRETS)[number];

export const RUNNER_JOB = 'runner';
export const IMAGES = 'runner';
/** What is pushed here is deployed; the workflow says the same. */
export const BRANCH = 'main';
export const POOL = 'github';
export const PROVIDER = 'github';

export const accountEmail = (environment: Environment, account: Account): string =>
  `${ACCOUNTS[account]}@${environment.project}.iam.gserviceaccount.com`;

/** The bucket of workspaces, attachments and archives. */
export const objectsBucket = ({ project }: Environment): string => `${project}-objects`;

/** The runner's image without tag or digest. */
export const imageName = ({ project }: Environment): string => `${REGION}-docker.pkg.dev/${project}/${IMAGES}/runner`;

/**
 * The address of a deployed function that does not go through Hosting, which would end after a minute: a Cloud Run service has one that is known before it
 * is deployed. https://cloud.google.com/run/docs/triggering/https-request#deterministic
 */
export const functionUrl = (name: string, projectNumber: string): string =>
  `https://${name.toLowerCase()}-${projectNumber}.${REGION}.run.app`;

/** What GitHub exchanges its token at. */
export const federationProvider = (projectNumber: string): string =>
  `projects/${projectNumber}/locations/global/workloadIdentityPools/${POOL}/providers/${PROVIDER}`;
