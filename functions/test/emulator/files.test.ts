import {
  FileAddress,
  type ManifestEntry,
  newSession,
  objects as names,
  RUN_LIMITS,
  type Workspace,
  WorkspaceFiles,
  type WorkspaceManifest,
} from '@oma/contract';
import { createHash, randomBytes, randomUUID } from 'node:crypto';
import { gzipSync } from 'node:zlib';
import { afterEach, beforeEach, describe, expect, it } from 'vitest';
import { sweep } from '../../src/runs/sweep.ts';
import { ADMIN, type ApiHarness, createApiHarness, MEMBER } from './api-harness.ts';
import { type ObjectHarness, startObjects } from './object-harness.ts';
import { createHarness, type Harness } from './run-harness.ts';

let store: ObjectHarness;
let runs: Harness;
let h: ApiHarness;
let sessionId: string;
beforeEach(async () => {
  store = await startObjects();
  runs = await createHarness();
  h = await createApiHarness(runs.documents.firestore, { objects: store.objects });
  sessionId = randomUUID();
  const session = newSession({ id: sessionId, uid: MEMBER, agentId: null, agentVersion: 0, kind: 'work', now: h.clock.now });
  await h.documents.session(sessionId).set({ ...session, title: '매출 정리' });
});
afterEach(async () => {
  await h.close();
  await store.close();
});

const sha256 = (bytes: Buffer): string => createHash('sha256').update(bytes).digest('hex');

/** Writes an object as a runner does, by a signed URL. */
async function put(name: string, bytes: Buffer): Promise<void> {
  const answer = await fetch(await store.objects.writeUrl(name, bytes.length, new Date()), {
    method: 'PUT',
    body: new Uint8Array(bytes),
    headers: {
      'content-type': 'application/gzip',
      'x-goog-if-generation-match': '0',
      'x-goog-content-length-range': `0,${bytes.length}`,
    },
  });
  expect(answer.status).toBe(200);
}

/** Stores a workspace: each file in a part of its own, behind something that is not its own. */
async function save(
  turn: number,
  files: Readonly<Record<string, string | Buffer>>,
  more: ManifestEntry[] = [],
  runId = 'run',
): Promise<Workspace> {
  const entries: ManifestEntry[] = [...more];
  let archive = Buffer.alloc(0);
  for (const [path, content] of Object.entries(files)) {
    const bytes = Buffer.from(content);
    const ahead = randomBytes(700);
    entries.push({ kind: 'file', path, size: bytes.length, sha256: sha256(bytes), offset: archive.length, skip: ahead.length });
    archive = Buffer.concat([archive, gzipSync(Buffer.concat([ahead, bytes, Buffer.alloc(10)]))]);
  }
  const manifest: WorkspaceManifest = { entries };
  const object = names.workspace(sessionId, runId, turn);
  await put(object, archive);
  await put(names.manifest(object), gzipSync(JSON.stringify(manifest)));
  return { object, size: archive.length, sha256: sha256(archive), files: entries.length };
}

const give = (workspace: Workspace | null, workspace_before: Workspace | null = null) =>
  h.documents.session(sessionId).update({ workspace, workspace_before });
const at = (path: string): string => `/api/sessions/${sessionId}/files/${path.split('/').map(encodeURIComponent).join('/')}`;
const fetchFile = async (address: string) => {
  const answer = await h.call('GET', address);
  expect(answer.status, answer.text).toBe(200);
  return fetch(FileAddress.parse(answer.body).url);
};
const list = async () => WorkspaceFiles.parse((await h.call('GET', `/api/sessions/${sessionId}/files`)).body);

