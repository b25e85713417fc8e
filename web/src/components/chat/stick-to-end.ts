import type { ReactiveController, ReactiveControllerHost } from 'lit';

/** How near the end counts as being there. */
const NEAR_END_PX = 80;

/** Keeps the end of what scrolls in sight for somebody who is there; leaves everybody else where they are. */
export class StickToEnd implements ReactiveController {
  isAtEnd = true;
  private readonly host: ReactiveControllerHost;
  private readonly find: () => { scroller: HTMLElement; content: Element } | null;
  private lastTop = 0;
  private readonly growth = new ResizeObserver(() => this.stick());

  /** `find`: what scrolls, and what grows in it, once they are there. */
  constructor(host: ReactiveControllerHost, find: () => { scroller: HTMLElement; content: Element } | null) {
    this.host = host;
    this.find = find;
    host.addController(this);
  }

  hostUpdated(): void {
    const found = this.find();
    if (found !== null) this.growth.observe(found.content);
  }

  hostDisconnected(): void {
    this.growth.disconnect();
  }

  /** Call it whenever the person, or anything else, scrolled. */
  onScroll(): void {
    const scroller = this.find()?.scroller;
    if (scroller === undefined) return;
    const isNear = scroller.scrollHeight - scroller.scrollTop - scroller.clientHeight < NEAR_END_PX;
    // Text that grows below moves the end away without anybody having scrolled: only going up leaves it.
    if (isNear || scroller.scrollTop < this.lastTop) this.takeEnd(isNear);
    this.lastTop = scroller.scrollTop;
  }

  /** Keeps something where the person sees it while more comes above it: call what this answers once that has come. */
  hold(element: Element): () => void {
    const { top } = element.getBoundingClientRect();
    return () => {
      const scroller = this.find()?.scroller;
      if (scroller !== undefined) scroller.scrollTop += element.getBoundingClientRect().top - top;
    };
  }

  toEnd(): void {
    this.takeEnd(true);
    this.stick();
  }

  private takeEnd(isAtEnd: boolean): void {
    if (isAtEnd === this.isAtEnd) return;
    this.isAtEnd = isAtEnd;
    this.host.requestUpdate();
  }

  private stick(): void {
    const scroller = this.find()?.scroller;
    if (this.isAtEnd && scroller !== undefined) scroller.scrollTop = scroller.scrollHeight;
  }
}
