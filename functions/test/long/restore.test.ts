import { spawn } from 'node:child_process';
import { mkdir, mkdtemp, rename, rm } from 'node:fs/promises';
import os from 'node:os';
import path from 'node:path';
import { text } from 'node:stream/consumers';
import { afterAll, beforeAll, expect, it } from 'vitest';
import { type AccountHarness, createAccounts } from '../emulator/account-harness.ts';
import { type ObjectHarness, startObjects } from '../emulator/object-harness.ts';
import { exportProject, fillEveryKind, spoilAQuestion } from '../restore-harness.ts';

/** Each drill starts an emulator of its own. */
const LIMIT_MS = 120_000;

let store: ObjectHarness;
let accounts: AccountHarness;
let home: string;
beforeAll(async () => {
  store = await startObjects();
  accounts = await createAccounts(store);
  home = await mkdtemp(path.join(os.tmpdir(), 'restore-'));
  await fillEveryKind(accounts);
});
afterAll(async () => {
  await accounts.close();
  await store.close();
  await rm(home, { recursive: true });
});

/** `npm run restore:try -- FOLDER`. */
async function drill(folder: string): Promise<{ code: number | null; said: string; failed: string }> {
  const child = spawn(process.execPath, ['local/src/restore/main.ts', folder], { stdio: ['ignore', 'pipe', 'pipe'] });
  const [said, failed, code] = await Promise.all([
    text(child.stdout),
    text(child.stderr),
    new Promise<number | null>((resolve) => child.once('close', resolve)),
  ]);
  return { code, said, failed };
}

async function exported(name: string): Promise<string> {
  const folder = path.join(home, name);
  await mkdir(folder);
  await exportProject(accounts.projectId, folder);
  return folder;
}

it('an export of the emulators and one as gcloud leaves it are restored whole', { timeout: LIMIT_MS }, async () => {
  const documents = [...(await accounts.documents()).values()].filter((data) => data !== 'null').length;
  const folder = await exported('whole');
  const total = new RegExp(`^all +${documents} +${documents}$`, 'm');
  expect(await drill(folder)).toMatchObject({ code: 0, said: expect.stringMatching(total) as string });
  const fromBucket = path.join(home, '2026-11-27T00:00:00_1');
  await rename(path.join(folder, 'firestore_export'), fromBucket);
  expect(await drill(fromBucket)).toMatchObject({ code: 0, said: expect.stringMatching(total) as string });
});

it('one spoiled document fails the drill and is named', { timeout: LIMIT_MS }, async () => {
  const spoiled = await spoilAQuestion(accounts.firestore);
  const { code, said } = await drill(await exported('spoiled'));
  expect(said).toContain(`Not readable:\n  ${spoiled}: content (invalid_type)\n`);
  expect(code).toBe(1);
});

it('an empty export and a folder without one fail the drill, each with a sentence', { timeout: LIMIT_MS }, async () => {
  const nothing = path.join(home, 'nothing');
  await mkdir(nothing);
  expect(await drill(nothing)).toMatchObject({ code: 1, failed: expect.stringContaining(`${nothing} holds no export`) as string });
  await exportProject('demo-never-used', nothing);
  expect(await drill(nothing)).toMatchObject({ code: 1, failed: `The export in ${nothing} holds no document.\n` });
});