describe('the files of a conversation', () => {
  it('are none before the first turn', async () => {
    expect(await list()).toEqual({ files: [], removed: [], bytes: 0 });
    expect((await h.call('GET', `/api/sessions/${sessionId}/archive`)).status).toBe(404);
    expect((await h.call('GET', at('x'))).status).toBe(404);
  });

  it('are told with what the last turn added, changed and removed', async () => {
    const before = await save(1, { same: 'same', edited: 'old', gone: 'gone', 'was a file': 'x' }, [
      { kind: 'link', path: 'link', target: 'same' },
    ]);
    await give(before);
    expect((await list()).files.map(({ change }) => change)).toEqual(['added', 'added', 'added', 'added', 'added']);
    const now = await save(2, { same: 'same', edited: 'newer', 'folder/new': 'new' }, [
      { kind: 'folder', path: 'folder' },
      { kind: 'link', path: 'link', target: 'edited' },
      { kind: 'link', path: 'was a file', target: 'same' },
    ]);
    await give(now, before);
    const { files, removed, bytes } = await list();
    expect(files.map(({ path, kind, size, change }) => [path, kind, size, change])).toEqual([
      ['edited', 'file', 5, 'changed'],
      ['folder', 'folder', 0, null],
      ['folder/new', 'file', 3, 'added'],
      ['link', 'link', 0, 'changed'],
      ['same', 'file', 4, null],
      ['was a file', 'link', 0, 'added'],
    ]);
    expect(removed).toEqual([
      { path: 'gone', size: 4 },
      { path: 'was a file', size: 1 },
    ]);
    expect(bytes).toBe(12);
    expect(await (await fetchFile(`${at('gone')}?before=true`)).text()).toBe('gone');
    expect(await (await fetchFile(`${at('edited')}?before=true`)).text()).toBe('old');
    expect(await (await fetchFile(at('edited'))).text()).toBe('newer');
    for (const path of ['gone', 'folder', 'link', 'folder/', '../edited', 'nothing'])
      expect((await h.call('GET', at(path))).status, path).toBe(404);
  });

  it('are found by their exact names, in any form of Unicode, and fetched as attachments that no browser shows', async () => {
    const composed = '보고서/매출 요약.csv';
    const odd = 'a\nb%2Fc%/"d\u202efdp.html';
    await give(await save(1, { [composed]: '1', [composed.normalize('NFD')]: '2', [odd]: '<script>', '빈 파일': '' }));
    expect(await (await fetchFile(at(composed))).text()).toBe('1');
    expect(await (await fetchFile(at(composed.normalize('NFD')))).text()).toBe('2');
    // The slash may be encoded as well.
    expect(await (await fetchFile(`/api/sessions/${sessionId}/files/${encodeURIComponent(composed)}`)).text()).toBe('1');
    expect(await (await fetchFile(at('빈 파일'))).text()).toBe('');
    const file = await fetchFile(at(odd));
    expect(await file.text()).toBe('<script>');
    expect(file.headers.get('content-type')).toBe('application/octet-stream');
    expect(file.headers.get('x-content-type-options')).toBe('nosniff');
    expect(file.headers.get('content-disposition')).toMatch(/^attachment; filename="_d_fdp\.html"; filename\*=UTF-8''_d_fdp\.html$/);
    expect((await fetchFile(at(composed.normalize('NFD')))).headers.get('content-disposition')).toContain(
      encodeURIComponent('매출 요약.csv'),
    );
    const archive = await fetchFile(`/api/sessions/${sessionId}/archive`);
    expect(archive.headers.get('content-disposition')).toContain(encodeURIComponent('매출 정리.tar.gz'));
    expect((await archive.arrayBuffer()).byteLength).toBeGreaterThan(1000);
    const { url, expires_at } = FileAddress.parse((await h.call('GET', at(composed))).body);
    expect(Date.parse(expires_at) - Date.now()).toBeLessThanOrEqual(RUN_LIMITS.signedUrl);
    expect((await fetch(url.replace(/X-Goog-Expires=\d+/, 'X-Goog-Expires=604800'))).status).toBe(403);
  });

  it('come out of the archive whole where they are large, and lie in the store once', async () => {
    const large = randomBytes(9 * 1024 * 1024);
    await give(await save(1, { 'first.bin': randomBytes(100), 'large.bin': large, 'copy.bin': large }));
    const copies = async () => [...(await store.all()).keys()].filter((name) => name.includes('.files/'));
    for (const path of ['large.bin', 'copy.bin', 'large.bin'])
      expect(sha256(Buffer.from(await (await fetchFile(at(path))).arrayBuffer()))).toBe(sha256(large));
    expect(await copies()).toHaveLength(1);
  });

  it('belong to their owner alone', async () => {
    await h.addMember('other');
    await h.addMember(ADMIN);
    await give(await save(1, { secret: 'secret' }));
    for (const who of ['other', ADMIN])
      for (const path of [
        `/api/sessions/${sessionId}/files`,
        at('secret'),
        `${at('secret')}?before=true`,
        `/api/sessions/${sessionId}/archive`,
      ])
        expect((await h.call('GET', path, { who })).status).toBe(404);
  });
});

