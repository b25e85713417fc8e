import { DEFAULT_SETTINGS, paths } from '@oma/contract';
import { Firestore } from '@google-cloud/firestore';
import { randomUUID } from 'node:crypto';
import { afterEach, beforeEach, expect, it } from 'vitest';
import { seed } from '../../../local/src/seed.ts';

const HOST = 'FIRESTORE_EMULATOR_HOST';
const firestoreHost = process.env[HOST] ?? '';
const authHost = process.env['FIREBASE_AUTH_EMULATOR_HOST'] ?? '';
const project = `demo-seed-${randomUUID().slice(0, 8)}`;
let firestore: Firestore;
beforeEach(() => {
  firestore = new Firestore({ projectId: project });
});
afterEach(async () => {
  process.env[HOST] = firestoreHost;
  await firestore.terminate();
});

it('seeds the emulator that it is given, whatever the environment names', async () => {
  // The emulator of sign-ins knows nothing of documents.
  process.env[HOST] = authHost;
  expect(await seed({ project, firestoreHost, authHost })).toBe(true);
  expect((await firestore.doc(paths.settings).get()).data()).toEqual(DEFAULT_SETTINGS);
  expect(await seed({ project, firestoreHost, authHost })).toBe(false);
});
