import { type BrowserSpanName, isEnded } from '@oma/contract';
import type { Exchange } from '../components/chat/thread.ts';
import { tellSpans } from '../data/message-spans.ts';
import { measuringChoice } from './measuring-choice.ts';

/** A message on its way: when it was sent off, and what has come of it until then. */
type Timed = { sessionId: string; pressedAt: number; ends: Map<BrowserSpanName, number>; isWatched: boolean; isOver: boolean };

/**
 * Takes the times of what is asked in a chat, from the press to the end of the answer on the screen, and tells them. A page that is out of sight paints nothing: what is
 * asked or answered meanwhile is not told, nor is what was asked before this was loaded.
 */
export class MessageTimer {
  private readonly root: ParentNode;
  private readonly open = new Map<string, Timed>();

  /** `root`: where the chat shows its messages. */
  constructor(root: ParentNode) {
    this.root = root;
    document.addEventListener('visibilitychange', () => this.open.clear());
  }

  /** A question is sent off. */
  begin(sessionId: string, id: string): void {
    if (document.visibilityState !== 'visible' || measuringChoice() !== true) return;
    this.open.set(id, { sessionId, pressedAt: now(), ends: new Map(), isWatched: false, isOver: false });
  }

  /** The chat was rendered anew: `thread` is what it shows of this session. */
  look(sessionId: string, thread: readonly Exchange[]): void {
    for (const [id, timed] of this.open) {
      if (timed.sessionId !== sessionId) {
        this.open.delete(id);
        continue;
      }
      if (this.root.querySelector(`[data-message-id="${id}"]`) !== null) this.mark(id, 'message_shown');
      const exchange = thread.find((one) => one.id === id);
      if (exchange === undefined) continue;
      if (!exchange.isPending && !timed.ends.has('send')) timed.ends.set('send', now());
      if (exchange.reply === null) continue;
      if (!timed.isWatched) {
        timed.isWatched = true;
        this.watch(id, timed);
      }
      if (!timed.isOver && isEnded(exchange.reply.status)) {
        timed.isOver = true;
        this.finish(id, timed);
      }
    }
  }

  /** Looks at each frame for the first text. */
  private watch(id: string, timed: Timed): void {
    requestAnimationFrame(() => {
      if (this.open.get(id) !== timed) return;
      if (this.hasText(id)) this.mark(id, 'first_text_painted');
      else if (!timed.isOver) this.watch(id, timed);
    });
  }

  /** What came with the end is in the second frame at the latest. */
  private finish(id: string, timed: Timed): void {
    requestAnimationFrame(() => {
      requestAnimationFrame(() => {
        if (this.hasText(id)) this.mark(id, 'first_text_painted');
        this.mark(id, 'end_painted', () => void this.tell(id, timed));
      });
    });
  }

  private hasText(id: string): boolean {
    const reply = this.root.querySelector(`oma-exchange[data-message-id="${id}"]`)?.shadowRoot?.querySelector('oma-reply');
    const texts = reply?.shadowRoot?.querySelectorAll('oma-text') ?? [];
    return [...texts].some(({ textContent }) => textContent.trim() !== '');
  }

  /** What is in the page now is painted with the next frame. */
  private mark(id: string, name: BrowserSpanName, then?: () => void): void {
    const timed = this.open.get(id);
    if (timed === undefined || timed.ends.has(name)) return;
    timed.ends.set(name, now());
    requestAnimationFrame(() => {
      setTimeout(() => {
        timed.ends.set(name, now());
        then?.();
      });
    });
  }

  private async tell(id: string, timed: Timed): Promise<void> {
    if (this.open.get(id) !== timed) return;
    this.open.delete(id);
    if (measuringChoice() !== true) return;
    const spans = [...timed.ends].map(([name, end_ms]) => ({ name, start_ms: timed.pressedAt, end_ms }));
    await tellSpans(timed.sessionId, id, spans).catch(() => undefined);
  }
}

const now = (): number => performance.timeOrigin + performance.now();
