import { REFERENCE_FOLDER } from '@oma/contract';
import { spawn } from 'node:child_process';
import { chmodSync, chownSync, mkdirSync, writeFileSync } from 'node:fs';
import { rm } from 'node:fs/promises';
import { randomInt } from 'node:crypto';
import path from 'node:path';
import type { Container } from './container.ts';

const FIRST_UID = 61_000;
const UIDS = 4000;
const MODEL_PORT = 8400;
const TOOLBOX = '/opt/toolbox';

/** Starts what follows beside a bridge from a loopback port to the key proxy's socket. */
const WITH_MODEL = `socat TCP-LISTEN:${MODEL_PORT},bind=127.0.0.1,fork,reuseaddr UNIX-CONNECT:/run/door/model.sock & exec "$@"`;

/** Makes the folders of a run under a uid that no other run on this machine has. */
function makeFolders(parent: string): { base: string; uid: number } {
  for (let attempt = 0; attempt < 50; attempt += 1) {
    const uid = FIRST_UID + randomInt(UIDS);
    const base = path.join(parent, `oma-run-${uid}`);
    try {
      mkdirSync(base, { mode: 0o755 });
    } catch (error) {
      if (error instanceof Error && 'code' in error && error.code === 'EEXIST') continue;
      throw error;
    }
    chmodSync(base, 0o755);
    for (const name of ['workspace', 'home', 'door']) {
      mkdirSync(path.join(base, name), { mode: 0o700 });
      chownSync(path.join(base, name), uid, uid);
    }
    for (const folder of [path.join(base, 'own'), path.join(base, 'own', REFERENCE_FOLDER)]) {
      mkdirSync(folder);
      chmodSync(folder, 0o755);
    }
    writeFileSync(path.join(base, 'passwd'), `agent:x:${uid}:${uid}::/home/agent:/bin/bash\n`);
    writeFileSync(path.join(base, 'group'), `agent:x:${uid}:\n`);
    return { base, uid };
  }
  throw new Error('no free user id for this run');
}

/**
 * One container around whole processes: own user, process, network, ipc and mount namespaces; a uid of its own; the system and the root read-only;
 * workspace, home and a private /tmp the only places to write, but for the agent's own files in the workspace. No network but loopback, where the model's door
 * is bridged in. When a process ends, everything it started inside ends with it.
 */
export function createBubblewrap(parent: string, claudeBinary: string, toolbox: string | null): Container {
  const { base, uid } = makeFolders(parent);
  const socket = path.join(base, 'door', 'model.sock');
  const args = (env: Readonly<Record<string, string>>, withModel: boolean, withReference: boolean): string[] => [
    ...['--unshare-all', '--die-with-parent', '--new-session', '--uid', String(uid), '--gid', String(uid), '--clearenv'],
    ...['--ro-bind', '/usr', '/usr', '--symlink', 'usr/bin', '/bin', '--symlink', 'usr/lib', '/lib', '--symlink', 'usr/lib64', '/lib64'],
    ...['--ro-bind-try', '/etc/alternatives', '/etc/alternatives', '--ro-bind-try', '/etc/ssl', '/etc/ssl'],
    ...['--ro-bind-try', '/etc/ld.so.cache', '/etc/ld.so.cache', '--ro-bind-try', '/etc/fonts', '/etc/fonts'],
    ...(toolbox === null ? [] : ['--ro-bind', toolbox, TOOLBOX]),
    ...['--proc', '/proc', '--dev', '/dev', '--tmpfs', '/tmp'],
    ...['--bind', path.join(base, 'workspace'), '/workspace', '--bind', path.join(base, 'home'), '/home/agent'],
    ...(withReference ? ['--ro-bind', path.join(base, 'own', REFERENCE_FOLDER), `/workspace/${REFERENCE_FOLDER}`] : []),
    ...(withModel ? ['--ro-bind', path.join(base, 'door'), '/run/door', '--ro-bind', claudeBinary, '/opt/claude'] : []),
    ...['--ro-bind', path.join(base, 'passwd'), '/etc/passwd', '--ro-bind', path.join(base, 'group'), '/etc/group'],
    ...['--remount-ro', '/', '--chdir', '/workspace'],
    ...Object.entries(env).flatMap(([name, value]) => ['--setenv', name, value]),
  ];
  return {
    isReduced: false,
    workspace: '/workspace',
    home: '/home/agent',
    toolbox: toolbox === null ? null : TOOLBOX,
    ownFiles: path.join(base, 'own'),
    modelUrl: `http://127.0.0.1:${MODEL_PORT}`,
    proxyAddress: { path: socket },
    proxyListens: () => chownSync(socket, uid, uid),
    spawn: ({ command, args: rest, env, withModel, withReference = false, stderr = 'ignore' }) =>
      spawn(
        'bwrap',
        [
          ...args(
            { PATH: `${TOOLBOX}/bin:/usr/local/bin:/usr/bin:/bin`, HOME: '/home/agent', LANG: 'C.UTF-8', ...env },
            withModel,
            withReference,
          ),
          ...(withModel ? ['/bin/sh', '-c', WITH_MODEL, 'sh'] : []),
          command,
          ...rest,
        ],
        { uid, gid: uid, env: {}, stdio: ['pipe', 'pipe', stderr], cwd: '/' },
      ),
    remove: () => rm(base, { recursive: true, force: true }),
  };
}
