import { spawn, type ChildProcess } from 'node:child_process';
import { cpSync, mkdtempSync, readdirSync, readFileSync, renameSync, rmSync, statSync } from 'node:fs';
import { createRequire } from 'node:module';
import net from 'node:net';
import os from 'node:os';
import path from 'node:path';
import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { buildFunctions } from '../../build.mjs';

type Upload = { source: string; ignore: string[] };
type Manifest = { endpoints: Record<string, Record<string, unknown>> };
type ListFiles = (options: { path: string; ignoreStrings: string[] }) => Promise<{ name: string }[]>;

const ROOT = path.join(import.meta.dirname, '..', '..');
const MB = 2 ** 20;
/** How heavy the folder may be: what comes on top is a package that somebody should have looked at. */
const MOST = { bundle: 0.6 * MB, packages: 140 * MB, count: 310 };

/** What production tells the functions; nothing of this machine. */
const ENV = {
  GCLOUD_PROJECT: 'some-project',
  SITE_URL: 'https://example.com',
  RUNS_URL: 'https://runs.example.com',
  TASKS_URL: 'https://tasks.example.com',
  TASKS_SERVICE_ACCOUNT: 'tasks@some-project.iam.gserviceaccount.com',
  RUNNER_SERVICE_ACCOUNT: 'runner@some-project.iam.gserviceaccount.com',
  OBJECTS_BUCKET: 'some-project-objects',
  CONTACT_EMAIL: 'contact@example.com',
  SMTP_HOST: 'smtp.example.com',
  SMTP_USER: 'user',
  SMTP_FROM: 'noreply@example.com',
};

const built = mkdtempSync(path.join(os.tmpdir(), 'oma-functions-built-'));
const folder = mkdtempSync(path.join(os.tmpdir(), 'oma-functions-'));
let uploaded: string[] = [];

beforeAll(async () => {
  await buildFunctions(built);
  uploaded = await copyUpload();
  const { code, output } = await run('npm', ['ci', '--omit=dev', '--prefer-offline', '--no-audit', '--no-fund']);
  expect(code, output).toBe(0);
}, 120_000);
afterAll(() => {
  for (const place of [built, folder]) rmSync(place, { recursive: true, force: true });
});

/** Copies what `firebase deploy` would upload, as its own code chooses it. */
async function copyUpload(): Promise<string[]> {
  const [{ source, ignore }] = (JSON.parse(readFileSync(path.join(ROOT, 'firebase.json'), 'utf8')) as { functions: [Upload] }).functions;
  expect(source).toBe('functions/dist');
  const { readdirRecursive } = createRequire(import.meta.url)('firebase-tools/lib/fsAsync') as { readdirRecursive: ListFiles };
  const files = await readdirRecursive({ path: built, ignoreStrings: ignore });
  const names = files.map(({ name }) => path.relative(built, name));
  for (const name of names) cpSync(path.join(built, name), path.join(folder, name));
  return names.sort();
}

function start(command: string, args: readonly string[], env: Readonly<Record<string, string>> = {}): ChildProcess {
  const { PATH = '', HOME = '' } = process.env;
  return spawn(command, args, { cwd: folder, env: { PATH, HOME, ...env }, stdio: ['ignore', 'pipe', 'pipe'] });
}

async function run(command: string, args: readonly string[], env?: Readonly<Record<string, string>>) {
  const child = start(command, args, env);
  let output = '';
  for (const stream of [child.stdout, child.stderr]) stream?.on('data', (data: Buffer) => (output += data.toString()));
  const code = await new Promise<number>((resolve, reject) => {
    child.once('error', reject);
    child.once('close', (exitCode) => resolve(exitCode ?? 1));
  });
  return { code, output };
}

/** What the functions say they are, asked as a deploy asks. */
const discover = () =>
  run('node', ['node_modules/firebase-functions/lib/bin/firebase-functions.js', '.'], {
    ...ENV,
    FUNCTIONS_MANIFEST_OUTPUT_PATH: path.join(folder, 'manifest.json'),
  });

function weigh(place: string): number {
  const stat = statSync(place);
  return stat.isDirectory() ? readdirSync(place).reduce((sum, name) => sum + weigh(path.join(place, name)), 0) : stat.size;
}

