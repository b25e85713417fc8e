import * as z from 'zod';
import { command, type Resource } from '../resource.ts';

/** The APIs of Google that the platform calls, or that deploying it needs, and for what. */
export const APIS: Readonly<Record<string, string>> = {
  'artifactregistry.googleapis.com': 'keeps the images of the runner and of the functions',
  'billingbudgets.googleapis.com': 'tells of costs before they are high',
  'cloudbilling.googleapis.com': 'links the project to who pays',
  'cloudbuild.googleapis.com': 'makes the functions’ containers',
  'cloudfunctions.googleapis.com': 'the functions',
  'cloudresourcemanager.googleapis.com': 'who may do what in the project',
  'cloudscheduler.googleapis.com': 'calls the function sweep every minute',
  'cloudtasks.googleapis.com': 'the queues',
  'cloudtrace.googleapis.com': 'shows the spans of a message',
  'compute.googleapis.com': 'brings Google’s own account that the functions’ containers are made as; no machine is ever started',
  'eventarc.googleapis.com': 'brings what changes in Firestore to the functions',
  'firebase.googleapis.com': 'makes the project one of Firebase',
  'firebaseextensions.googleapis.com': 'firebase-tools asks it as it deploys',
  'firebasehosting.googleapis.com': 'the pages',
  'firebaserules.googleapis.com': 'the rules of Firestore',
  'firestore.googleapis.com': 'the documents',
  'iam.googleapis.com': 'service accounts and roles',
  'iamcredentials.googleapis.com': 'signs addresses of objects, and gives GitHub its short-lived access',
  'identitytoolkit.googleapis.com': 'sign-in',
  'logging.googleapis.com': 'logs and the measures taken from them',
  'monitoring.googleapis.com': 'alerts, the dashboard and the check from outside',
  'orgpolicy.googleapis.com': 'tells whether the organisation refuses public functions',
  'pubsub.googleapis.com': 'carries what changes in Firestore',
  'run.googleapis.com': 'the runner’s job and what the functions run on',
  'secretmanager.googleapis.com': 'keeps the model key and the mail password',
  'serviceusage.googleapis.com': 'switches the others on',
  'storage.googleapis.com': 'workspaces, attachments and archives',
  'sts.googleapis.com': 'exchanges GitHub’s token',
  'telemetry.googleapis.com': 'takes the spans of a message',
};

const Enabled = z.array(z.object({ config: z.object({ name: z.string() }) }));

/** All APIs in one change: Google switches on up to twenty at a time. */
export const apis: Resource = {
  name: 'APIs',
  reason: `${Object.keys(APIS).length} of Google’s APIs, listed with what each is for in docs/ACCESS.md`,
  permissions: ['serviceusage.services.enable', 'serviceusage.services.list'],
  inspect: async ({ cloud }) => {
    const enabled = new Set(Enabled.parse((await cloud.read(['services', 'list', '--enabled'])) ?? []).map(({ config }) => config.name));
    const missing = Object.keys(APIS).filter((api) => !enabled.has(api));
    const changes = [];
    for (let start = 0; start < missing.length; start += 20)
      changes.push(command('services', 'enable', ...missing.slice(start, start + 20)));
    return changes;
  },
};
