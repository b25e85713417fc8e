import type { Place } from './bootstrap/granted.ts';
import { customRoleName, CUSTOM_ROLES } from './custom-roles.ts';
import type { Environment } from './environment.ts';
import { type Account, accountEmail, ALL_ACCOUNTS, IMAGES, objectsBucket, POOL, QUEUES, RUNNER_JOB } from './names.ts';

/** What an account is, and what runs as it. */
export const ACCOUNT_TITLES: Readonly<Record<Account, string>> = {
  api: 'function api',
  runs: 'function runs, the door of the runner',
  tasks: 'function tasks, called by Cloud Tasks',
  sweep: 'function sweep, every minute',
  triggers: 'functions onMessageCreated, onApplicationWritten, onUserWritten, onMailCreated',
  runner: 'the Cloud Run job, in which agents work; has no role at all',
  taskCaller: 'whose name Cloud Tasks calls the function tasks in',
  deployer: 'the workflow of GitHub that deploys',
  previewer: 'the workflow of GitHub that makes a preview of a pull request',
};

/** A role, whose, where, and why. */
export type Grant = { member: string; role: string; place: Place; reason: string };

/** Accounts whose code moves the state of runs and conversations. */
const WORKERS = ['api', 'runs', 'tasks', 'sweep', 'triggers'] as const satisfies readonly Account[];

const PROJECT: Place = { kind: 'project' };
const serviceAccount = (email: string): string => `serviceAccount:${email}`;

/**
 * The one table of who may do what in the project, and why. What it does not give to an account of the platform, at any place that it names, is taken
 * away by the bootstrap; the account of the runner is not in it. Pure.
 */
