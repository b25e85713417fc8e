import { cpSync, existsSync, mkdirSync, mkdtempSync, readFileSync, rmSync, writeFileSync } from 'node:fs';
import { createServer, type Server } from 'node:http';
import type { AddressInfo } from 'node:net';
import os from 'node:os';
import path from 'node:path';
import { afterAll, afterEach, beforeAll, beforeEach, describe, expect, it } from 'vitest';
import { type Cloud, CloudError } from '../cloud.ts';
import { Environment } from '../environment.ts';
import type { Start } from '../program.ts';
import { preview } from './preview.ts';
import { release } from './release.ts';
import type { Tools } from './tools.ts';

const PROJECT = 'agents-of-ours';
const ENVIRONMENT = Environment.parse({
  ...(JSON.parse(readFileSync('deploy/environments/example.json', 'utf8')) as object),
  project: PROJECT,
  project_number: '123456789012',
  billing_account: '012345-6789AB-CDEF01',
  site_url: 'https://agents.example.com',
  previews: true,
});
const DIGEST = `sha256:${'a'.repeat(64)}`;
const OLD_IMAGE = `asia-northeast3-docker.pkg.dev/${PROJECT}/runner/runner@sha256:${'b'.repeat(64)}`;
const OLD_PAGES = 'sites/our-site/versions/abc';

/** As Google describes it, with what nobody may give back. */
const OLD_JOB = {
  apiVersion: 'run.googleapis.com/v1',
  kind: 'Job',
  metadata: { name: 'runner', labels: {}, resourceVersion: 'AAA', generation: 7 },
  spec: { template: { spec: { template: { spec: { containers: [{ image: OLD_IMAGE, args: ['/old.js'] }] } } } } },
  status: { executionCount: 3 },
};

/** What the deployed site answers, by host and path: status, body, headers. */
type Site = Map<string, [number, object, Record<string, string>?]>;

let root: string;
let site: Site;
let server: Server;
let origin: string;
let done: string[];
let said: string[];
/** What a step answers instead of succeeding, by the beginning of its command line. */
let failing: [string, string][];
let isFirst: boolean;
let refusesBack: boolean;
let job: string;
/** What is answered about indexes, one after the other; then they are there. */
let indexStates: { name: string; state: string }[][];
let jobBefore: string;
let clock: number;
let interrupted: (() => Promise<void>) | null;

beforeAll(async () => {
  server = createServer((request, response) => {
    const [status, body, headers = {}] = site.get((request.url ?? '').slice(1)) ?? [404, {}];
    response.writeHead(status, headers).end(JSON.stringify(body));
  });
  await new Promise<void>((resolve) => server.listen(0, '127.0.0.1', resolve));
  origin = `http://127.0.0.1:${String((server.address() as AddressInfo).port)}`;
});
afterAll(() => server.close());

beforeEach(() => {
  root = mkdtempSync(path.join(os.tmpdir(), 'oma-release-'));
  for (const folder of ['deploy', 'functions']) mkdirSync(path.join(root, folder));
  cpSync('deploy/job.yaml', path.join(root, 'deploy', 'job.yaml'));
  writeFileSync(path.join(root, 'package.json'), '{"version": "1.2.3"}');
  const protection = { 'content-security-policy': 'x', 'strict-transport-security': 'x', 'x-content-type-options': 'nosniff' };
  site = new Map<string, [number, object, Record<string, string>?]>([
    ['agents.example.com/api/health', [200, { ok: true, version: '1.2.3+0123456789ab' }]],
    ['agents.example.com/', [200, {}, protection]],
    ...['dashboard', 'workspace/x', 'admin'].map((page): [string, [number, object]] => [`agents.example.com/${page}`, [200, {}]]),
    ['agents.example.com/__/firebase/init.json', [200, { projectId: PROJECT, apiKey: 'x', appId: '1:1:web:1' }]],
    ['agents.example.com/api/me', [401, { code: 'unauthenticated' }]],
    ['runs-123456789012.asia-northeast3.run.app/claim', [422, { code: 'bad_body' }]],
    ['tasks-123456789012.asia-northeast3.run.app/sweep', [403, {}]],
    [`firestore.googleapis.com/v1/projects/${PROJECT}/databases/(default)/documents/settings/platform`, [403, {}]],
  ]);
  done = [];
  said = [];
  failing = [];
  isFirst = false;
  refusesBack = false;
  job = '';
  indexStates = [];
  jobBefore = '';
  clock = 0;
  interrupted = null;
});
afterEach(() => rmSync(root, { recursive: true, force: true }));