describe('the folder that is deployed as the functions', () => {
  it('has the bundle, its manifest and its lock, and nothing else', () => {
    expect(uploaded).toEqual(['index.js', 'package-lock.json', 'package.json']);
  });

  it('installs what was tested, and weighs what it should', async () => {
    const installed = JSON.parse(readFileSync(path.join(folder, 'node_modules', '.package-lock.json'), 'utf8')) as {
      packages: Record<string, { resolved?: string }>;
    };
    const count = Object.keys(installed.packages).length;
    expect(Object.keys(installed.packages).filter((place) => place.includes('@oma/'))).toEqual([]);
    const [bundle, packages] = [weigh(path.join(folder, 'index.js')), weigh(path.join(folder, 'node_modules'))];
    const { output } = await run('node', [
      '-e',
      'const from = performance.now(); import("./index.js").then(() => console.log(Math.round(performance.now() - from)))',
    ]);
    process.stdout.write(
      `Deployed functions: bundle ${(bundle / MB).toFixed(2)} MB, ${count} packages of ${(packages / MB).toFixed(0)} MB, imported in ${output.trim()} ms\n`,
    );
    expect(Number(output)).toBeGreaterThan(0);
    expect(bundle).toBeLessThan(MOST.bundle);
    expect(packages).toBeLessThan(MOST.packages);
    expect(count).toBeLessThan(MOST.count);
  });

  it('offers all functions with their options', async () => {
    const { code, output } = await discover();
    expect(code, output).toBe(0);
    const { endpoints } = JSON.parse(readFileSync(path.join(folder, 'manifest.json'), 'utf8')) as Manifest;
    const region = ['asia-northeast3'];
    const http = { platform: 'gcfv2', region, entryPoint: expect.any(String) as string };
    const trigger = (document: string, eventType: string) => ({
      platform: 'gcfv2',
      region,
      eventTrigger: { eventType: `google.cloud.firestore.document.v1.${eventType}`, retry: true, eventFilterPathPatterns: { document } },
    });
    const secret = (key: string) => [{ key }];
    expect(endpoints).toMatchObject({
      api: { ...http, httpsTrigger: { invoker: ['public'] }, concurrency: 80, availableMemoryMb: 512, timeoutSeconds: 600 },
      runs: {
        ...http,
        httpsTrigger: { invoker: ['public'] },
        concurrency: 500,
        availableMemoryMb: 1024,
        timeoutSeconds: 120,
        secretEnvironmentVariables: secret('ANTHROPIC_API_KEY'),
      },
      tasks: {
        ...http,
        httpsTrigger: { invoker: ['oma-task-caller@'] },
        concurrency: 80,
        availableMemoryMb: 512,
        timeoutSeconds: 120,
        secretEnvironmentVariables: secret('SMTP_PASSWORD'),
      },
      onMessageCreated: trigger('sessions/{sessionId}/messages/{messageId}', 'created'),
      onApplicationWritten: trigger('beta_applications/{uid}', 'created'),
      onUserWritten: trigger('users/{uid}', 'written'),
      onMailCreated: trigger('mail/{mailId}', 'created'),
      sweep: { platform: 'gcfv2', region, scheduleTrigger: { schedule: 'every 1 minutes' }, timeoutSeconds: 120 },
    });
    expect(Object.keys(endpoints)).toHaveLength(8);
  });

  it('serves the API with what production tells it', async () => {
    const port = await freePort();
    const child = start('node', ['node_modules/.bin/functions-framework', `--port=${port}`, '--target=api', '--signature-type=http'], {
      ...ENV,
      FUNCTION_TARGET: 'api',
    });
    try {
      await expect
        .poll(
          () =>
            fetch(`http://127.0.0.1:${port}/api/health`).then(
              (answer) => answer.json(),
              () => null,
            ),
          { timeout: 20_000 },
        )
        .toMatchObject({ ok: true });
    } finally {
      child.kill('SIGKILL');
    }
  });

  it('finds no package but its own', async () => {
    const place = path.join(folder, 'node_modules', 'hono');
    renameSync(place, `${place}-away`);
    try {
      const { code, output } = await discover();
      expect(code).not.toBe(0);
      expect(output).toContain("Cannot find package 'hono'");
    } finally {
      renameSync(`${place}-away`, place);
    }
  });
});

async function freePort(): Promise<number> {
  const server = net.createServer();
  await new Promise<void>((resolve) => server.listen(0, '127.0.0.1', resolve));
  const { port } = server.address() as net.AddressInfo;
  await new Promise((resolve) => server.close(resolve));
  return port;
}