export function accessTable(environment: Environment, projectNumber: string): Grant[] {
  const { project } = environment;
  const of = (account: Account): string => serviceAccount(accountEmail(environment, account));
  const custom = (role: keyof typeof CUSTOM_ROLES): string => customRoleName(project, CUSTOM_ROLES[role]);
  const asAccount = (account: Account): Place => ({ kind: 'service_account', email: accountEmail(environment, account) });
  const computeDefault = `${projectNumber}-compute@developer.gserviceaccount.com`;

  const workers = WORKERS.flatMap((account): Grant[] => [
    { member: of(account), role: 'roles/datastore.user', place: PROJECT, reason: 'reads and writes the documents of the platform' },
    {
      member: of(account),
      role: 'roles/storage.objectUser',
      place: { kind: 'bucket', name: objectsBucket(environment) },
      reason: 'whole answers, workspaces and archives are objects; it reads, writes and removes them',
    },
    ...QUEUES.map((name): Grant => ({
      member: of(account),
      role: 'roles/cloudtasks.enqueuer',
      place: { kind: 'queue', name },
      reason: name === 'launches' ? 'has a run started' : 'has a run watched, a turn closed, a letter sent, a test carried on',
    })),
    {
      member: of(account),
      role: 'roles/iam.serviceAccountUser',
      place: asAccount('taskCaller'),
      reason: 'a task carries the identity of the caller, which its maker must be allowed to use',
    },
    {
      member: of(account),
      role: custom('executionKeeper'),
      place: PROJECT,
      reason: 'asks whether an execution still runs, and cancels one that was stopped',
    },
    { member: of(account), role: 'roles/telemetry.tracesWriter', place: PROJECT, reason: 'writes the spans of a message to Cloud Trace' },
  ]);
  const functionAccounts = WORKERS.map((account): Grant => ({
    member: of('deployer'),
    role: 'roles/iam.serviceAccountUser',
    place: asAccount(account),
    reason: 'deploys functions that run as it',
  }));

  return [
    ...workers,
    {
      member: of('api'),
      role: custom('signInAccounts'),
      place: PROJECT,
      reason: 'asks whether a sign-in account still exists, and deletes it with its person',
    },
    {
      member: of('sweep'),
      role: custom('signInAccounts'),
      place: PROJECT,
      reason: 'finishes the deletion of an account that was interrupted',
    },
    {
      member: of('api'),
      role: custom('urlSigner'),
      place: asAccount('api'),
      reason: 'signs the addresses at which people fetch and send files',
    },
    {
      member: of('runs'),
      role: custom('urlSigner'),
      place: asAccount('runs'),
      reason: 'signs the addresses at which the runner fetches and saves workspaces',
    },
    {
      member: of('runs'),
      role: 'roles/secretmanager.secretAccessor',
      place: { kind: 'secret', name: 'ANTHROPIC_API_KEY' },
      reason: 'hands the model key to the runner that has claimed its run',
    },
    {
      member: of('tasks'),
      role: 'roles/secretmanager.secretAccessor',
      place: { kind: 'secret', name: 'SMTP_PASSWORD' },
      reason: 'sends the letters',
    },
    {
      member: of('tasks'),
      role: custom('jobLauncher'),
      place: { kind: 'job', name: RUNNER_JOB },
      reason: 'starts the runner with the name and code of its run',
    },
    { member: of('triggers'), role: 'roles/eventarc.eventReceiver', place: PROJECT, reason: 'receives what changes in Firestore' },

    { member: of('deployer'), role: custom('deployer'), place: PROJECT, reason: 'firebase-tools asks for these before it deploys' },
    { member: of('deployer'), role: 'roles/cloudfunctions.admin', place: PROJECT, reason: 'deploys functions and who may call them' },
    {
      member: of('deployer'),
      role: 'roles/run.admin',
      place: PROJECT,
      reason: 'replaces the job’s image, tries it, and says who may call the functions’ services',
    },
    { member: of('deployer'), role: 'roles/cloudscheduler.admin', place: PROJECT, reason: 'deploys the schedule of the function sweep' },
    { member: of('deployer'), role: 'roles/firebasehosting.admin', place: PROJECT, reason: 'deploys the pages, and takes them back' },
    { member: of('deployer'), role: 'roles/firebaserules.admin', place: PROJECT, reason: 'deploys the rules' },
    { member: of('deployer'), role: 'roles/datastore.indexAdmin', place: PROJECT, reason: 'deploys the indexes and what expires' },
    {
      member: of('deployer'),
      role: 'roles/artifactregistry.writer',
      place: { kind: 'repository', name: IMAGES },
      reason: 'uploads the image of the runner',
    },
    ...functionAccounts,
    { member: of('deployer'), role: 'roles/iam.serviceAccountUser', place: asAccount('runner'), reason: 'deploys the job that runs as it' },
    {
      member: of('deployer'),
      role: 'roles/iam.serviceAccountUser',
      place: { kind: 'service_account', email: computeDefault },
      reason: 'Cloud Build makes the functions’ containers as this account of Google’s',
    },
    {
      member: `principalSet://iam.googleapis.com/projects/${projectNumber}/locations/global/workloadIdentityPools/${POOL}/attribute.deploys/true`,
      role: 'roles/iam.workloadIdentityUser',
      place: asAccount('deployer'),
      reason: 'the one branch of the one repository deploys, without a key',
    },
    ...(environment.previews
      ? ([
          { member: of('previewer'), role: 'roles/firebasehosting.admin', place: PROJECT, reason: 'makes and removes preview channels' },
          {
            member: of('previewer'),
            role: custom('previewer'),
            place: PROJECT,
            reason: 'firebase-tools lets people sign in on a preview’s address',
          },
          {
            member: `principalSet://iam.googleapis.com/projects/${projectNumber}/locations/global/workloadIdentityPools/${POOL}/attribute.previews/true`,
            role: 'roles/iam.workloadIdentityUser',
            place: asAccount('previewer'),
            reason: 'pull requests of the one repository get a preview, without a key',
          },
        ] satisfies Grant[])
      : []),

    {
      member: serviceAccount(computeDefault),
      role: 'roles/cloudbuild.builds.builder',
      place: PROJECT,
      reason: 'Cloud Build makes the functions’ containers as this account of Google’s; new projects give it nothing any more',
    },
    ...['roles/run.invoker', 'roles/eventarc.eventReceiver'].map((role): Grant => ({
      member: serviceAccount(computeDefault),
      role,
      place: PROJECT,
      reason: 'firebase-tools gives it at the first deploy, for which the deployer would have to be allowed to change who may do what',
    })),
    {
      member: serviceAccount(`service-${projectNumber}@gcp-sa-pubsub.iam.gserviceaccount.com`),
      role: 'roles/iam.serviceAccountTokenCreator',
      place: PROJECT,
      reason: 'as the row above: Pub/Sub brings what changed in Firestore with an identity',
    },
    {
      member: serviceAccount(`service-${projectNumber}@gcp-sa-eventarc.iam.gserviceaccount.com`),
      role: 'roles/eventarc.serviceAgent',
      place: PROJECT,
      reason: 'Eventarc makes the triggers',
    },
  ];
}

/** The address of every account of the platform. */
export const allAccounts = (environment: Environment): string[] => ALL_ACCOUNTS.map((account) => accountEmail(environment, account));
