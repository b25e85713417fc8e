import { cpSync, mkdirSync, mkdtempSync, readFileSync, rmSync, writeFileSync } from 'node:fs';
import { createServer, type Server } from 'node:http';
import type { AddressInfo } from 'node:net';
import os from 'node:os';
import path from 'node:path';
import { afterAll, afterEach, beforeAll, beforeEach, describe, expect, it } from 'vitest';
import { GoogleStandIn } from '../../test/google/google-stand-in.ts';
import { accessTable } from '../access.ts';
import { Environment } from '../environment.ts';
import { gcloudCloud } from '../gcloud.ts';
import { accountEmail } from '../names.ts';
import { allResources } from './all-resources.ts';
import { bootstrap } from './bootstrap.ts';

const PROJECT = 'agents-of-ours';
const ENVIRONMENT = {
  project: PROJECT,
  billing_account: '012345-6789AB-CDEF01',
  repository: 'ours/agents',
  repository_id: '987654321',
  site_url: 'https://agents.ours.kr',
  contact_email: 'contact@ours.kr',
  admin_emails: ['admin@ours.kr'],
  alert_emails: ['operator@ours.kr'],
  smtp: { host: 'smtp.ours.kr', port: 587, user: 'noreply@ours.kr', from: 'noreply@ours.kr' },
  monthly_budget: 100,
};

let root: string;
let google: GoogleStandIn;
let server: Server;
let origin: string;
let said: string[];

beforeAll(async () => {
  server = createServer((request, response) => {
    const pieces: Buffer[] = [];
    request.on('data', (piece: Buffer) => pieces.push(piece));
    request.on('end', () => {
      const body = Buffer.concat(pieces).toString();
      const { status, json } = google.rest(
        request.method ?? '',
        `https:/${request.url ?? ''}`,
        body === '' ? {} : (JSON.parse(body) as Record<string, unknown>),
      );
      response.writeHead(status, { 'content-type': 'application/json' }).end(JSON.stringify(json));
    });
  });
  await new Promise<void>((resolve) => server.listen(0, '127.0.0.1', resolve));
  origin = `http://127.0.0.1:${String((server.address() as AddressInfo).port)}`;
});
afterAll(() => server.close());

beforeEach(() => {
  google = new GoogleStandIn(PROJECT);
  root = mkdtempSync(path.join(os.tmpdir(), 'oma-bootstrap-'));
  mkdirSync(path.join(root, 'deploy', 'environments'), { recursive: true });
  for (const kept of ['deploy/job.yaml', 'deploy/monitoring', 'deploy/environments/example.json', 'firestore.indexes.json'])
    cpSync(kept, path.join(root, kept), { recursive: true });
  writeEnvironment(ENVIRONMENT);
});
afterEach(() => rmSync(root, { recursive: true, force: true }));

const file = (): string => path.join(root, 'deploy', 'environments', 'production.json');
const writeEnvironment = (environment: object): void => writeFileSync(file(), JSON.stringify(environment, null, 2));

async function run(applies: boolean, secrets: Record<string, string> = { ANTHROPIC_API_KEY: 'a key', SMTP_PASSWORD: 'a password' }) {
  said = [];
  google.changes.length = 0;
  const code = await bootstrap({
    root,
    name: 'production',
    applies,
    cloudOf: (project) => gcloudCloud({ project, apiOrigin: origin, start: google.start, patienceMs: [1, 1] }),
    canGiveSecret: (name) => name in secrets,
    secretValue: (name) => Promise.resolve(secrets[name] ?? null),
    say: (line) => said.push(line),
  });
  return { code, text: said.join('\n'), changes: [...google.changes] };
}

/** As a person would after pressing the button in Firebase's console. */
const switchGoogleOn = (): void => void google.things.set('google sign-in', { enabled: true });

