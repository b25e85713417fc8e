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
function commandsOf(place: Place, project: string): { group: string[]; at: string[]; permission: string | null } {
  switch (place.kind) {
    case 'project':
      return { group: ['projects'], at: [project], permission: 'resourcemanager.projects.setIamPolicy' };
    case 'bucket':
      // Owners of a project have it from each bucket's own policy, and not at the project, where it is asked for.
      return { group: ['storage', 'buckets'], at: [`gs://${place.name}`], permission: null };
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

const permissionAt = (place: Place): string[] => {
  const { permission } = commandsOf(place, '');
  return permission === null ? [] : [permission];
};

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

type Binding = { role: string; member: string; isConditional: boolean };

/** Who has which role at a place. */
export async function bindingsAt(cloud: Cloud, place: Place, project: string): Promise<Binding[]> {
  const { group, at } = commandsOf(place, project);
  const policy = Policy.parse((await cloud.read([...group, 'get-iam-policy', ...at])) ?? {});
  return policy.bindings.flatMap(({ role, members, condition }) =>
    members.map((member) => ({ role, member, isConditional: condition !== undefined })),
  );
}

/** A role that a member must have at a place. */
export function granted(given: { member: string; role: string; place: Place; reason: string }): Resource {
  const { member, role, place, reason } = given;
  return {
    name: `${role} for ${member.replace(/^(serviceAccount:[^@]*)@.*/, '$1')} at ${placeName(place)}`,
    reason,
    permissions: permissionAt(place),
    inspect: async ({ cloud, environment: { project } }) => {
      const bindings = await bindingsAt(cloud, place, project);
      if (bindings.some((binding) => binding.role === role && binding.member === member && !binding.isConditional)) return [];
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

const sameAs = (place: Place): string => JSON.stringify(place);

/** Roles that the platform's own accounts must not have at a place, because the table does not give them, or gives them without a condition: taken away. */
export function nothingMore(given: {
  place: Place;
  accounts: readonly string[];
  table: readonly { member: string; role: string; place: Place }[];
}): Resource {
  const { place } = given;
  return {
    name: `no further roles of the platform’s accounts at ${placeName(place)}`,
    reason: 'what the table of access does not give is taken away, so that the table stays true',
    permissions: permissionAt(place),
    inspect: async ({ cloud, environment: { project } }) => {
      const own = new Set(given.accounts.map((email) => `serviceAccount:${email}`));
      const known = new Set(
        given.table.filter((row) => sameAs(row.place) === sameAs(place)).map(({ member, role }) => `${member} ${role}`),
      );
      const { group, at } = commandsOf(place, project);
      // Where conditions are possible, all bindings of the pair go; the one without comes back with its own row.
      const all = place.kind === 'project' || place.kind === 'bucket' || place.kind === 'service_account' ? ['--all'] : [];
      return (await bindingsAt(cloud, place, project))
        .filter(({ member, role, isConditional }) => own.has(member) && (isConditional || !known.has(`${member} ${role}`)))
        .map(({ member, role }) => command(...group, 'remove-iam-policy-binding', ...at, `--member=${member}`, `--role=${role}`, ...all));
    },
  };
}
