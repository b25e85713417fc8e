import { REFERENCE_FOLDER } from '@oma/contract';
import { spawn } from 'node:child_process';
import { mkdirSync, rmSync } from 'node:fs';
import { rm } from 'node:fs/promises';
import path from 'node:path';
import type { Container } from './container.ts';

/**
 * No container: processes run as this user, in folders of the session. For machines where bubblewrap cannot be, with the scripted model. The folder is
 * named for the session, for Claude Code keeps its memory by the folder it works in.
 */
export function createReduced(parent: string, sessionId: string, toolbox: string | null): Container {
  const base = path.join(parent, `oma-session-${sessionId}`);
  rmSync(base, { recursive: true, force: true });
  const workspace = path.join(base, 'workspace');
  const home = path.join(base, 'home');
  mkdirSync(workspace, { recursive: true });
  mkdirSync(home, { recursive: true });
  const programs = [...(toolbox === null ? [] : [path.join(toolbox, 'bin')]), process.env['PATH'] ?? ''].join(path.delimiter);
  mkdirSync(path.join(base, 'own', REFERENCE_FOLDER), { recursive: true });
  const container: Container = {
    isReduced: true,
    workspace,
    home,
    toolbox,
    ownFiles: path.join(base, 'own'),
    modelUrl: '',
    proxyAddress: { host: '127.0.0.1', port: 0 },
    proxyListens: (port) => {
      container.modelUrl = `http://127.0.0.1:${port ?? 0}`;
    },
    spawn: ({ command, args, env, stderr = 'ignore' }) =>
      spawn(command, args, {
        cwd: workspace,
        env: { PATH: programs, HOME: home, LANG: 'C.UTF-8', ...env },
        stdio: ['pipe', 'pipe', stderr],
      }),
    remove: () => rm(base, { recursive: true, force: true }),
  };
  return container;
}
