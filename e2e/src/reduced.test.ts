import { DEMO_PEOPLE } from '@oma/contract';
import { existsSync, mkdtempSync, readdirSync, rmSync, symlinkSync } from 'node:fs';
import os from 'node:os';
import path from 'node:path';
import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { signIn } from './client.ts';
import { startPlatform } from './platform.ts';

const OFFSET = 1300;
const [, member] = DEMO_PEOPLE;
let programs: string;

/** A PATH with everything that is there, but bubblewrap. */
beforeAll(() => {
  programs = mkdtempSync(path.join(os.tmpdir(), 'no-bubblewrap-'));
  for (const folder of (process.env['PATH'] ?? '').split(path.delimiter)) {
    for (const name of existsSync(folder) ? readdirSync(folder) : []) {
      if (name !== 'bwrap' && !existsSync(path.join(programs, name))) symlinkSync(path.join(folder, name), path.join(programs, name));
    }
  }
});
afterAll(() => rmSync(programs, { recursive: true, force: true }));

describe('a machine without bubblewrap', () => {
  it('goes on with the scripted model, and says so on the terminal and to every page', async () => {
    const platform = await startPlatform(OFFSET, { env: { PATH: programs } });
    try {
      expect(platform.output()).toContain('Reduced isolation: agents run outside their container, because bwrap is not installed.');
      const client = await signIn(OFFSET, member);
      expect((await client.api('GET', '/api/me')).body).toMatchObject({ platform: { simulation: true, reduced_isolation: true } });
      const { session_id } = await client.createSession();
      const reply = await client.reply(session_id, await client.ask(session_id, '매출 CSV를 만들고 합계를 알려 줘'));
      expect(reply.status).toBe('done');
      const again = await client.reply(session_id, await client.ask(session_id, '파일 목록을 보여 줘'));
      expect(again.content).toContain('sales.csv');
      await client.close();
    } finally {
      await platform.stop();
    }
  });

  it('refuses a real key in one sentence, unless told otherwise', async () => {
    const env = { PATH: programs, ANTHROPIC_API_KEY: 'sk-test', ANTHROPIC_BASE_URL: 'http://127.0.0.1:9' };
    await expect(startPlatform(OFFSET, { env })).rejects.toThrow(
      /Not started: the agent would run outside its container, because bwrap is not installed\./,
    );
  });
});
