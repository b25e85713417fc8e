import { mkdirSync, mkdtempSync, rmSync, writeFileSync } from 'node:fs';
import os from 'node:os';
import path from 'node:path';
import { afterEach, beforeEach, expect, it } from 'vitest';
import { findExport } from './find-export.ts';

let folder: string;
beforeEach(() => {
  folder = mkdtempSync(path.join(os.tmpdir(), 'export-'));
});
afterEach(() => rmSync(folder, { recursive: true }));

const METADATA_FILE = 'firestore_export/firestore_export.overall_export_metadata';
const put = (name: string, content = ''): void => {
  mkdirSync(path.dirname(path.join(folder, name)), { recursive: true });
  writeFileSync(path.join(folder, name), content);
};
const putMetadata = (metadata: object): void => put('firebase-export-metadata.json', JSON.stringify(metadata));

it('an export of the emulators is one', () => {
  putMetadata({ version: '1', firestore: { path: 'firestore_export', metadata_file: METADATA_FILE } });
  put(METADATA_FILE);
  expect(findExport(folder)).toEqual({ ok: true, value: folder });
});

const replaceByFile = (): void => {
  rmSync(folder, { recursive: true });
  writeFileSync(folder, '');
};

it('so is what gcloud leaves', () => {
  put('2026-11-27T00:00:00_1.overall_export_metadata');
  put('all_namespaces/all_kinds/output-0');
  expect(findExport(folder)).toEqual({ ok: true, value: folder });
});

it.each([
  ['of accounts alone', () => putMetadata({ version: '1', auth: {} }), 'holds nothing of Firestore'],
  ['whose metadata is no JSON', () => put('firebase-export-metadata.json', '{'), 'holds nothing of Firestore'],
  ['that is half there', () => putMetadata({ firestore: { metadata_file: METADATA_FILE } }), `lacks its ${METADATA_FILE}`],
  ['that is two', () => ['a', 'b'].forEach((name) => put(`${name}.overall_export_metadata`)), 'holds no export'],
  ['that is none', () => put('accounts.json', '{}'), 'holds no export'],
  ['that is a file', replaceByFile, 'is a file; an export is a folder'],
  ['in no folder', () => rmSync(folder, { recursive: true }), 'There is no folder'],
])('an export %s is refused with a sentence', (_, make, sentence) => {
  make();
  const found = findExport(folder);
  rmSync(folder, { recursive: true, force: true });
  mkdirSync(folder, { recursive: true });
  expect(found).toMatchObject({ ok: false, sentence: expect.stringContaining(sentence) as string });
});