/** The programs of a release: they note what they were asked, and answer what the real ones do. */
const start: Start = (command, args, { env = {} } = {}) => {
  const line = `${command === process.execPath ? 'node' : command} ${args.join(' ')}`;
  const build = line === 'node build.mjs' ? ` SITE_URL=${env['SITE_URL'] ?? ''} REVISION=${env['REVISION'] ?? ''}` : '';
  done.push(`${line}${build}`);
  const refusal = failing.find(([beginning]) => line.startsWith(beginning));
  if (refusal !== undefined) return Promise.resolve({ code: 1, stdout: '', stderr: refusal[1] });
  const metadata = args.find((arg) => arg.startsWith('--metadata-file='))?.slice('--metadata-file='.length);
  if (metadata !== undefined) writeFileSync(metadata, JSON.stringify({ 'containerimage.digest': DIGEST }));
  const answers: Record<string, string> = {
    'git rev-parse --short=12 HEAD': '0123456789ab\n',
    [`firebase hosting:channel:deploy pr-7 --project=${PROJECT} --expires=7d --non-interactive --json`]: JSON.stringify({
      status: 'success',
      result: { [PROJECT]: { url: `https://${PROJECT}--pr-7-x.web.app` } },
    }),
  };
  return Promise.resolve({ code: 0, stdout: answers[line] ?? '', stderr: '' });
};
const cloud: Cloud = {
  read: ([group]) => {
    if (group === 'firestore') return Promise.resolve(indexStates.shift() ?? [{ name: 'i', state: 'READY' }]);
    return Promise.resolve(isFirst ? null : OLD_JOB);
  },
  get: (url) => {
    if (url.endsWith(`/projects/${PROJECT}/sites`))
      return Promise.resolve({ sites: [{ name: `projects/${PROJECT}/sites/our-site`, type: 'DEFAULT_SITE', appId: '1:1:web:1' }] });
    expect(url).toContain('/sites/our-site/');
    return Promise.resolve(isFirst ? null : { releases: [{ version: { name: OLD_PAGES } }] });
  },
  run: ({ args, file }) => {
    const line = args.join(' ');
    done.push(`gcloud ${line}`);
    if (file?.name === 'job.yaml') job = file.content;
    if (file?.name === 'job-before.yaml') {
      if (refusesBack) return Promise.reject(new CloudError(line, 'not allowed'));
      jobBefore = file.content;
    }
    const refusal = failing.find(([beginning]) => `gcloud ${line}`.startsWith(beginning));
    return refusal === undefined ? Promise.resolve() : Promise.reject(new CloudError(`gcloud ${line}`, refusal[1]));
  },
  send: ({ method, url }) => {
    done.push(`${method} ${url}`);
    return Promise.resolve({});
  },
};
const tools = (): Tools => ({
  root,
  cloud,
  start,
  say: (line) => said.push(line),
  fetch: (input, init) => fetch(`${origin}/${(input as string).replace('https://', '')}`, init),
  now: () => clock,
  onInterrupt: (takeBack) => {
    interrupted = takeBack;
  },
  wait: (ms) => {
    clock += ms;
    return Promise.resolve();
  },
});
const run = async (isTested = true) => ({ code: await release(tools(), ENVIRONMENT, { isTested }), text: said.join('\n') });

/** Where in what was done a line begins so; -1 where none does. */
const at = (beginning: string): number => done.findIndex((line) => line.startsWith(beginning));

