import * as z from 'zod';
import type { Cloud } from '../cloud.ts';
import type { Environment } from '../environment.ts';
import type { Resource } from './resource.ts';
import { billing } from './resources/billing.ts';

/** What must be so before anything is looked at or changed. */
export type Preflight = { ok: true; projectNumber: string } | { ok: false; sentence: string };

const Project = z.object({
  projectNumber: z.union([z.string(), z.number()]).transform(String),
  lifecycleState: z.string().default('ACTIVE'),
});
const Tested = z.object({ permissions: z.array(z.string()).default([]) });

/** So many permissions can be asked about in one call. */
const AT_ONCE = 100;
const BUDGET_PERMISSIONS = ['billing.budgets.create', 'billing.budgets.list', 'billing.budgets.update'];
/** Only where the project is not linked yet. */
const LINK_PERMISSION = 'billing.resourceAssociations.create';

/** Finds the project. */
export async function findProject(cloud: Cloud, { project }: Environment): Promise<Preflight> {
  const found = await cloud.read(['projects', 'describe', project]);
  if (found === null)
    return {
      ok: false,
      sentence: `There is no project ${project}, or the account that gcloud is signed in with cannot see it. Make it with \`gcloud projects create ${project}\`, or sign in with another account by \`gcloud auth login\`.`,
    };
  const { projectNumber, lifecycleState } = Project.parse(found);
  if (lifecycleState !== 'ACTIVE') return { ok: false, sentence: `The project ${project} is about to be deleted (${lifecycleState}).` };
  return { ok: true, projectNumber };
}

async function missingOf(cloud: Cloud, url: string, permissions: readonly string[]): Promise<string[]> {
  const missing: string[] = [];
  for (let start = 0; start < permissions.length; start += AT_ONCE) {
    const asked = permissions.slice(start, start + AT_ONCE);
    const { permissions: held } = Tested.parse((await cloud.send({ method: 'POST', url, body: { permissions: asked } })) ?? {});
    missing.push(...asked.filter((permission) => !held.includes(permission)));
  }
  return missing;
}

/** Asks whether the person may do all that `resources` may need; null where so, else the sentence that names what is missing and what for. Changes nothing. */
export async function missingPermissions(cloud: Cloud, environment: Environment, resources: readonly Resource[]): Promise<string | null> {
  const needed = [...new Set(resources.flatMap(({ permissions }) => permissions))].sort();
  const project = `https://cloudresourcemanager.googleapis.com/v1/projects/${environment.project}:testIamPermissions`;
  const account = `https://cloudbilling.googleapis.com/v1/billingAccounts/${environment.billing_account}:testIamPermissions`;
  const isLinked = (await billing(environment).inspect({ environment, cloud, projectNumber: '' })).length === 0;
  const [ofProject, ofBilling] = await Promise.all([
    missingOf(cloud, project, needed),
    missingOf(cloud, account, isLinked ? BUDGET_PERMISSIONS : [...BUDGET_PERMISSIONS, LINK_PERMISSION]),
  ]);
  if (ofProject.length === 0 && ofBilling.length === 0) return null;
  const forWhat = (permission: string): string =>
    resources
      .filter(({ permissions }) => permissions.includes(permission))
      .map(({ name }) => name)
      .slice(0, 3)
      .join(', ');
  return [
    'Nothing was changed. The account that gcloud is signed in with lacks:',
    ...ofProject.map((permission) => `  ${permission} in the project ${environment.project} (for ${forWhat(permission)})`),
    ...ofBilling.map((permission) => `  ${permission} in the billing account ${environment.billing_account} (for billing, budget alert)`),
    'An owner of the project and administrator of the billing account has all of them.',
  ].join('\n');
}
