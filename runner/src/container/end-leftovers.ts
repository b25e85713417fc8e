import { readdirSync, readFileSync, readlinkSync } from 'node:fs';

/** The processes below `root`, whoever their parent was when they began. Linux only; elsewhere none are found. */
function descendants(root: number): number[] {
  const children = new Map<number, number[]>();
  for (const name of listProcesses()) {
    const parent = Number(/^\d+ \(.*\) \S (\d+)/s.exec(readQuietly(`/proc/${name}/stat`))?.[1]);
    if (Number.isInteger(parent)) children.set(parent, [...(children.get(parent) ?? []), Number(name)]);
  }
  const found: number[] = [];
  const queue = [root];
  for (let pid = queue.shift(); pid !== undefined; pid = queue.shift()) {
    const below = children.get(pid) ?? [];
    found.push(...below);
    queue.push(...below);
  }
  return found;
}

const listProcesses = (): string[] => {
  try {
    return readdirSync('/proc').filter((name) => /^\d+$/.test(name));
  } catch {
    return [];
  }
};

function readQuietly(file: string): string {
  try {
    return readFileSync(file, 'utf8');
  } catch {
    return '';
  }
}

const isBridge = (pid: number): boolean => {
  try {
    return readlinkSync(`/proc/${pid}/exe`).endsWith('/socat');
  } catch {
    return false;
  }
};

/** The processes that belong to the container itself: taken before the first turn. */
export const ownProcesses = (root: number): ReadonlySet<number> => new Set(descendants(root));

/** Ends what a turn left running in the background, so that the workspace holds still while it is saved. */
export function endLeftovers(root: number, own: ReadonlySet<number>): void {
  for (const pid of descendants(root)) {
    if (own.has(pid) || isBridge(pid)) continue;
    try {
      process.kill(pid, 'SIGKILL');
    } catch {
      // It has ended by itself.
    }
  }
}