describe('bootstrap', () => {
  it('shows every change of an empty project and makes none', async () => {
    const { code, text, changes } = await run(false);
    expect(code).toBe(0);
    expect(changes).toEqual([]);
    expect(text).toContain('gcloud tasks queues create launches --location=asia-northeast3 --max-dispatches-per-second=3');
    expect(text).toContain(`gcloud firestore databases create --location=asia-northeast3`);
    expect(text).toContain(`https://console.firebase.google.com/project/${PROJECT}/authentication/providers`);
    expect(text).toMatch(/resources would be changed; nothing was/);
    expect(readFileSync(file(), 'utf8')).not.toContain('project_number');
  });

  it('after it was applied there is nothing left to do, and the project’s number is kept', async () => {
    const first = await run(true);
    expect(first.code, first.text).toBe(0);
    expect(first.text).toContain('All is done but what is left to do by hand');
    expect(Environment.parse(JSON.parse(readFileSync(file(), 'utf8')))).toMatchObject({ project_number: google.number });
    switchGoogleOn();
    const second = await run(true);
    expect(second).toMatchObject({ code: 0, changes: [] });
    expect(second.text).toContain(`Nothing to do: ${PROJECT} is as it should be.`);
    expect((await run(false)).changes).toEqual([]);
  });

  it('keeps the values of secrets to itself', async () => {
    const { text, changes } = await run(true, { ANTHROPIC_API_KEY: 'sk-the-key', SMTP_PASSWORD: 'the-password' });
    expect(google.secretValues).toEqual(
      new Map([
        ['ANTHROPIC_API_KEY', ['sk-the-key']],
        ['SMTP_PASSWORD', ['the-password']],
      ]),
    );
    expect(text + changes.join('\n')).not.toMatch(/sk-the-key|the-password/);
  });

  it('says before anything is changed that nobody can be asked for a secret', async () => {
    const { code, text, changes } = await run(true, { ANTHROPIC_API_KEY: 'a key' });
    expect(code).toBe(1);
    expect(text).toContain('Nothing was changed: set SMTP_PASSWORD in the environment');
    expect(changes).toEqual([]);
  });

  it('names a missing permission, with what it is for, before anything is changed', async () => {
    google.denied.add('cloudtasks.queues.create');
    google.denied.add('billing.budgets.create');
    const { code, text, changes } = await run(true);
    expect(code).toBe(1);
    expect(text).toContain('Nothing was changed.');
    expect(text).toContain(`cloudtasks.queues.create in the project ${PROJECT} (for queue launches, queue work)`);
    expect(text).toContain('billing.budgets.create in the billing account 012345-6789AB-CDEF01');
    expect(changes).toEqual([]);
  });

  it('asks for every permission that any resource needs', () => {
    const environment = Environment.parse(ENVIRONMENT);
    for (const { name, permissions } of allResources(root, environment, '1'))
      if (!/^(budget alert|public functions)$| at bucket /.test(name)) expect(permissions, name).not.toEqual([]);
  });

  it('says that an organisation refuses public functions, and that another way is chosen', async () => {
    google.constraints.set('iam.allowedPolicyMemberDomains', { spec: { rules: [{ values: { allowedValues: ['C0abcdefg'] } }] } });
    await run(true);
    switchGoogleOn();
    const refused = await run(false);
    expect(refused.text).toContain('refuses functions that are public by IAM (iam.allowedPolicyMemberDomains)');
    expect(refused.text).toContain('without_iam_check');
    writeEnvironment({ ...ENVIRONMENT, public_access: 'without_iam_check', project_number: google.number });
    expect((await run(false)).text).toContain('Nothing to do');
  });

  it('sees the newer form of that policy too', async () => {
    google.constraints.set('iam.managed.allowedPolicyMembers', {
      spec: { rules: [{ enforce: true, parameters: { allowedMemberSubjects: [] } }] },
    });
    await run(true);
    expect((await run(false)).text).toContain('refuses functions that are public by IAM (iam.managed.allowedPolicyMembers)');
  });

  it('keeps the project’s number also where something fails afterwards, and mends one that is wrong', async () => {
    writeEnvironment({ ...ENVIRONMENT, project_number: '999999999' });
    // Its API is off, so nobody sees before that it is not as expected.
    google.things.set('job/runner', { spec: 'in an unexpected way' });
    const { code, text } = await run(true);
    expect(code).toBe(1);
    expect(text).toContain('job runner: Google described it in an unexpected way');
    expect(Environment.parse(JSON.parse(readFileSync(file(), 'utf8'))).project_number).toBe(google.number);
  });

  it('makes no previews where people are', async () => {
    writeEnvironment({ ...ENVIRONMENT, previews: true });
    expect(await run(false)).toMatchObject({
      code: 1,
      text: expect.stringContaining('Set "previews": false in production.json') as string,
    });
  });

  it('does not ask for the right to link what is linked already', async () => {
    google.denied.add('billing.resourceAssociations.create');
    expect((await run(false)).text).toContain('lacks');
    google.things.set('billing', { billingAccountName: 'billingAccounts/012345-6789AB-CDEF01', billingEnabled: true });
    expect((await run(false)).text).not.toContain('lacks');
  });

  it('says in a sentence that there is no such project', async () => {
    writeEnvironment({ ...ENVIRONMENT, project: 'another-project' });
    const { code, text } = await run(true);
    expect(code).toBe(1);
    expect(text).toMatch(/--project or --quiet is missing|There is no project another-project/);
  });

  it('names every problem of an environment’s file at once', async () => {
    writeEnvironment({ ...ENVIRONMENT, project: 'demo-x', site_url: 'http://x', admin_emails: [], more: 1 });
    const { code, text } = await run(false);
    expect(code).toBe(1);
    for (const word of ['project', 'site_url', 'admin_emails', 'more']) expect(text).toContain(word);
  });

  it('refuses what is still the example’s', async () => {
    writeEnvironment({
      ...ENVIRONMENT,
      repository_id: '123456789',
      alert_emails: ['operator@example.com'],
      smtp: { ...ENVIRONMENT.smtp, host: 'smtp.example.com' },
    });
    const { code, text } = await run(false);
    expect(code).toBe(1);
    for (const line of ['repository_id', 'alert_emails.0', 'smtp.host']) expect(text).toContain(`${line}: is still what the example says`);
  });

  it('links each alert to its run-book', async () => {
    await run(true);
    const alerts = [...google.things].filter(([name]) => name.startsWith('alert/')).map(([, alert]) => JSON.stringify(alert));
    expect(alerts.length).toBeGreaterThan(10);
    for (const alert of alerts) expect(alert).toContain('https://github.com/ours/agents/blob/main/docs/OPERATIONS.md#');
  });

  it('gives the runner no role, and everybody else what the table says', async () => {
    await run(true);
    const environment = Environment.parse(ENVIRONMENT);
    const runner = `serviceAccount:${accountEmail(environment, 'runner')}`;
    const given = [...google.policies.values()].flat().flatMap(({ role, members }) => members.map((member) => `${member} ${role}`));
    expect(given.filter((one) => one.startsWith(runner))).toEqual([]);
    expect(new Set(given)).toEqual(new Set(accessTable(environment, google.number).map(({ member, role }) => `${member} ${role}`)));
  });

  it('lets in one branch of one repository, by its number', async () => {
    await run(true);
    expect(google.things.get('provider/github')).toMatchObject({
      attributeCondition:
        "assertion.repository_id == '987654321' && (assertion.ref == 'refs/heads/main' && assertion.event_name in ['push', 'workflow_dispatch'])",
      attributeMapping: { 'google.subject': 'assertion.sub' },
    });
  });
});

