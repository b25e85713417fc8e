import { readdirSync, readFileSync, readlinkSync } from 'node:fs';

/** The processes below `root`, whoever their parent was when they began. Linux only; elsewhere none are found. */
function descendants(root: number): { pid: number; parent: number }[] {
  const children = new Map<number, number[]>();
  for (const name of listProcesses()) {
    const parent = Number(/^\d+ \(.*\) \S (\d+)/s.exec(readQuietly(`/proc/${name}/stat`))?.[1]);
    if (Number.isInteger(parent)) children.set(parent, [...(children.get(parent) ?? []), Number(name)]);
  }
  const found: { pid: number; parent: number }[] = [];
  const queue = [root];
  for (let pid = queue.shift(); pid !== undefined; pid = queue.shift()) {
    const parent = pid;
    const below = children.get(parent) ?? [];
    found.push(...below.map((child) => ({ pid: child, parent })));
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

const programOf = (pid: number): string | null => {
  try {
    return readlinkSync(`/proc/${pid}/exe`);
  } catch {
    return null;
  }
};

/** Whether the process is a connection of the container's own bridge: the bridge's child, and the bridge's program. */
const isBridge = (pid: number, parent: number, own: ReadonlySet<number>): boolean => {
  const program = programOf(pid);
  return own.has(parent) && program !== null && /\/socat\d?$/.test(program) && program === programOf(parent);
};

/** The processes that belong to the container itself: taken before the first turn. */
export const ownProcesses = (root: number): ReadonlySet<number> => new Set(descendants(root).map(({ pid }) => pid));

/** Ends what a turn left running in the background, so that the workspace holds still while it is saved. */
export function endLeftovers(root: number, own: ReadonlySet<number>): void {
  for (const { pid, parent } of descendants(root)) {
    if (own.has(pid) || isBridge(pid, parent, own)) continue;
    try {
      process.kill(pid, 'SIGKILL');
    } catch {
      // It has ended by itself.
    }
  }
}
