import { DOCUMENT_KINDS } from '@oma/contract';
import type { Firestore } from '@google-cloud/firestore';
import { mkdtemp, rm } from 'node:fs/promises';
import os from 'node:os';
import path from 'node:path';
import { afterAll, beforeAll, expect, it } from 'vitest';
import { readDocuments } from '../../../local/src/restore/read-documents.ts';
import { tallyDocuments } from '../../../local/src/restore/tally.ts';
import { exportProject, fillEveryKind, importAnew, spoilAQuestion } from '../restore-harness.ts';
import { type AccountHarness, createAccounts } from './account-harness.ts';
import { type ObjectHarness, startObjects } from './object-harness.ts';

let store: ObjectHarness;
let accounts: AccountHarness;
let folder: string;
let restored: Firestore;
beforeAll(async () => {
  store = await startObjects();
  accounts = await createAccounts(store);
  folder = await mkdtemp(path.join(os.tmpdir(), 'restore-'));
  await fillEveryKind(accounts);
  await exportProject(accounts.projectId, folder);
  restored = await importAnew(folder);
});
afterAll(async () => {
  await restored.terminate();
  await accounts.close();
  await store.close();
  await rm(folder, { recursive: true });
});

it('every document of every kind comes back from an export, and can be read', async () => {
  const tallies = await tallyDocuments(readDocuments(restored));
  expect(tallies.flatMap(({ unreadable }) => unreadable)).toEqual([]);
  expect(tallies.map(({ place }) => place)).toEqual(DOCUMENT_KINDS.map(({ place }) => place).sort());
  const there = [...(await accounts.documents()).values()].filter((data) => data !== 'null');
  expect(tallies.reduce((sum, { readable }) => sum + readable, 0)).toBe(there.length);
});

it('what does not fit its schema, or lies where nothing should, is named without what it holds', async () => {
  const spoiled = await spoilAQuestion(restored);
  await restored.doc('notes/n/pages/p').set({ text: '비밀' });
  const tallies = await tallyDocuments(readDocuments(restored));
  expect(tallies.filter(({ documents, readable }) => readable < documents)).toEqual([
    {
      place: 'notes/{id}/pages/{id}',
      documents: 1,
      readable: 0,
      unreadable: [{ path: 'notes/n/pages/p', reason: 'no document of this project lies there' }],
    },
    expect.objectContaining({ unreadable: [{ path: spoiled, reason: 'content (invalid_type)' }] }),
  ]);
});