describe('what a runner says of a workspace', () => {
  const file = (over: Partial<Extract<ManifestEntry, { kind: 'file' }>>) => ({
    kind: 'file',
    path: 'x',
    size: 1,
    sha256: sha256(Buffer.from('x')),
    offset: 0,
    skip: 0,
    ...over,
  });
  async function tell(archive: Buffer, manifest: Buffer): Promise<void> {
    const object = names.workspace(sessionId, 'run', 1);
    await put(object, archive);
    await put(names.manifest(object), manifest);
    await give({ object, size: 1, sha256: '', files: 1 });
  }

  it.each<[string, Buffer]>([
    ['no archive', gzipSync('no JSON')],
    ['nothing packed', Buffer.from('{"entries": []}')],
    ['gigabytes in a few kilobytes', gzipSync(Buffer.alloc(200 * 1024 * 1024, ' '))],
    [
      'too many entries',
      gzipSync(JSON.stringify({ entries: Array.from({ length: 10_001 }, (_, index) => ({ kind: 'folder', path: String(index) })) })),
    ],
    ['a file larger than one may be', gzipSync(JSON.stringify({ entries: [file({ size: 60 * 1024 * 1024 })] }))],
    ['a place before the beginning', gzipSync(JSON.stringify({ entries: [file({ offset: -1 })] }))],
  ])('is not believed where it is %s', async (_what, manifest) => {
    await tell(gzipSync('x'), manifest);
    expect((await h.call('GET', `/api/sessions/${sessionId}/files`)).status).toBe(500);
    expect((await h.call('GET', at('x'))).status).toBe(500);
    expect([...(await store.all()).keys()].some((name) => name.includes('.files/'))).toBe(false);
  });

  it.each<[string, Buffer, object]>([
    ['other bytes', gzipSync('y'), file({})],
    ['less than it says', gzipSync('x'), file({ size: 1_000_000 })],
    ['a place behind the end', gzipSync('x'), file({ offset: 1_000_000 })],
    ['no packed part', Buffer.from('plain bytes'), file({})],
    ['more before it than it says', gzipSync(Buffer.alloc(50 * 1024 * 1024)), file({ skip: 1000 })],
  ])('gives no file where the archive holds %s', async (_what, archive, entry) => {
    await tell(archive, gzipSync(JSON.stringify({ entries: [entry] })));
    expect((await h.call('GET', `/api/sessions/${sessionId}/files`)).status).toBe(200);
    expect((await h.call('GET', at('x'))).status).toBe(500);
    expect([...(await store.all()).keys()].some((name) => name.includes('.files/'))).toBe(false);
  });
});

describe('what is left of files', () => {
  it('is collected with the run, also where somebody asked for one long after', async () => {
    await runs.ask();
    const { runId } = await runs.start();
    h.clock.now = runs.clock.now;
    const deps = { ...runs.deps, objects: store.objects };
    sessionId = runs.sessionId;
    await h.documents.session(sessionId).update({ user_id: MEMBER });
    await h.documents.run(runId).update({ state: 'ended', collect_at: null });
    const workspace = await save(1, { x: 'x' }, [], runId);
    await give(workspace);
    expect(await (await fetchFile(at('x'))).text()).toBe('x');
    const copy = names.fileCopy(workspace.object, sha256(Buffer.from('x')));
    expect((await store.all()).has(copy)).toBe(true);
    await sweep(deps);
    expect((await store.all()).has(copy)).toBe(true);
    runs.clock.now = new Date(h.clock.now.getTime() + RUN_LIMITS.collect + 1000);
    await sweep(deps);
    const left = [...(await store.all()).keys()];
    expect(left.sort()).toEqual([names.manifest(workspace.object), workspace.object].sort());
    expect((await h.documents.run(runId).get()).data()?.collect_at).toBeNull();
    expect(await (await fetchFile(at('x'))).text()).toBe('x');
  });
});
