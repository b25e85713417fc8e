import { BRANCH, POOL, PROVIDER } from '../../names.ts';
import type { Environment } from '../../environment.ts';
import { described, isDeleted } from '../described.ts';
import { command, type Resource } from '../resource.ts';

const ISSUER = 'https://token.actions.githubusercontent.com';

/** Which tokens of GitHub are let in at all, and which of them may deploy or make previews. Conditions are CEL; claims: https://docs.github.com/en/actions/reference/security/oidc */
function claims({ repository_id, previews }: Environment): { condition: string; mapping: Record<string, string> } {
  const isOurs = `assertion.repository_id == '${repository_id}'`;
  const deploys = `assertion.ref == 'refs/heads/${BRANCH}' && assertion.event_name in ['push', 'workflow_dispatch']`;
  const isPreview = `assertion.event_name == 'pull_request'`;
  return {
    condition: `${isOurs} && (${deploys}${previews ? ` || ${isPreview}` : ''})`,
    mapping: {
      'google.subject': 'assertion.sub',
      'attribute.deploys': `${deploys} ? 'true' : 'false'`,
      'attribute.previews': `${isPreview} ? 'true' : 'false'`,
    },
  };
}

/** Workload Identity Federation: GitHub’s own token of one run of one workflow is exchanged for an hour’s access. There is no key to lose. */
export function federation(environment: Environment): Resource[] {
  const location = '--location=global';
  const { condition, mapping } = claims(environment);
  const flags = [
    `--attribute-mapping=${Object.entries(mapping)
      .map(([name, value]) => `${name}=${value}`)
      .join('#')}`.replace('=', '=^#^'),
    `--attribute-condition=${condition}`,
  ];
  const at = [PROVIDER, `--workload-identity-pool=${POOL}`, location];
  const permissions = ['get', 'create', 'undelete', 'update'];
  return [
    described({
      name: `identity pool ${POOL}`,
      reason: 'where tokens of GitHub are taken',
      permissions: permissions.map((verb) => `iam.workloadIdentityPools.${verb}`),
      describe: ['iam', 'workload-identity-pools', 'describe', POOL, location],
      wanted: { disabled: false, state: 'ACTIVE' },
      create: () => [command('iam', 'workload-identity-pools', 'create', POOL, location, '--display-name=GitHub Actions')],
      update: (_given, actual) => [
        ...(isDeleted(actual) ? [command('iam', 'workload-identity-pools', 'undelete', POOL, location)] : []),
        command('iam', 'workload-identity-pools', 'update', POOL, location, '--no-disabled'),
      ],
    }),
    described({
      name: `identity provider ${PROVIDER}`,
      reason: `only the repository ${environment.repository} (number ${environment.repository_id}) is let in, and of it only the branch ${BRANCH}${environment.previews ? ' and pull requests' : ''}`,
      permissions: permissions.map((verb) => `iam.workloadIdentityPoolProviders.${verb}`),
      describe: ['iam', 'workload-identity-pools', 'providers', 'describe', ...at],
      wanted: { attributeCondition: condition, attributeMapping: mapping, oidc: { issuerUri: ISSUER }, disabled: false, state: 'ACTIVE' },
      create: () => [command('iam', 'workload-identity-pools', 'providers', 'create-oidc', ...at, `--issuer-uri=${ISSUER}`, ...flags)],
      update: (_given, actual) => [
        ...(isDeleted(actual) ? [command('iam', 'workload-identity-pools', 'providers', 'undelete', ...at)] : []),
        command('iam', 'workload-identity-pools', 'providers', 'update-oidc', ...at, `--issuer-uri=${ISSUER}`, ...flags, '--no-disabled'),
      ],
    }),
  ];
}
