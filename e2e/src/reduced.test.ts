import { DEMO_PEOPLE, type ReplyDocument, type WorkspaceFiles } from '@oma/contract';
import { execFileSync } from 'node:child_process';
import { chmodSync, cpSync, existsSync, mkdirSync, mkdtempSync, readdirSync, rmSync, symlinkSync } from 'node:fs';
import os from 'node:os';
import path from 'node:path';
import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { CACHE } from '../../local/hidane.mjs';
import { signIn } from './client.ts';
import { sendReference } from './send-reference.ts';
import { ROOT, type RunningPlatform, startPlatform } from './platform.ts';
import { toolboxPython } from './toolbox.ts';

const OFFSET = 3000;
const [, member] = DEMO_PEOPLE;

/** Talks to a platform of reduced isolation as a member would: a file is made, and found by the next question; the office toolbox is at hand. */
async function makeAndFindFile(platform: RunningPlatform): Promise<ReplyDocument> {
  const client = await signIn(OFFSET, member);
  try {
    expect((await client.api('GET', '/api/me')).body).toMatchObject({ platform: { simulation: true, reduced_isolation: true } });
    const { session_id } = await client.createSession();
    const reply = await client.reply(session_id, await client.ask(session_id, '매출 CSV를 만들고 합계를 알려 줘'));
    expect(reply.status, platform.output()).toBe('done');
    expect(reply.parts.flatMap((part) => (part.k === 'tool' ? [part.result?.ok] : []))).toEqual([true, true]);
    const again = await client.reply(session_id, await client.ask(session_id, '파일 목록을 보여 줘'));
    expect(again.content).toContain('sales.csv');
    const office = await client.reply(session_id, await client.ask(session_id, 'CP949 매출 예시를 차트가 든 엑셀로 만들어 줘'));
    expect(office.content).toContain('- `sales.xlsx`: ');
    return reply;
  } finally {
    await client.close();
  }
}

/** What an agent does to its own files lasts no longer than its turn, and is in no archive. */
async function keepOwnFiles(): Promise<void> {
  const client = await signIn(OFFSET, member);
  try {
    const agent = await client.createAgent({ name: 'With files', config: { files: [await sendReference(client, 'form.txt', 'form')] } });
    const { session_id } = await client.createSession(agent.id);
    const ask = async (command: string): Promise<string> => {
      const steps = [{ tool: 'Bash', input: { command } }, { say: 'done' }];
      const reply = await client.reply(session_id, await client.ask(session_id, `\`\`\`script\n${JSON.stringify(steps)}\n\`\`\``));
      return reply.parts.flatMap((part) => (part.k === 'tool' ? [part.result?.output ?? ''] : [])).join();
    };
    expect(
      await ask('cat reference/form.txt; chmod -R a+w reference; echo x > reference/form.txt; echo x > reference/more; ls > list'),
    ).toBe('form');
    expect(await ask('cat reference/form.txt; ls reference')).toBe('formform.txt');
    const { files } = (await client.api('GET', `/api/sessions/${session_id}/files`)).body as WorkspaceFiles;
    expect(files.map(({ path: name }) => name)).toEqual(['list']);
  } finally {
    await client.close();
  }
}

beforeAll(() => void toolboxPython());

describe('a machine without bubblewrap', () => {
  /** A PATH with everything that is there, but bubblewrap. */
  let programs: string;
  beforeAll(() => {
    programs = mkdtempSync(path.join(os.tmpdir(), 'no-bubblewrap-'));
    for (const folder of (process.env['PATH'] ?? '').split(path.delimiter)) {
      for (const name of existsSync(folder) ? readdirSync(folder) : []) {
        if (name !== 'bwrap' && !existsSync(path.join(programs, name))) symlinkSync(path.join(folder, name), path.join(programs, name));
      }
    }
  });
  afterAll(() => rmSync(programs, { recursive: true, force: true }));

  it('goes on with the scripted model, and says so on the terminal and to every page', async () => {
    const platform = await startPlatform(OFFSET, { env: { PATH: programs } });
    try {
      expect(platform.output()).toMatch(/Reduced isolation: agents run outside their container, because .*bwrap is not installed\./);
      await makeAndFindFile(platform);
      await keepOwnFiles();
    } finally {
      await platform.stop();
    }
  });

  it('refuses a real key in one sentence, unless told otherwise', async () => {
    const env = { PATH: programs, ANTHROPIC_API_KEY: 'sk-test', ANTHROPIC_BASE_URL: 'http://127.0.0.1:9' };
    await expect(startPlatform(OFFSET, { env })).rejects.toThrow(/Not started: the agent would run outside its container, because /);
  });
});

function linkOrCopy(folder: string, into: string): void {
  try {
    execFileSync('cp', ['-al', folder, into], { stdio: 'ignore' });
  } catch {
    execFileSync('cp', ['-a', folder, into]);
  }
}

/** Elsewhere the other tests run without root anyway. */
describe.runIf(process.getuid?.() === 0)('a person who is not root', () => {
  const NOBODY = 65_534;
  let home: string;
  let project: string;

  /** A copy of the project that belongs to somebody else; the packages are linked where the file system can. */
  beforeAll(() => {
    home = mkdtempSync(path.join(os.tmpdir(), 'no-root-'));
    chmodSync(home, 0o755);
    project = path.join(home, 'project');
    const skipped = new Set(['node_modules', '.git', '.local', 'dist', 'screens']);
    cpSync(ROOT, project, { recursive: true, filter: (file) => !skipped.has(path.basename(file)) });
    const folders = ['.', ...readdirSync(ROOT)].filter((folder) => existsSync(path.join(ROOT, folder, 'node_modules')));
    for (const folder of folders) linkOrCopy(path.join(ROOT, folder, 'node_modules'), path.join(project, folder));
    const cache = path.join(home, '.cache', 'oh-my-agent');
    mkdirSync(path.dirname(cache), { recursive: true });
    if (existsSync(CACHE)) cpSync(CACHE, cache, { recursive: true });
    execFileSync('find', [home, '-name', 'node_modules', '-prune', '-o', '-exec', 'chown', '-h', `${NOBODY}:${NOBODY}`, '{}', '+']);
  }, 120_000);
  afterAll(() => rmSync(home, { recursive: true, force: true }));

  it('starts the platform with reduced isolation', async () => {
    const platform = await startPlatform(OFFSET, { root: project, uid: NOBODY, env: { HOME: home } });
    try {
      expect(platform.output()).toContain('Reduced isolation: agents run outside their container, because the container needs root.');
      await makeAndFindFile(platform);
      await keepOwnFiles();
    } finally {
      await platform.stop();
    }
  });
});
