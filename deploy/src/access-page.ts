import { accessTable, ACCOUNT_TITLES } from './access.ts';
import { placeName } from './bootstrap/granted.ts';
import { APIS } from './bootstrap/resources/apis.ts';
import { CUSTOM_ROLES } from './custom-roles.ts';
import { Environment } from './environment.ts';
import { ACCOUNTS, ALL_ACCOUNTS } from './names.ts';

const row = (...cells: string[]): string => `| ${cells.join(' | ')} |`;
const table = (head: string[], rows: string[][]): string =>
  [row(...head), row(...head.map(() => '---')), ...rows.map((cells) => row(...cells))].join('\n');

/** Stands for any environment: what differs between two is named in capitals. */
const ANY = Environment.parse({
  project: 'project-id',
  billing_account: '000000-000000-000000',
  repository: 'owner/name',
  repository_id: '1',
  previews: true,
  site_url: 'https://example.com',
  contact_email: 'contact@example.com',
  admin_emails: ['admin@example.com'],
  alert_emails: ['operator@example.com'],
  smtp: { host: 'smtp.example.com', user: 'user', from: 'noreply@example.com' },
  monthly_budget: 100,
});

const shown = (text: string): string =>
  text
    .replaceAll('@project-id.iam.gserviceaccount.com', '')
    .replaceAll('project-id-objects', 'PROJECT-objects')
    .replaceAll('projects/project-id/roles/', '')
    .replaceAll('serviceAccount:', '')
    .replaceAll(/^principalSet:.*attribute\.(\w+)\/true$/g, 'GitHub, where `$1`')
    .replaceAll('NUMBER-compute@developer.gserviceaccount.com', 'NUMBER-compute (Google’s)')
    .replaceAll(/@(gcp-sa-\w+)\.iam\.gserviceaccount\.com/g, '@$1 (Google’s)');

/** The page docs/ACCESS.md: who may do what in a project of the platform, made from what the bootstrap sets up. Pure. */
export function accessPage(): string {
  return `# Who may do what

Made from \`deploy/src/access.ts\`, which the bootstrap carries out; a test keeps this page the same. What the table does not give to an account of the platform, at any place that it names, is taken away by the next \`npm run bootstrap -- ENVIRONMENT --apply\`.

## Accounts

No account has a key. \`${ACCOUNTS.runner}\` is in no row below: agents work in a job that may do nothing in the project.

${table(
  ['Account', 'Is'],
  ALL_ACCOUNTS.map((account) => [`\`${ACCOUNTS[account]}\``, ACCOUNT_TITLES[account]]),
)}

## Roles

${table(
  ['Who', 'Role', 'At', 'Because it'],
  accessTable(ANY, 'NUMBER').map(({ member, role, place, reason }) => [
    shown(member),
    `\`${shown(role)}\``,
    shown(placeName(place)),
    reason,
  ]),
)}

## Roles of the platform’s own

${table(
  ['Role', 'Permissions'],
  Object.values(CUSTOM_ROLES).map(({ id, permissions }) => [`\`${id}\``, permissions.map((permission) => `\`${permission}\``).join(' ')]),
)}

## APIs

${table(
  ['API', 'For'],
  Object.entries(APIS).map(([api, reason]) => [`\`${api}\``, reason]),
)}
`;
}
