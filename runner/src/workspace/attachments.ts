import type { Attachment } from '@oma/contract';
import { once } from 'node:events';
import { pipeline } from 'node:stream/promises';
import { text } from 'node:stream/consumers';
import type { Container } from '../container/container.ts';
import { download } from './transfer.ts';

/** Where attachments lie in the workspace. */
const FOLDER = 'uploads';

/**
 * Takes a file from its input, if it is as long as announced, under a name that is free, and says that name; the same file under the same name is not kept twice. Whatever the agent has made
 * of the folder meanwhile is a matter inside the container.
 */
const TAKE = `
set -eo pipefail
mkdir -p "$1"
cd "$1"
part=$(mktemp .incoming.XXXXXX)
trap 'rm -f "$part"' EXIT
cat > "$part"
[ "$(wc -c < "$part")" -eq "$3" ]
chmod u=rw,go=r "$part"
name=$2
stem=\${name%.*}
ending=\${name##*.}
if [ "$stem" = "$name" ] || [ -z "$stem" ]; then stem=$name; ending=; else ending=.$ending; fi
number=1
while [ -e "$name" ] || [ -L "$name" ]; do
  if [ -f "$name" ] && cmp -s -- "./$part" "./$name"; then printf %s "$name"; exit 0; fi
  number=$((number + 1))
  name="$stem ($number)$ending"
done
mv -n -- "$part" "$name"
printf %s "$name"`;

/** What came of an attachment: where it lies, or null where it could not be brought in. */
export type BroughtIn = { name: string; path: string | null };

/** Puts the attachments of a question into the workspace's `uploads/`, as the container's user. One that does not come keeps none of the others away. */
export async function bringIn(container: Container, attachments: readonly Attachment[]): Promise<BroughtIn[]> {
  const brought: BroughtIn[] = [];
  for (const attachment of attachments) {
    const path = await take(container, attachment).catch(() => null);
    brought.push({ name: attachment.name, path });
  }
  return brought;
}

async function take(container: Container, { name, size, url }: Attachment): Promise<string | null> {
  const source = await download(url);
  if (source === null) return null;
  const child = container.spawn({
    command: '/bin/bash',
    args: ['-c', TAKE, 'bash', `${container.workspace}/${FOLDER}`, name, String(size)],
    env: {},
    withModel: false,
  });
  if (child.stdin === null || child.stdout === null) throw new Error('the process has no pipes');
  const ended = once(child, 'close').then(([code]: unknown[]) => code);
  const said = text(child.stdout);
  // What breaks off is too short, and the process inside puts it away.
  await pipeline(source, (pieces: AsyncIterable<Buffer>) => upTo(pieces, size + 1), child.stdin).catch(() => undefined);
  const [code, kept] = await Promise.all([ended, said]);
  return code === 0 ? `${FOLDER}/${kept}` : null;
}

async function* upTo(pieces: AsyncIterable<Buffer>, bytes: number): AsyncGenerator<Buffer> {
  let left = bytes;
  for await (const piece of pieces) {
    yield piece.subarray(0, left);
    left -= piece.length;
    if (left <= 0) return;
  }
}

/** What the model is told of them before the question; names as JSON, so that none can pass for words of the person. Null where there is nothing to say. */
export function attachmentNote(brought: readonly BroughtIn[], missing: number): string | null {
  const lost = missing + brought.filter(({ path }) => path === null).length;
  const paths = brought.flatMap(({ path }) => (path === null ? [] : [path]));
  const lines = [
    ...(paths.length === 0
      ? []
      : [`The person attached ${paths.length === 1 ? 'this file' : 'these files'} to the question that follows, now in the workspace:`]),
    ...paths.map((path) => `- ${JSON.stringify(path)}`),
    ...(lost === 0 ? [] : [`${lost} more could not be brought in and ${lost === 1 ? 'is' : 'are'} not there. Say so in your answer.`]),
  ];
  return lines.length === 0 ? null : lines.join('\n');
}
