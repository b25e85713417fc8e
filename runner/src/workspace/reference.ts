import { REFERENCE_FOLDER, type ReferenceFile, type ReferencesAnswer } from '@oma/contract';
import { once } from 'node:events';
import { createWriteStream } from 'node:fs';
import { chmod, copyFile, link, mkdir, readdir, rename, rm, stat } from 'node:fs/promises';
import path from 'node:path';
import { text } from 'node:stream/consumers';
import { pipeline } from 'node:stream/promises';
import type { Container } from '../container/container.ts';
import { ATTEMPTS, download, pauseBefore } from './transfer.ts';

/** How many files are fetched at a time. */
const AT_ONCE = 6;

/**
 * Makes way for the agent's own files: what the workspace itself has under that name gets the next free one, which is said. An empty folder is nothing to keep;
 * it is what is left of files that were shown before.
 */
const MAKE_WAY = `
set -e
cd "$1"
if [ ! -e "$2" ] && [ ! -L "$2" ]; then exit 0; fi
if [ ! -L "$2" ] && rmdir -- "$2" 2>/dev/null; then exit 0; fi
number=2
while [ -e "$2 ($number)" ] || [ -L "$2 ($number)" ]; do number=$((number + 1)); done
mv -nT -- "$2" "$2 ($number)"
printf %s "$2 ($number)"`;

/** What became of the agent's own files. `lost`: those that could not be fetched. `moved`: what the workspace's own folder of that name is called now. */
export type ShownReference = { lost: readonly string[]; moved: string | null };

/** Where files can be fetched, of those that are there. */
export type ReadAddresses = (ids: readonly string[]) => Promise<ReferencesAnswer['files']>;

/**
 * The agent's own files in `reference/` of the workspace. Each is fetched once in a run, into a folder that nothing inside the container can reach, and is
 * shown from there, to be read only. Without the container they are copies, made anew for every turn: what was done to them does not last.
 */
export class Reference {
  private readonly container: Container;
  private readonly readAddresses: ReadAddresses;
  private isShown = false;

  constructor(container: Container, readAddresses: ReadAddresses) {
    this.container = container;
    this.readAddresses = readAddresses;
  }

  /** The folder that is not the workspace's own while files are shown in it. */
  get folder(): string | null {
    return this.isShown ? REFERENCE_FOLDER : null;
  }

  /**
   * Shows exactly these files. Between having none and having some Claude Code must be started anew, and must not run when this is called: what a process sees
   * there is fixed at its start. Between some and others it may go on.
   */
  async show(files: readonly ReferenceFile[]): Promise<ShownReference> {
    if (files.length === 0) {
      await this.clear();
      return { lost: [], moved: null };
    }
    const moved = this.isShown ? null : await this.makeWay();
    this.isShown = true;
    await this.fetchMissing(files);
    const here = new Set(await readdir(this.container.ownFiles));
    const present = files.filter(({ id }) => here.has(id));
    await this.lay(present);
    return { lost: files.filter((file) => !present.includes(file)).map(({ name }) => name), moved };
  }

  private async makeWay(): Promise<string | null> {
    const { container } = this;
    const child = container.spawn({
      command: '/bin/bash',
      args: ['-c', MAKE_WAY, 'bash', container.workspace, REFERENCE_FOLDER],
      env: {},
      withModel: false,
    });
    child.stdin?.end();
    if (child.stdout === null) throw new Error('the process has no output');
    const ended = once(child, 'close').then(([code]: unknown[]) => code);
    const said = await text(child.stdout);
    if ((await ended) !== 0) throw new Error('the workspace has no room for the files of the agent');
    return said === '' ? null : said;
  }

  private async clear(): Promise<void> {
    if (!this.isShown) return;
    this.isShown = false;
    if (this.container.isReduced) await this.removeCopies();
    else await this.makeWay();
  }

