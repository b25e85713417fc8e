import os from 'node:os';
import path from 'node:path';
import { toolboxPlace } from '../toolbox.mjs';
import { reachableClaude } from './isolation.ts';

/** How an execution of the runner's job is started. The environment has what a Cloud Run job has: no key, no address of a database. */
export type RunnerProgram = { command: string; args: readonly string[]; env: Readonly<Record<string, string>> };

/** The runner as this checkout has built it, with what this machine has. `folder`: where runs have their folders. */
export function builtRunner(root: string, folder: string, isReduced: boolean): RunnerProgram {
  const claude = reachableClaude(root);
  const toolbox = toolboxPlace();
  return {
    command: process.execPath,
    args: [path.join(root, 'runner', 'dist', 'main.js')],
    env: {
      PATH: process.env['PATH'] ?? '/usr/bin:/bin',
      HOME: os.tmpdir(),
      RUNNER_DIR: folder,
      ...common(),
      ALLOW_REDUCED_ISOLATION: String(isReduced),
      ...(claude === null ? {} : { CLAUDE_BINARY: claude }),
      ...(toolbox === null ? {} : { TOOLBOX: toolbox }),
    },
  };
}

/** What the image says of itself in its Dockerfile. */
export const IMAGE = {
  env: {
    PATH: '/usr/local/sbin:/usr/local/bin:/usr/sbin:/usr/bin:/sbin:/bin',
    CLAUDE_BINARY: '/opt/claude-code/claude',
    TOOLBOX: '/opt/toolbox',
    NODE_COMPILE_CACHE: '/opt/runner/compile-cache',
  },
  command: ['node', '/opt/runner/dist/main.js'],
} as const;

/** The runner as it is deployed: each execution inside the image's file system, which lies unpacked in `imageRoot`. Needs Linux and root. */
export function imageRunner(root: string, imageRoot: string): RunnerProgram {
  return {
    command: path.join(root, 'local', 'job-root.sh'),
    args: [path.resolve(imageRoot), ...IMAGE.command],
    env: { ...IMAGE.env, HOME: '/root', ...common() },
  };
}

/** Tests shorten it. */
const common = (): Record<string, string> => {
  const timeout = process.env['MODEL_IDLE_TIMEOUT_MS'];
  return timeout === undefined ? {} : { MODEL_IDLE_TIMEOUT_MS: timeout };
};
