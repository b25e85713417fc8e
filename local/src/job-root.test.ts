import { spawn } from 'node:child_process';
import { mkdirSync, mkdtempSync, readdirSync, rmSync, symlinkSync } from 'node:fs';
import os from 'node:os';
import path from 'node:path';
import { afterAll, describe, expect, it } from 'vitest';

const SCRIPT = path.join(import.meta.dirname, '..', 'job-root.sh');
const canMount = process.platform === 'linux' && process.getuid?.() === 0;

/** What an image has in its root, and the programs of this machine in it. */
const root = mkdtempSync(path.join(os.tmpdir(), 'job-root-'));
for (const name of ['dev', 'mnt', 'opt', 'proc', 'tmp', 'usr']) mkdirSync(path.join(root, name));
for (const name of ['bin', 'lib', 'lib64', 'sbin']) symlinkSync(`usr/${name}`, path.join(root, name));
afterAll(() => rmSync(root, { recursive: true }));
const WITH_PROGRAMS = 'mount --bind /usr "$1/usr"; exec "$0" "$@"';

function start(program: string) {
  const child = spawn('/usr/bin/unshare', ['--mount', 'sh', '-ec', WITH_PROGRAMS, SCRIPT, root, '/bin/bash', '-c', program], {
    env: { PATH: '/usr/sbin:/usr/bin:/sbin:/bin', ONLY: 'this' },
    stdio: ['ignore', 'pipe', 'inherit'],
  });
  let output = '';
  child.stdout.on('data', (data: Buffer) => (output += data.toString()));
  const ended = new Promise<{ code: number | null; signal: string | null; output: string }>((resolve) => {
    child.once('close', (code, signal) => resolve({ code, signal, output }));
  });
  return { child, ended, said: (text: string) => expect.poll(() => output, { timeout: 10_000 }).toContain(text) };
}

describe.runIf(canMount)('a job in the file system of an image', () => {
  it('is the very process that was started, with its exit code, its environment and no more', async () => {
    const { child, ended } = start('echo $$; export -p | grep -c ONLY; exit 7');
    expect(await ended).toEqual({ code: 7, signal: null, output: `${String(child.pid)}\n1\n` });
  });

  it('hears a signal itself, and ends by one that it does not take', async () => {
    const heard = start('trap "echo heard; exit 3" TERM; echo up; while :; do sleep 0.05; done');
    await heard.said('up');
    heard.child.kill('SIGTERM');
    expect(await heard.ended).toEqual({ code: 3, signal: null, output: 'up\nheard\n' });
    const killed = start('echo up; exec sleep 60');
    await killed.said('up');
    killed.child.kill('SIGKILL');
    expect(await killed.ended).toMatchObject({ code: null, signal: 'SIGKILL' });
  });

  it('can write to an empty /tmp of its own and nowhere else, and leaves nothing', async () => {
    const { ended } = start('ls /tmp; touch /tmp/mine && ls /tmp; touch /opt/x /x 2>/dev/null || echo refused; ls /mnt');
    expect((await ended).output).toBe('mine\nrefused\n');
    expect(readdirSync(path.join(root, 'tmp'))).toEqual([]);
  });
});
