import { text } from 'node:stream/consumers';
import * as z from 'zod';
import type { Container } from '../container/container.ts';

/** Files that are read at most, and of each so many bytes; the whole stays small enough for one question. */
const FILES = 40;
const BYTES = 4000;

/**
 * Names each file of the workspace that is not hidden and, where it is text, how it begins: base64, so that nothing in a file can end it. Runs inside the
 * container, as its user.
 */
const READ = `
cd "$1" || exit 1
find . -type f -not -path '*/.*' -print0 | sort -z | head -z -n "$2" | while IFS= read -r -d '' file; do
  content=null
  if grep -Iq . "$file"; then content="\\"$(head -c "$3" "$file" | base64 -w0)\\""; fi
  printf '{"path":"%s","content":%s}\\n' "$(printf %s "\${file#./}" | base64 -w0)" "$content"
done`;

const Line = z.object({ path: z.base64(), content: z.base64().nullable() });
const decoded = (base64: string): string => Buffer.from(base64, 'base64').toString('utf8');

/** The files of the workspace as somebody who looks through them sees them: their paths, and how those begin that are text. None where they cannot be read. */
export async function readFiles(container: Container): Promise<{ path: string; content: string | null }[]> {
  const child = container.spawn({
    command: '/bin/bash',
    args: ['-c', READ, 'bash', container.workspace, String(FILES), String(BYTES)],
    env: {},
    withModel: false,
  });
  child.stdin?.end();
  const said = child.stdout === null ? '' : await text(child.stdout).catch(() => '');
  return said.split('\n').flatMap((line) => {
    if (line === '') return [];
    const { path, content } = Line.parse(JSON.parse(line));
    return [{ path: decoded(path), content: content === null ? null : decoded(content) }];
  });
}