describe('release', () => {
  it('tests, builds and deploys, functions before the job and the pages, and then tries what is served', async () => {
    const { code, text } = await run(false);
    expect(code, text).toBe(0);
    const order = [
      'git status --porcelain',
      'npm test',
      'node build.mjs SITE_URL=https://agents.example.com REVISION=0123456789ab',
      'docker buildx build --builder=oh-my-agent --platform=linux/amd64 --push --sbom=true',
      'firebase deploy --only=firestore:indexes',
      'firebase deploy --only=functions',
      'gcloud run services add-iam-policy-binding onmessagecreated',
      'firebase deploy --only=firestore:rules',
      'gcloud run jobs replace',
      'firebase deploy --only=hosting',
      'gcloud run jobs execute runner',
    ].map(at);
    expect(order).not.toContain(-1);
    expect(order).toEqual([...order].sort((a, b) => a - b));
    expect(job).toContain(`image: asia-northeast3-docker.pkg.dev/${PROJECT}/runner/runner@${DIGEST}`);
    expect(job).not.toContain('${');
    expect(text).toContain('Deployed: https://agents.example.com serves 0123456789ab.');
    const variables = readFileSync(path.join(root, 'functions', `.env.${PROJECT}`), 'utf8');
    expect(variables).toContain('RUNS_URL="https://runs-123456789012.asia-northeast3.run.app"');
  });

  /** A fault after the job or the pages have changed, and what is said of it. */
  const faults: [string, () => void, string][] = [
    [
      'the site says another version',
      () => site.set('agents.example.com/api/health', [200, { ok: true, version: '1.2.2+old' }]),
      'says version 1.2.2+old',
    ],
    ['the API is gone', () => site.delete('agents.example.com/api/health'), 'GET /api/health did not say that it is well'],
    ['the pages have no protection', () => site.set('agents.example.com/', [200, {}]), 'has no content-security-policy'],
    [
      'strangers reach the tasks',
      () => site.set('tasks-123456789012.asia-northeast3.run.app/sweep', [200, {}]),
      'POST tasks/sweep answered 200',
    ],
    [
      'runners do not reach their door',
      () => site.set('runs-123456789012.asia-northeast3.run.app/claim', [403, {}]),
      'POST runs/claim answered 403',
    ],
    [
      'the container cannot be made',
      () => failing.push(['gcloud run jobs execute', 'no namespaces']),
      'the self-test of the job failed: no namespaces',
    ],
    ['the pages cannot be deployed', () => failing.push(['firebase deploy --only=hosting', 'quota']), 'quota'],
  ];
  it.each(faults)('%s: pages and image are served again as before', async (_what, spoil, expected) => {
    spoil();
    const { code, text } = await run();
    expect(code).toBe(1);
    expect(text).toContain(expected);
    expect(text).toContain('Not deployed');
    expect(done).toContain(`POST https://firebasehosting.googleapis.com/v1beta1/sites/our-site/releases?versionName=${OLD_PAGES}`);
    const { apiVersion, kind, spec } = OLD_JOB;
    expect(JSON.parse(jobBefore)).toEqual({ apiVersion, kind, metadata: { name: 'runner', labels: {} }, spec });
    expect(clock).toBeLessThanOrEqual(5 * 60_000);
    expect(interrupted).toBeNull();
  });

  it('says at the first release that there is nothing to go back to', async () => {
    isFirst = true;
    failing.push(['firebase deploy --only=hosting', 'quota']);
    const { code, text } = await run();
    expect(code).toBe(1);
    expect(text).toContain('pages: there is nothing to go back to');
    expect(done.some((line) => line.includes('versionName'))).toBe(false);
    expect(jobBefore).toBe('');
  });

  it('takes the other part back where one cannot be', async () => {
    failing.push(['gcloud run jobs execute', 'no namespaces']);
    refusesBack = true;
    const { text } = await run();
    expect(text).toContain('job: could not be taken back: ');
    expect(text).toContain('pages: served again as before');
  });

  it.each([
    ['npm test', 'tests failed'],
    ['docker buildx build', 'no engine'],
    ['firebase deploy --only=functions', 'no permission'],
  ])('changes neither job nor pages where %s fails, and says why', async (beginning, why) => {
    failing.push([beginning, why]);
    const { code, text } = await run(false);
    expect(code).toBe(1);
    expect(text).toContain(why);
    expect(text).toMatch(/Not deployed: “.+” failed/);
    expect([at('gcloud run jobs replace'), at('firebase deploy --only=hosting'), at('POST ')]).toEqual([-1, -1, -1]);
  });

  it.each([
    ['gcloud auth print-access-token', 'gcloud auth login'],
    ['gcloud auth application-default', 'gcloud auth application-default login'],
    ['docker buildx version', 'plug-in buildx'],
    ['docker info', 'engine does not answer'],
  ])('says before the tests that %s fails, and what to do', async (beginning, mend) => {
    failing.push([beginning, 'no']);
    const { code, text } = await run(false);
    expect(code).toBe(1);
    expect(text).toContain(mend);
    expect(at('npm test')).toBe(-1);
  });

  it('waits for indexes before the functions that ask by them, and says so', async () => {
    indexStates = [[{ name: 'i', state: 'CREATING' }], [{ name: 'i', state: 'CREATING' }]];
    const { code, text } = await run();
    expect(code).toBe(0);
    expect(text.indexOf('1 of 1 indexes are still being built')).toBeLessThan(text.indexOf('deploying functions'));
    expect(clock).toBe(20_000);
  });

  it('does not go on where an index cannot be built', async () => {
    indexStates = [[{ name: 'the-index', state: 'NEEDS_REPAIR' }]];
    const { code, text } = await run();
    expect(code).toBe(1);
    expect(text).toContain('could not build the-index');
    expect(at('firebase deploy --only=functions')).toBe(-1);
  });

  it('says what Google described in an unexpected way', async () => {
    const odd: Cloud = { ...cloud, read: () => Promise.resolve('odd') };
    expect(await release({ ...tools(), cloud: odd }, ENVIRONMENT, { isTested: true })).toBe(1);
    expect(said.join('\n')).toContain('Not deployed: Google described something in an unexpected way');
  });

  it('makes a builder where there is none', async () => {
    failing.push(['docker buildx inspect', 'no builder']);
    expect((await run()).code).toBe(0);
    expect(done).toContain('docker buildx create --name=oh-my-agent --driver=docker-container');
  });

  it('is taken back where somebody ends it', async () => {
    const ending: Cloud = {
      ...cloud,
      run: async (command) => {
        if (command.args.includes('execute')) await interrupted?.();
        await cloud.run(command);
      },
    };
    await release({ ...tools(), cloud: ending }, ENVIRONMENT, { isTested: true });
    expect(jobBefore).toContain(OLD_IMAGE);
    expect(at(`POST https://firebasehosting.googleapis.com/v1beta1/sites/our-site/releases`)).toBeGreaterThan(0);
  });

  it('does not begin where the project has no site', async () => {
    const siteless: Cloud = { ...cloud, get: () => Promise.resolve(null) };
    expect(await release({ ...tools(), cloud: siteless }, ENVIRONMENT, { isTested: true })).toBe(1);
    expect(said.join('\n')).toContain('The project has no Hosting site');
    expect(at('firebase deploy')).toBe(-1);
  });

  it('refuses what is not committed', async () => {
    const dirty: Start = (command, args, options) =>
      args[0] === 'status' ? Promise.resolve({ code: 0, stdout: ' M web/src/x.ts\n', stderr: '' }) : start(command, args, options);
    expect(await release({ ...tools(), start: dirty }, ENVIRONMENT, { isTested: true })).toBe(1);
    expect(said.join('\n')).toContain('these changes are not committed');
    expect(at('node build.mjs')).toBe(-1);
    expect(existsSync(path.join(root, 'functions', `.env.${PROJECT}`))).toBe(false);
  });

  it('switches the check of callers off where the organisation refuses public functions', async () => {
    await release(tools(), { ...ENVIRONMENT, public_access: 'without_iam_check' }, { isTested: true });
    expect(done).toContain('gcloud run services update api --region=asia-northeast3 --no-invoker-iam-check');
    expect(done).toContain('gcloud run services update runs --region=asia-northeast3 --no-invoker-iam-check');
    expect(done.join('\n')).not.toContain('services update tasks');
  });
});

describe('preview', () => {
  it('deploys the pages to a channel and says where', async () => {
    expect(await preview(tools(), ENVIRONMENT, 'pr-7')).toBe(0);
    expect(said).toContain(`Preview: https://${PROJECT}--pr-7-x.web.app`);
    expect(done.some((line) => line.includes('deploy --only') || line.startsWith('docker'))).toBe(false);
  });
  it('is refused where people are', async () => {
    expect(await preview(tools(), { ...ENVIRONMENT, previews: false }, 'pr-7')).toBe(1);
    expect(done).toEqual([]);
  });
});
