import { readdirSync, readFileSync } from 'node:fs';
import path from 'node:path';
import { describe, expect, it } from 'vitest';
import { readConfig } from '../../functions/src/config.ts';
import { siteOf } from '../../web/site.mjs';
import { accessPage } from './access-page.ts';
import { accessTable } from './access.ts';
import { Environment } from './environment.ts';
import { dotenv, functionsEnvironment } from './functions-environment.ts';
import { jobYaml, readJob } from './job.ts';
import { accountEmail, ACCOUNTS, ALL_ACCOUNTS, federationProvider, QUEUES, SECRETS } from './names.ts';
import { buildEnvironment } from './release/build-environment.ts';
import { TRIGGERED } from './release/release.ts';

const NUMBER = '123456789012';
const example = JSON.parse(readFileSync('deploy/environments/example.json', 'utf8')) as Record<string, unknown>;
const environment = Environment.parse({ ...example, billing_account: '012345-6789AB-CDEF01', project_number: NUMBER });
const read = (file: string): string => readFileSync(file, 'utf8');
const readme = read('README.md');
const operations = read('docs/OPERATIONS.md');

const sources = (folder: string): string =>
  readdirSync(folder, { recursive: true, encoding: 'utf8' })
    .filter((name) => name.endsWith('.ts') && !name.endsWith('.test.ts'))
    .map((name) => read(path.join(folder, name)))
    .join('\n');

/** The variables that a configuration reads: the keys of its schema. */
const variablesOf = (file: string): string[] => [
  ...new Set([...read(file).matchAll(/^ {2}([A-Z][A-Z0-9_]+):/gm)].map(([, name = '']) => name)),
];

/** What only a developer's machine sets. */
const LOCAL = ['LOCAL_CLOUD', 'LOCAL_SIGNER_KEY_FILE', 'SIMULATION', 'REDUCED_ISOLATION', 'ALLOW_REDUCED_ISOLATION', 'RUNNER_DIR'];

describe('the functions’ variables', () => {
  const given = functionsEnvironment(environment, NUMBER);

  it('are all that the configuration asks for in production', () => {
    const config = readConfig({ GCLOUD_PROJECT: environment.project, ...given, SMTP_PASSWORD: 'x', ANTHROPIC_API_KEY: 'x' });
    expect(config).toMatchObject({
      tasksServiceAccount: accountEmail(environment, 'taskCaller'),
      runnerServiceAccount: accountEmail(environment, 'runner'),
      siteUrl: environment.site_url,
      adminEmails: environment.admin_emails,
      queues: { launch: QUEUES[0], work: QUEUES[1] },
    });
  });

  it('are known to the configuration, and every one it reads is given, secret, local, or has a default that README tells', () => {
    const known = variablesOf('functions/src/config.ts');
    expect(Object.keys(given).filter((name) => !known.includes(name))).toEqual([]);
    const secrets: readonly string[] = SECRETS;
    const left = known.filter((name) => !(name in given) && !secrets.includes(name) && !LOCAL.includes(name));
    expect(left.filter((name) => !operations.includes(`\`${name}\``) && !readme.includes(`\`${name}\``))).toEqual([]);
  });

  it('are text that a dotenv file holds', () => {
    expect(dotenv({ A: 'with "quotes" and #', B: '' })).toBe('A="with \\"quotes\\" and #"\nB=""\n');
  });
});

describe('the runner’s variables', () => {
  it('are in the job, come with a launch, or are local', () => {
    const job = JSON.stringify(readJob(jobYaml(read('deploy/job.yaml'), { environment, image: 'x' })));
    const launch = read('functions/src/google/cloud-run-jobs.ts');
    const docker = read('runner/image/Dockerfile');
    const unknown = variablesOf('runner/src/config.ts').filter(
      (name) =>
        !job.includes(`"${name}"`) &&
        !docker.includes(`${name}=`) &&
        !new RegExp(`\\b${name}\\b`).test(launch) &&
        !LOCAL.includes(name) &&
        !operations.includes(`\`${name}\``),
    );
    expect(unknown).toEqual([]);
  });
});

