import type { ReactiveControllerHost } from 'lit';
import { listFiles } from '../../data/files.ts';
import { type Mention, mentionAct, mentionAt, pathsFor, withPath } from './mention.ts';

const MOST = 8;
/** The list is asked for again after so long: an answer may have made files meanwhile. */
const FRESH_MS = 10_000;

/** Which files may be meant by what is being written with `@`; one of them is active. */
export class FileMentions {
  options: readonly string[] = [];
  active = 0;
  private readonly host: ReactiveControllerHost;
  private readonly sessionId: string;
  private mention: Mention | null = null;
  private paths: Promise<readonly string[]> = Promise.resolve([]);
  private readAt = -FRESH_MS;

  constructor(host: ReactiveControllerHost, sessionId: string) {
    this.host = host;
    this.sessionId = sessionId;
  }

  /** Looks at what stands at the caret. Where the list of files does not come, nothing is offered. */
  async look(text: string, caret: number): Promise<void> {
    const mention = mentionAt(text, caret);
    this.mention = mention;
    if (mention === null) {
      this.close();
      return;
    }
    if (performance.now() - this.readAt > FRESH_MS) {
      this.readAt = performance.now();
      this.paths = listFiles(this.sessionId).then(
        ({ files }) => files.filter(({ kind }) => kind === 'file').map(({ path }) => path),
        () => [],
      );
    }
    const paths = await this.paths;
    if (this.mention !== mention) return;
    this.options = pathsFor(mention.words, paths, MOST);
    this.active = 0;
    this.host.requestUpdate();
  }

  /** Does what a key does to the list. `chosen`: the active file is meant; null: the key is not the list's. */
  takeKey(event: KeyboardEvent): 'chosen' | 'taken' | null {
    const act = this.options.length === 0 ? null : mentionAct(event);
    if (act === null) return null;
    event.preventDefault();
    if (act === 'choose') return 'chosen';
    if (act === 'close') this.close();
    else this.move(act === 'down' ? 1 : -1);
    return 'taken';
  }

  private move(by: 1 | -1): void {
    this.active = (this.active + by + this.options.length) % this.options.length;
    this.host.requestUpdate();
  }

  /** The text with a file in the place of what was written, and where the caret stands then. */
  choose(text: string, index = this.active): { text: string; caret: number } | null {
    const path = this.options[index];
    const { mention } = this;
    this.close();
    return path === undefined || mention === null ? null : withPath(text, mention, path);
  }

  close(): void {
    this.mention = null;
    if (this.options.length === 0) return;
    this.options = [];
    this.host.requestUpdate();
  }
}
