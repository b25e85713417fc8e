import { readFileSync } from 'node:fs';
import path from 'node:path';
import type { Environment } from '../environment.ts';
import { readMonitoringFiles } from '../monitoring-files.ts';
import type { Resource } from './resource.ts';
import { access, customRoles, serviceAccounts, serviceAgents } from './resources/accounts.ts';
import { apis } from './resources/apis.ts';
import { billing, budget } from './resources/billing.ts';
import { backups, database, expiry } from './resources/database.ts';
import { federation } from './resources/federation.ts';
import { firebase, hostingSite, signIn } from './resources/firebase.ts';
import { images } from './resources/images.ts';
import { job } from './resources/job.ts';
import { monitoring } from './resources/monitoring.ts';
import { objects } from './resources/objects.ts';
import { publicAccess } from './resources/public-access.ts';
import { queues } from './resources/queues.ts';
import { secrets } from './resources/secrets.ts';

/** Everything that a project of the platform holds before its first deploy, in the order in which one builds on the other. */
export function allResources(root: string, environment: Environment, projectNumber: string): Resource[] {
  const deploy = path.join(root, 'deploy');
  return [
    billing(environment),
    apis,
    publicAccess(environment),
    ...firebase(environment),
    hostingSite(environment),
    ...signIn(environment),
    database(environment.project),
    ...backups(),
    ...expiry(readFileSync(path.join(root, 'firestore.indexes.json'), 'utf8')),
    objects(environment),
    ...images(),
    ...queues(),
    ...secrets(),
    ...serviceAccounts(environment),
    ...customRoles(environment),
    job(environment, readFileSync(path.join(deploy, 'job.yaml'), 'utf8')),
    ...federation(environment),
    ...serviceAgents(),
    ...access(environment, projectNumber),
    ...monitoring(environment, readMonitoringFiles(path.join(deploy, 'monitoring'))),
    budget(environment),
  ];
}
