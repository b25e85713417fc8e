import { once } from 'node:events';
import type { Container } from './container.ts';

/** Why the container cannot be used here; null if a process runs in it as it should. */
export async function selfTest(container: Container): Promise<string | null> {
  try {
    const child = container.spawn({
      command: '/bin/sh',
      args: ['-c', 'test -w /workspace && ! test -w /usr && ! touch /x 2>/dev/null && id -u'],
      env: {},
      withModel: false,
    });
    let output = '';
    child.stdout?.on('data', (data: Buffer) => (output += data.toString()));
    child.stdin?.end();
    const code = await once(child, 'close').then(([exitCode]: unknown[]) => exitCode);
    return code === 0 && /^6\d{4}$/.test(output.trim()) ? null : `the test process ended with ${String(code)}`;
  } catch (error) {
    return error instanceof Error && 'code' in error
      ? `bubblewrap could not be started (${String(error.code)})`
      : 'bubblewrap could not be started';
  }
}
