import { spawnSync } from 'node:child_process';
import { accessSync, chmodSync, constants, copyFileSync, existsSync, lstatSync, mkdirSync, renameSync, rmSync, statSync } from 'node:fs';
import os from 'node:os';
import path from 'node:path';

/** Whether the container of the runner can exist here; if not, the one sentence that says why. */
export function whyNoContainer(): string | null {
  if (process.platform !== 'linux') return 'the container needs Linux';
  if (process.getuid?.() !== 0) return 'the container needs root';
  const missing = ['bwrap', 'socat'].filter(
    (program) => spawnSync(program, ['--version'], { stdio: 'ignore' }).error !== undefined && !isOnPath(program),
  );
  return missing.length === 0 ? null : `${missing.join(' and ')} ${missing.length === 1 ? 'is' : 'are'} not installed`;
}

const isOnPath = (program: string): boolean =>
  (process.env['PATH'] ?? '').split(path.delimiter).some((folder) => existsSync(path.join(folder, program)));

/**
 * Where the runners' folders and the emulators' passing files lie, emptied: a runner that was killed could not remove its own. The container's user must be able to enter it, and with reduced
 * isolation Claude Code keeps its memory by the path it works in, so it is a public place of the same name at each start. Throws where somebody else has it.
 */
export function emptyScratchFolder(portOffset: number): string {
  const uid = process.getuid?.() ?? 0;
  const folder = path.join(os.tmpdir(), `oh-my-agent-${uid}-${portOffset}`);
  const known = lstatSync(folder, { throwIfNoEntry: false });
  if (known !== undefined && (!known.isDirectory() || (process.getuid !== undefined && known.uid !== uid)))
    throw new Error(`${folder} belongs to somebody else: remove it and start again.`);
  rmSync(folder, { recursive: true, force: true });
  mkdirSync(folder, { mode: 0o755 });
  return folder;
}

/** Whether every user may reach the file: each folder on the way may be entered. */
function isReachableByAll(file: string): boolean {
  for (let folder = path.dirname(file); ; folder = path.dirname(folder)) {
    if ((statSync(folder).mode & 0o001) === 0) return false;
    if (folder === path.dirname(folder)) return (statSync(file).mode & 0o005) === 0o005;
  }
}

/**
 * Where the container's own user can start Claude Code from: the installed program, or, where the project lies in a private folder, a copy in a
 * public one.
 */
export function reachableClaude(root: string): string | null {
  const installed = path.join(root, 'node_modules', '@anthropic-ai', `claude-agent-sdk-${process.platform}-${process.arch}`, 'claude');
  try {
    accessSync(installed, constants.R_OK);
  } catch {
    return null;
  }
  if (isReachableByAll(installed)) return installed;
  const { size, mtimeMs } = statSync(installed);
  const copy = path.join(os.tmpdir(), 'oh-my-agent-claude', `${size}-${Math.round(mtimeMs)}`, 'claude');
  if (!existsSync(copy)) {
    mkdirSync(path.dirname(copy), { recursive: true, mode: 0o755 });
    copyFileSync(installed, `${copy}.part`);
    chmodSync(`${copy}.part`, 0o755);
    renameSync(`${copy}.part`, copy);
  }
  return copy;
}