describe('drift', () => {
  beforeEach(async () => {
    await run(true);
    switchGoogleOn();
  });

  const first = (prefix: string): string => [...google.things.keys()].find((name) => name.startsWith(prefix)) ?? '';
  const set = (name: string, json: object): void => void google.things.set(name, { ...google.things.get(name), ...json });

  /** What is removed or changed behind the bootstrap's back, and the commands that mend exactly that. */
  const cases: [string, () => void, RegExp[]][] = [
    [
      'a queue is deleted',
      () => google.remove('queue/launches'),
      [/^tasks queues create launches /, /^tasks queues add-iam-policy-binding launches /],
    ],
    ['a queue is paused', () => set('queue/work', { state: 'PAUSED' }), [/^tasks queues update work /, /^tasks queues resume work /]],
    [
      'the job is deleted',
      () => google.remove('job/runner'),
      [/^run jobs replace /, /^run jobs add-iam-policy-binding runner .*oma-tasks@.*omaJobLauncher/],
    ],
    ['a secret has no value', () => google.secretValues.delete('SMTP_PASSWORD'), [/^secrets versions add SMTP_PASSWORD --data-file=-$/]],
    ['an alert is deleted', () => google.remove(first('alert/')), [/^alpha monitoring policies create /]],
    ['a measure is deleted', () => google.remove(first('metric/')), [/^logging metrics create /]],
    ['the dashboard is deleted', () => google.remove(first('dashboard/')), [/^monitoring dashboards create /]],
    ['the check from outside is deleted', () => google.remove(first('uptime/')), [/^monitoring uptime create /]],
    ['an API is switched off', () => google.apis.delete('telemetry.googleapis.com'), [/^services enable telemetry\.googleapis\.com$/]],
    [
      'expiry is switched off',
      () => google.remove('ttl/chunks/expire_at'),
      [/^firestore fields ttls update expire_at --collection-group=chunks /],
    ],
    ['a backup is gone', () => google.remove('backup/weekly'), [/^firestore backups schedules create .*weekly/]],
    [
      'the database can be deleted',
      () => set('database', { deleteProtectionState: 'DELETE_PROTECTION_DISABLED' }),
      [/^firestore databases update .*--delete-protection/],
    ],
    [
      'the bucket is public',
      () => set(`bucket/gs://${PROJECT}-objects`, { public_access_prevention: 'inherited' }),
      [/^storage buckets update .*--public-access-prevention/],
    ],
    [
      'a role was taken away',
      () => void google.policies.get('tasks queues/launches')?.[0]?.members.pop(),
      [/^tasks queues add-iam-policy-binding launches .*oma-triggers/],
    ],
    [
      'the runner was given a role',
      () =>
        google.policies
          .get(`projects/${PROJECT}`)
          ?.push({ role: 'roles/editor', members: [`serviceAccount:oma-runner@${PROJECT}.iam.gserviceaccount.com`] }),
      [/^projects remove-iam-policy-binding .*oma-runner.*roles\/editor/],
    ],
    [
      'another repository is let in',
      () => set('provider/github', { attributeCondition: 'true' }),
      [/^iam workload-identity-pools providers update-oidc github /],
    ],
    ['people may delete their sign-in accounts', () => set('sign-in', { client: {} }), [/^PATCH .*identitytoolkit/]],
    ['a log exclusion is gone', () => google.remove('sink/_Default'), [/^logging sinks update _Default --add-exclusion=/]],
    ['the site knows no app', () => set('site', { appId: '' }), [/^PATCH .*firebasehosting.*updateMask=appId$/]],
    [
      'a role of our own is deleted',
      () => google.softlyRemove('role/omaJobLauncher'),
      [/^iam roles undelete omaJobLauncher/, /^iam roles update omaJobLauncher/],
    ],
    [
      'the identity pool is deleted',
      () => google.softlyRemove('pool/github'),
      [/^iam workload-identity-pools undelete github/, /^iam workload-identity-pools update github/],
    ],
    ['the identity pool is switched off', () => set('pool/github', { disabled: true }), [/^iam workload-identity-pools update github/]],
    [
      'the identity provider is deleted',
      () => google.softlyRemove('provider/github'),
      [/^iam workload-identity-pools providers undelete github/, /^iam workload-identity-pools providers update-oidc github/],
    ],
    [
      'the runner may read a secret, under a condition',
      () =>
        google.policies.get('secrets/ANTHROPIC_API_KEY')?.push({
          role: 'roles/secretmanager.secretAccessor',
          members: [`serviceAccount:oma-runner@${PROJECT}.iam.gserviceaccount.com`],
          condition: { expression: 'true' },
        }),
      [/^secrets remove-iam-policy-binding ANTHROPIC_API_KEY .*oma-runner/],
    ],
    ['the budget is another', () => set(first('budget/'), { amount: {} }), [/^billing budgets update /]],
  ];

  it.each(cases)('%s: exactly that comes back', async (_what, spoil, expected) => {
    spoil();
    expect((await run(false)).changes).toEqual([]);
    const { code, changes, text } = await run(true);
    expect(code, text).toBe(0);
    for (const pattern of expected) expect(changes).toContainEqual(expect.stringMatching(pattern));
    expect(changes.filter((change) => !expected.some((pattern) => pattern.test(change)))).toEqual([]);
    expect((await run(false)).text).toContain('Nothing to do');
  });
});
