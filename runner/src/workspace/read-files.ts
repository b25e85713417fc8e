import { text } from 'node:stream/consumers';
import * as z from 'zod';
import type { Container } from '../container/container.ts';

/** Files that are read at most, and of each so many bytes; the whole stays small enough for one question. */
const FILES = 40;
const BYTES = 4000;
/** Nothing that an agent left keeps anybody waiting for longer. */
const PATIENCE_MS = 10_000;

/**
 * Names each file of the workspace that is not hidden, the newest first, and, where it is text, how it begins: base64, so that nothing in a file can end it. Runs
 * inside the container, as its user.
 */
const READ = `
cd "$1" || exit 1
printf '%s\\n' "$(find . -type f -not -path '*/.*' -printf x | wc -c)"
find . -type f -not -path '*/.*' -printf '%T@ %p\\0' | sort -z -rn | head -z -n "$2" | while IFS= read -r -d '' line; do
  file=\${line#* }
  size=$(wc -c < "$file")
  content=null
  if [ "$size" -eq 0 ] || grep -Iq . "$file"; then content="\\"$(head -c "$3" "$file" | base64 -w0)\\""; fi
  printf '{"path":"%s","content":%s,"is_cut":%s}\\n' "$(printf %s "\${file#./}" | base64 -w0)" "$content" "$([ "$size" -gt "$3" ] && echo true || echo false)"
done`;

const base64 = z.base64().transform((value) => Buffer.from(value, 'base64').toString('utf8'));
const Line = z.object({ path: base64, content: base64.nullable(), is_cut: z.boolean() });

/** The files of a workspace as somebody sees them who looks through them: the newest first, how those begin that are text, and how many more there are. */
export type ReadFiles = { files: readonly z.output<typeof Line>[]; files_left_out: number };

/** Reads them. None where they cannot be read, in time or before `signal` aborts. */
export async function readFiles(container: Container, signal: AbortSignal): Promise<ReadFiles> {
  const child = container.spawn({
    command: '/bin/bash',
    args: ['-c', READ, 'bash', container.workspace, String(FILES), String(BYTES)],
    env: {},
    withModel: false,
  });
  const stop = AbortSignal.any([signal, AbortSignal.timeout(PATIENCE_MS)]);
  const end = (): unknown => child.kill('SIGKILL');
  if (stop.aborted) end();
  stop.addEventListener('abort', end, { once: true });
  child.stdin?.end();
  const said = child.stdout === null ? '' : await text(child.stdout).catch(() => '');
  const [count, ...lines] = said.split('\n').filter((line) => line !== '');
  if (stop.aborted || count === undefined) return { files: [], files_left_out: 0 };
  const files = lines.map((line) => Line.parse(JSON.parse(line)));
  return { files, files_left_out: Math.max(0, Number(count) - files.length) };
}
