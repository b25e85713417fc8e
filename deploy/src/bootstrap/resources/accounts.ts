import { accessTable, ACCOUNT_TITLES, allAccounts } from '../../access.ts';
import { CUSTOM_ROLES } from '../../custom-roles.ts';
import type { Environment } from '../../environment.ts';
import { accountEmail, ACCOUNTS, ALL_ACCOUNTS } from '../../names.ts';
import { described, isDeleted } from '../described.ts';
import { bindingsAt, granted, nothingMore } from '../granted.ts';
import { command, type Resource } from '../resource.ts';

/** The platform's service accounts. They have no keys, and nothing here makes one. */
export function serviceAccounts(environment: Environment): Resource[] {
  return ALL_ACCOUNTS.filter((account) => environment.previews || account !== 'previewer').map((account) => {
    const title = ACCOUNT_TITLES[account];
    const email = accountEmail(environment, account);
    return described({
      name: `service account ${ACCOUNTS[account]}`,
      reason: title,
      permissions: ['iam.serviceAccounts.create', 'iam.serviceAccounts.get', 'iam.serviceAccounts.update'],
      describe: ['iam', 'service-accounts', 'describe', email],
      wanted: { email, displayName: title.slice(0, 100), disabled: false },
      create: () => [command('iam', 'service-accounts', 'create', ACCOUNTS[account], `--display-name=${title.slice(0, 100)}`)],
      update: () => [
        command('iam', 'service-accounts', 'update', email, `--display-name=${title.slice(0, 100)}`),
        command('iam', 'service-accounts', 'enable', email),
      ],
    });
  });
}

/** Roles of the platform's own. */
export function customRoles({ previews }: Environment): Resource[] {
  const roles = Object.values(CUSTOM_ROLES).filter((role) => previews || role !== CUSTOM_ROLES.previewer);
  return roles.map((role) => {
    const flags = [`--title=${role.title}`, `--permissions=${role.permissions.join(',')}`, '--stage=GA'];
    return described({
      name: `role ${role.id}`,
      reason: role.title,
      permissions: ['iam.roles.create', 'iam.roles.get', 'iam.roles.undelete', 'iam.roles.update'],
      describe: ['iam', 'roles', 'describe', role.id],
      wanted: { title: role.title, includedPermissions: role.permissions, stage: 'GA', deleted: false },
      create: () => [command('iam', 'roles', 'create', role.id, ...flags)],
      update: (_given, actual) => [
        ...(isDeleted(actual) ? [command('iam', 'roles', 'undelete', role.id)] : []),
        command('iam', 'roles', 'update', role.id, ...flags),
      ],
    });
  });
}

/** Every row of the table of access, and nothing more. */
export function access(environment: Environment, projectNumber: string): Resource[] {
  const table = accessTable(environment, projectNumber);
  const places = [...new Map(table.map(({ place }) => [JSON.stringify(place), place])).values()];
  return [
    // First what is too much: a role that has a condition goes altogether, and comes back without.
    ...places.map((place) => nothingMore({ place, accounts: allAccounts(environment), table })),
    ...table.map(granted),
  ];
}

/** Google makes its own accounts for these services when it is asked; roles can be given to them only then. */
export function serviceAgents(): Resource[] {
  return (
    [
      ['pubsub', 'gcp-sa-pubsub'],
      ['eventarc', 'gcp-sa-eventarc'],
    ] as const
  ).map(([service, domain]) => ({
    name: `service agent of ${service}`,
    reason: 'Google’s own account that brings what changes in Firestore',
    permissions: ['serviceusage.services.enable', 'resourcemanager.projects.getIamPolicy'],
    inspect: async ({ cloud, projectNumber, environment: { project } }) => {
      // Google tells nobody whether such an account exists; that it has its role says so.
      const member = `serviceAccount:service-${projectNumber}@${domain}.iam.gserviceaccount.com`;
      const bindings = await bindingsAt(cloud, { kind: 'project' }, project);
      if (bindings.some((binding) => binding.member === member)) return [];
      return [command('beta', 'services', 'identity', 'create', `--service=${service}.googleapis.com`)];
    },
  }));
}