describe('secrets', () => {
  const declared = [...sources('functions/src').matchAll(/defineSecret\('(\w+)'\)/g)].map(([, name = '']) => name);
  it('are those that functions declare', () => {
    expect([...declared].sort()).toEqual([...SECRETS].sort());
  });
  it.each(SECRETS)('%s: only the account of the function that declares it can read it', (name) => {
    const files = readdirSync('functions/src/deployed').filter(
      (file) => !file.endsWith('.test.ts') && read(`functions/src/deployed/${file}`).includes(`defineSecret('${name}')`),
    );
    const accounts = files.map((file) => /serviceAccount: '([\w-]+)@'/.exec(read(`functions/src/deployed/${file}`))?.[1]);
    const readers = accessTable(environment, NUMBER).filter(({ place }) => place.kind === 'secret' && place.name === name);
    expect(readers.map(({ member }) => member)).toEqual(
      accounts.map((account) => `serviceAccount:${account}@${environment.project}.iam.gserviceaccount.com`),
    );
  });
  it('are told in docs/OPERATIONS.md, with how to change one', () => {
    for (const name of SECRETS) expect(operations).toContain(`\`${name}\``);
  });
});

describe('functions', () => {
  const deployed = [...read('functions/src/index.ts').matchAll(/export \{ (\w+) \} from '\.\/(deployed\/[\w-]+\.ts)'/g)].map(
    ([, name = '', file = '']) => ({ name, text: read(`functions/src/${file}`) }),
  );
  it('each run as an account of the table', () => {
    expect(deployed.length).toBeGreaterThanOrEqual(8);
    const known = ALL_ACCOUNTS.map((account) => ACCOUNTS[account] as string);
    for (const { name, text } of deployed) expect(known, name).toContain(/serviceAccount: '([\w-]+)@'/.exec(text)?.[1]);
  });
  it('that Firestore triggers let its messenger in, and nobody else', () => {
    const triggered = deployed.filter(({ text }) => /onDocument(?:Created|Written)/.test(text)).map(({ name }) => name.toLowerCase());
    expect([...TRIGGERED].sort()).toEqual(triggered.sort());
  });
  it('tasks lets in the account that the queues call in the name of', () => {
    expect(deployed.find(({ name }) => name === 'tasks')?.text).toContain(`invoker: '${ACCOUNTS.taskCaller}@'`);
  });
});

describe('the build', () => {
  it('is told all that the pages must know', () => {
    expect(siteOf(buildEnvironment(environment, 'abc'), false)).toEqual({
      url: environment.site_url,
      contact: environment.contact_email,
      name: environment.platform_name,
    });
  });
});

describe('docs', () => {
  it('docs/ACCESS.md is the table of access', async () => {
    await expect(accessPage()).toMatchFileSnapshot('../../docs/ACCESS.md');
  });
  it('README tells every line of an environment’s file', () => {
    const lines = Object.keys(Environment.shape);
    expect(lines.filter((line) => !readme.includes(`\`${line}\``))).toEqual([]);
  });
  it('README names every command of package.json', () => {
    const { scripts } = JSON.parse(read('package.json')) as { scripts: Record<string, string> };
    const everywhere = readme + read('AGENTS.md') + read('CONTRIBUTING.md');
    expect(Object.keys(scripts).filter((name) => !everywhere.includes(name === 'start' || name === 'test' ? `npm ${name}` : name))).toEqual(
      [],
    );
  });
});

describe('workflows', () => {
  const workflows = readdirSync('.github/workflows').map((name) => ({ name, text: read(`.github/workflows/${name}`) }));
  it('hold no secret', () => {
    for (const { name, text } of workflows)
      expect(text.match(/secrets\.(?!GITHUB_TOKEN)\w+|credentials_json|FIREBASE_TOKEN/g), name).toBeNull();
  });
  it('are who the bootstrap made', () => {
    const script = read('deploy/identity.mjs');
    expect(script).toContain(federationProvider('${number}'));
    for (const account of ['deployer', 'previewer'] as const) {
      expect(ACCOUNTS[account]).toBe(`oma-${account}`);
      expect(workflows.some(({ text }) => text.includes(` ${account} >>`))).toBe(true);
    }
  });
});
