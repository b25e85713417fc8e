import { portsAt } from '@oma/contract';
import type { Server } from 'node:http';
import { afterEach, beforeEach, describe, expect, it } from 'vitest';
import { sendJson, serve } from '../json-server.ts';
import { makeDemoData } from './make-demo-data.ts';

const PORT = 19_872;
const ports = { ...portsAt(0), hosting: PORT, auth: PORT };
const plan = { conversations: true, applications: { admins: ['admin@example.com'] }, leftOut: [] };

let server: Server;
beforeEach(async () => {
  server = await serve(PORT, [
    (_request, response) => {
      sendJson(response, 503, {});
      return true;
    },
  ]);
});
afterEach(() => {
  server.close();
  server.closeAllConnections();
});

async function linesOf(signal: AbortSignal, leftOut: readonly string[] = []): Promise<string[]> {
  const lines: string[] = [];
  await makeDemoData({ ports, plan: { ...plan, leftOut }, signal, say: (line) => lines.push(line) });
  return lines;
}

describe('making demo data', () => {
  it('that cannot be made is said in one line, and stops nothing', async () => {
    const lines = await linesOf(new AbortController().signal);
    expect(lines).toEqual([
      expect.stringMatching(/^Demo data: not all of it could be made, because the Auth emulator did not sign .* in\. /),
    ]);
  });

  it('says first what is left out on purpose', async () => {
    expect((await linesOf(new AbortController().signal, ['Demo data: no letters.']))[0]).toBe('Demo data: no letters.');
  });

  it('says nothing more of a platform that broke down', async () => {
    expect(await linesOf(AbortSignal.abort())).toEqual([]);
  });
});
