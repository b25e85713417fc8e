import { execFileSync } from 'node:child_process';
import { createHash } from 'node:crypto';
import { existsSync, mkdirSync, readFileSync, rmSync } from 'node:fs';
import path from 'node:path';
import * as z from 'zod';

const NAME = '@anthropic-ai/claude-agent-sdk-linux-x64';
const Lock = z.object({
  packages: z.record(z.string(), z.looseObject({ version: z.string().optional(), integrity: z.string().optional() })),
});

/**
 * Claude Code's program for the image, in the version that package-lock.json has: the installed one, or, where this machine is of another kind, fetched by npm
 * and compared with the hash in the lock. Throws where it cannot be had.
 */
export function claudeProgram(root: string): string {
  const { packages } = Lock.parse(JSON.parse(readFileSync(path.join(root, 'package-lock.json'), 'utf8')));
  const { version = '', integrity = '' } = packages[`node_modules/${NAME}`] ?? {};
  if (version === '' || integrity === '') throw new Error(`package-lock.json has no ${NAME}`);
  const installed = path.join(root, 'node_modules', NAME);
  const Installed = z.object({ version: z.string() });
  if (
    existsSync(path.join(installed, 'claude')) &&
    Installed.parse(JSON.parse(readFileSync(path.join(installed, 'package.json'), 'utf8'))).version === version
  )
    return path.join(installed, 'claude');
  const folder = path.join(root, '.local', `claude-${version}`);
  const program = path.join(folder, 'package', 'claude');
  if (existsSync(program)) return program;
  rmSync(folder, { recursive: true, force: true });
  mkdirSync(folder, { recursive: true });
  const [archive = ''] = execFileSync('npm', ['pack', '--silent', `${NAME}@${version}`], { cwd: folder, encoding: 'utf8' })
    .trim()
    .split('\n');
  const hash = createHash('sha512')
    .update(readFileSync(path.join(folder, archive)))
    .digest('base64');
  if (`sha512-${hash}` !== integrity) throw new Error(`${NAME}@${version} is not what package-lock.json says`);
  execFileSync('tar', ['-xzf', archive], { cwd: folder });
  return program;
}