  private async fetchMissing(files: readonly ReferenceFile[]): Promise<void> {
    const here = new Set(await readdir(this.container.ownFiles));
    const missing = files.filter(({ id }) => !here.has(id));
    if (missing.length === 0) return;
    const addresses = new Map((await this.readAddresses(missing.map(({ id }) => id))).map(({ id, url }) => [id, url]));
    const left = [...missing];
    const work = async (): Promise<void> => {
      for (let file = left.shift(); file !== undefined; file = left.shift()) {
        const url = addresses.get(file.id);
        if (url !== undefined) await this.fetch(file, url);
      }
    };
    await Promise.all(Array.from({ length: AT_ONCE }, work));
  }

  /** One that does not come, or not whole, is not there afterwards, and keeps none of the others away. */
  private async fetch({ id, size }: ReferenceFile, url: string): Promise<void> {
    const part = path.join(this.container.ownFiles, `${id}.part`);
    for (let attempt = 1; attempt <= ATTEMPTS; attempt += 1) {
      if (attempt > 1) await pauseBefore(attempt);
      const source = await download(url).catch(() => null);
      if (source === null) return;
      const sink = createWriteStream(part);
      // What is broken off while it is being opened makes its file afterwards.
      const isClosed = new Promise<void>((resolve) => sink.once('close', resolve));
      const hasCome = await pipeline(source, atMost(size), sink).then(
        () => true,
        () => false,
      );
      await isClosed;
      const isWhole = hasCome && (await stat(part)).size === size;
      if (isWhole) {
        await chmod(part, 0o444);
        return rename(part, path.join(this.container.ownFiles, id));
      }
      await rm(part, { force: true });
    }
  }

  /** Puts files that are here where they are seen, under their names. */
  private async lay(files: readonly ReferenceFile[]): Promise<void> {
    const { container } = this;
    const from = (id: string): string => path.join(container.ownFiles, id);
    if (container.isReduced) {
      await this.removeCopies();
      await mkdir(this.copies);
      for (const { id, name } of files) {
        await copyFile(from(id), path.join(this.copies, name));
        await chmod(path.join(this.copies, name), 0o444);
      }
      return;
    }
    const shown = path.join(container.ownFiles, REFERENCE_FOLDER);
    const wanted = new Map(files.map(({ id, name }) => [name, id]));
    for (const name of await readdir(shown)) {
      const id = wanted.get(name);
      const isSame = id !== undefined && (await stat(from(id))).ino === (await stat(path.join(shown, name))).ino;
      if (isSame) wanted.delete(name);
      else await rm(path.join(shown, name));
    }
    for (const [name, id] of wanted) await link(from(id), path.join(shown, name));
  }

  private get copies(): string {
    return path.join(this.container.workspace, REFERENCE_FOLDER);
  }

  private removeCopies(): Promise<void> {
    return rm(this.copies, { recursive: true, force: true });
  }
}

/** More bytes than announced are an error. */
function atMost(bytes: number) {
  return async function* (pieces: AsyncIterable<Uint8Array>): AsyncGenerator<Uint8Array> {
    let left = bytes;
    for await (const piece of pieces) {
      left -= piece.length;
      if (left < 0) throw new Error('the file is longer than it was announced');
      yield piece;
    }
  };
}

/** What the model is told before a question where not all is as its instructions say; names as JSON, so that none can pass for words of the person. */
export function referenceNote({ lost, moved }: ShownReference): string | null {
  const lines = [
    ...(moved === null
      ? []
      : [
          `What this workspace itself had as ${JSON.stringify(REFERENCE_FOLDER)} is now called ${JSON.stringify(moved)}: ${REFERENCE_FOLDER}/ holds your own files.`,
        ]),
    ...(lost.length === 0
      ? []
      : [`These of your own files could not be fetched and are not in ${REFERENCE_FOLDER}/ now. Say so in your answer.`]),
    ...lost.map((name) => `- ${JSON.stringify(name)}`),
  ];
  return lines.length === 0 ? null : lines.join('\n');
}
