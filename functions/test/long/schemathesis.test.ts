import { serve } from '@hono/node-server';
import { spawn } from 'node:child_process';
import { existsSync, mkdirSync } from 'node:fs';
import { writeFile } from 'node:fs/promises';
import path from 'node:path';
import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { ADMIN, MEMBER } from '../emulator/api-harness.ts';
import { type ApiWorld, createApiWorld, SECRET } from '../fuzz/api-world.ts';

/** What it takes for a refusal besides what it knows: a version that is not said, and one that is not the newest, which goes before the body. */
const CONFIG = `[checks]
missing_required_header.expected-statuses = [401, 403, 404, 422, 428]
negative_data_rejection.expected-statuses = [400, 401, 403, 404, 409, 412, 413, 415, 422, 428, 429]
`;

/** The fuzzer from the Python package index, in this version, in an environment of its own. */
const PACKAGE = 'schemathesis==4.32.5';
const HOME = path.join(process.cwd(), '.local', 'schemathesis');
const SEED = '20261126';

let world: ApiWorld;
let address = '';
let end: () => void = () => undefined;

beforeAll(async () => {
  await install();
  world = await createApiWorld();
  address = await new Promise((resolve) => {
    const server = serve({ fetch: (request) => world.api.fetch(request), port: 0, hostname: '127.0.0.1' }, ({ port }) =>
      resolve(`http://127.0.0.1:${String(port)}`),
    );
    end = () => server.close();
  });
}, 300_000);
afterAll(async () => {
  end();
  await world.close();
});

describe('schemathesis, from the OpenAPI document alone', () => {
  it.each([
    ['a member', MEMBER],
    ['an admin', ADMIN],
  ])('finds nothing as %s', { timeout: 900_000 }, async (_name, token) => {
    await world.mend();
    const before = await world.othersDocuments();
    await writeFile(path.join(HOME, 'schemathesis.toml'), CONFIG);
    const { code, output } = await run(path.join(HOME, 'bin', 'st'), [
      'run',
      `${address}/api/openapi.json`,
      '--header',
      `Authorization: Bearer ${token}`,
      '--checks',
      'not_a_server_error,status_code_conformance,content_type_conformance,response_headers_conformance,response_schema_conformance,negative_data_rejection,missing_required_header,unsupported_method,use_after_free,ignored_auth',
      '--phases',
      'examples,coverage,fuzzing,stateful',
      '--max-examples',
      '25',
      // Who deletes the own account is nobody afterwards, and the rest of the run would only see refusals.
      '--exclude-operation-id',
      'accounts-deleteMe',
      '--seed',
      SEED,
      '--no-color',
    ]);
    expect(code, output.slice(-20_000)).toBe(0);
    expect(output.includes(SECRET)).toBe(false);
    if (token === MEMBER) expect(await world.othersDocuments()).toEqual(before);
  });
});

async function install(): Promise<void> {
  if (existsSync(path.join(HOME, 'bin', 'st'))) return;
  const made = await run('python3', ['-m', 'venv', HOME]).catch(() => ({ code: 1, output: '' }));
  if (made.code !== 0)
    throw new Error(`Python 3.10 or newer with venv is needed (on Debian: apt-get install python3-venv). ${made.output}`);
  const installed = await run(path.join(HOME, 'bin', 'pip'), ['install', '--quiet', PACKAGE]);
  if (installed.code !== 0) throw new Error(`${PACKAGE} could not be installed: ${installed.output}`);
}

function run(command: string, args: readonly string[]): Promise<{ code: number; output: string }> {
  return new Promise((resolve, reject) => {
    // It keeps what it found in the folder it works in.
    mkdirSync(HOME, { recursive: true });
    const child = spawn(command, args, { cwd: HOME, stdio: ['ignore', 'pipe', 'pipe'] });
    let output = '';
    const take = (data: Buffer): void => void (output += data.toString());
    child.stdout.on('data', take);
    child.stderr.on('data', take);
    child.on('error', reject);
    child.on('close', (code) => resolve({ code: code ?? 1, output }));
  });
}
