import { REGION } from '@oma/contract';
import * as z from 'zod';
import type { Cloud } from '../cloud.ts';
import { command, type Resource } from './resource.ts';

/** Where a role is given: as near to what it is for as Google allows. */
export type Place =
  | { kind: 'project' }
  | { kind: 'bucket'; name: string }
  | { kind: 'queue'; name: string }
  | { kind: 'secret'; name: string }
  | { kind: 'job'; name: string }
  | { kind: 'repository'; name: string }
  | { kind: 'service_account'; email: string };

/** The words of `gcloud` that lead to a place, and what follows the verb. */
function commandsOf(place: Place, project: string): { group: string[]; at: string[]; permission: string } {
  switch (place.kind) {
    case 'project':
      return { group: ['projects'], at: [project], permission: 'resourcemanager.projects.setIamPolicy' };
    case 'bucket':
      return { group: ['storage', 'buckets'], at: [`gs://${place.name}`], permission: 'storage.buckets.setIamPolicy' };
    case 'queue':
      return { group: ['tasks', 'queues'], at: [place.name, `--location=${REGION}`], permission: 'cloudtasks.queues.setIamPolicy' };
    case 'secret':
      return { group: ['secrets'], at: [place.name], permission: 'secretmanager.secrets.setIamPolicy' };
    case 'job':
      return { group: ['run', 'jobs'], at: [place.name, `--region=${REGION}`], permission: 'run.jobs.setIamPolicy' };
    case 'repository':
      return {
        group: ['artifacts', 'repositories'],
        at: [place.name, `--location=${REGION}`],
        permission: 'artifactregistry.repositories.setIamPolicy',
      };
    case 'service_account':
      return { group: ['iam', 'service-accounts'], at: [place.email], permission: 'iam.serviceAccounts.setIamPolicy' };
  }
}

/** How a place is called in a plan. */
export function placeName(place: Place): string {
  switch (place.kind) {
    case 'project':
      return 'the project';
    case 'service_account':
      return `service account ${place.email.replace(/@.*/, '')}`;
    default:
      return `${place.kind} ${place.name}`;
  }
}

const Policy = z.object({
  bindings: z
    .array(z.object({ role: z.string(), members: z.array(z.string()).default([]), condition: z.unknown().optional() }))
    .default([]),
});

/** Who has which role at a place, bindings with a condition left out. */
export async function bindingsAt(cloud: Cloud, place: Place, project: string): Promise<{ role: string; member: string }[]> {
  const { group, at } = commandsOf(place, project);
  const policy = Policy.parse((await cloud.read([...group, 'get-iam-policy', ...at])) ?? {});
  return policy.bindings
    .filter(({ condition }) => condition === undefined)
    .flatMap(({ role, members }) => members.map((member) => ({ role, member })));
}

/** A role that a member must have at a place. */
export function granted(given: { member: string; role: string; place: Place; reason: string }): Resource {
  const { member, role, place, reason } = given;
  return {
    name: `${role} for ${member.replace(/^(serviceAccount:[^@]*)@.*/, '$1')} at ${placeName(place)}`,
    reason,
    permissions: [commandsOf(place, '').permission],
    inspect: async ({ cloud, environment: { project } }) => {
      const bindings = await bindingsAt(cloud, place, project);
      if (bindings.some((binding) => binding.role === role && binding.member === member)) return [];
      const { group, at } = commandsOf(place, project);
      return [
        command(
          ...group,
          'add-iam-policy-binding',
          ...at,
          `--member=${member}`,
          `--role=${role}`,
          ...(place.kind === 'project' ? ['--condition=None'] : []),
        ),
      ];
    },
  };
}

/** Roles of the project that the platform's own accounts must not have, because the table does not give them: they are taken away. */
export function nothingMore(given: { accounts: readonly string[]; roles: readonly { member: string; role: string }[] }): Resource {
  return {
    name: 'no further roles of the platform’s accounts at the project',
    reason: 'what the table of access does not give is taken away, so that the table stays true',
    permissions: [commandsOf({ kind: 'project' }, '').permission],
    inspect: async ({ cloud, environment: { project } }) => {
      const own = new Set(given.accounts.map((email) => `serviceAccount:${email}`));
      const known = new Set(given.roles.map(({ member, role }) => `${member} ${role}`));
      return (await bindingsAt(cloud, { kind: 'project' }, project))
        .filter(({ member, role }) => own.has(member) && !known.has(`${member} ${role}`))
        .map(({ member, role }) =>
          command('projects', 'remove-iam-policy-binding', project, `--member=${member}`, `--role=${role}`, '--condition=None'),
        );
    },
  };
}
