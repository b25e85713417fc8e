import { type ClaimAnswer, readFullWorkspace } from '@oma/contract';
import { spawn } from 'node:child_process';
import { once } from 'node:events';
import { mkdirSync, mkdtempSync, rmSync, writeFileSync } from 'node:fs';
import { createServer, type Server } from 'node:http';
import os from 'node:os';
import path from 'node:path';
import { afterEach, beforeEach, describe, expect, it } from 'vitest';
import type { Container } from '../container/container.ts';
import { saveTurn } from './save-turn.ts';

const FILES = 3;
let base: string;
let store: Server;
let stored: Set<string>;
let logged: string[];
/** A place that the store takes all for and never answers. */
let silent: string;

beforeEach(async () => {
  base = mkdtempSync(path.join(os.tmpdir(), 'save-turn-'));
  for (const folder of ['workspace', 'memory']) mkdirSync(path.join(base, folder));
  stored = new Set();
  logged = [];
  silent = '';
  store = createServer((request, response) => {
    request.resume();
    request.on('end', () => {
      if (request.url === silent) return;
      stored.add(request.url ?? '');
      response.end();
    });
  });
  store.listen(0, '127.0.0.1');
  await once(store, 'listening');
});
afterEach(() => {
  store.close();
  store.closeAllConnections();
  rmSync(base, { recursive: true, force: true });
});

const fill = (folder: string, files: number): void => {
  for (let count = 0; count < files; count += 1) writeFileSync(path.join(base, folder, `${count}.jsonl`), 'x');
};

function save(limitMs?: number, pack: (command: string, args: readonly string[]) => [string, readonly string[]] = (...given) => given) {
  const address = store.address();
  const place = (name: string): string => `http://127.0.0.1:${typeof address === 'object' && address !== null ? address.port : 0}/${name}`;
  const container: Pick<Container, 'spawn' | 'workspace'> = {
    workspace: path.join(base, 'workspace'),
    spawn: ({ command, args }) => spawn(...pack(command, args), { env: { PATH: process.env['PATH'] }, stdio: ['pipe', 'pipe', 'ignore'] }),
  };
  const limits = { workspace_bytes: 1_000_000, workspace_files: FILES, file_bytes: 1_000_000, memory_bytes: 1_000_000, turn_usd: 1 };
  return saveTurn(
    { container: container as Container, claim: { limits } as ClaimAnswer, memory: path.join(base, 'memory') },
    { put_url: place('workspace'), memory_put_url: place('memory'), manifest_put_url: place('manifest') },
    (_severity, event) => logged.push(event),
    limitMs,
  );
}

describe('what a turn left', () => {
  it('is stored with the memory', async () => {
    fill('workspace', FILES);
    fill('memory', FILES);
    expect(await save()).toMatchObject({ workspace: { files: FILES }, error: null });
    expect([...stored].sort()).toEqual(['/manifest', '/memory', '/workspace']);
    expect(logged).toEqual([]);
  });

  it('is stored without a memory that is too large', async () => {
    fill('workspace', FILES);
    fill('memory', FILES + 1);
    expect(await save()).toMatchObject({ workspace: { files: FILES }, error: null });
    expect([...stored].sort()).toEqual(['/manifest', '/workspace']);
    expect(logged).toEqual(['memory_not_saved']);
  });

  it('is not stored beyond a limit, and says so', async () => {
    fill('workspace', FILES + 1);
    fill('memory', FILES);
    expect(await save()).toMatchObject({ workspace: null, error: { code: 'workspace_full' } });
    expect([...stored]).toEqual(['/memory']);
    expect(logged).toEqual(['save_failed']);
  });

  it.each([
    ['reading it does not end', '', '/workspace'],
    ['the store does not answer', '/workspace', ''],
    ['the store does not answer for what it holds', '/manifest', ''],
  ])('is given up after a while where %s, and says so', async (_what, unanswered, unread) => {
    fill('workspace', FILES);
    fill('memory', FILES);
    silent = unanswered;
    const saved = await save(500, (command, args) =>
      unread !== '' && args.some((arg) => arg.endsWith(unread)) ? ['tail', ['-f', '/dev/null']] : [command, args],
    );
    expect(saved).toMatchObject({ workspace: null, error: { code: 'workspace_full' } });
    expect(readFullWorkspace(saved.error?.detail ?? '')).toEqual({ limit: 'time' });
    expect(logged).toEqual(['save_failed']);
  });
});
