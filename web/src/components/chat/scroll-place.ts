import type { ReactiveController, ReactiveControllerHost } from 'lit';

/** How near the end counts as being there. */
const NEAR_END_PX = 80;

/**
 * Where the person is in what scrolls. The end stays in sight for whoever is there; whoever is elsewhere sees what they saw, however what is above it changes:
 * earlier messages come, and what was out of sight gets its height only once it is near. Browsers that do this themselves do not do it at the very beginning,
 * and some not at all.
 */
export class ScrollPlace implements ReactiveController {
  isAtEnd = true;
  private readonly host: ReactiveControllerHost;
  private readonly find: () => { scroller: HTMLElement; content: Element } | null;
  private lastTop = 0;
  /** What is uppermost in sight, and how far down in the window; null for whoever is at the end. */
  private seen: { element: Element; top: number } | null = null;
  private readonly growth = new ResizeObserver(() => this.keep());

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
    const found = this.find();
    if (found === null) return;
    const { scroller, content } = found;
    // The person did not move: this was told of what `keep` did, and what is in sight may have another height since.
    if (scroller.scrollTop === this.lastTop) return;
    const isNear = scroller.scrollHeight - scroller.scrollTop - scroller.clientHeight < NEAR_END_PX;
    // Text that grows below moves the end away without anybody having scrolled: only going up leaves it.
    if (isNear || scroller.scrollTop < this.lastTop) this.takeEnd(isNear);
    this.lastTop = scroller.scrollTop;
    this.seen = this.isAtEnd ? null : uppermost(content, scroller.getBoundingClientRect().top);
  }

  toEnd(): void {
    this.takeEnd(true);
    this.keep();
  }

  private takeEnd(isAtEnd: boolean): void {
    if (isAtEnd === this.isAtEnd) return;
    this.isAtEnd = isAtEnd;
    this.host.requestUpdate();
  }

  private keep(): void {
    const scroller = this.find()?.scroller;
    if (scroller === undefined) return;
    if (this.isAtEnd) scroller.scrollTop = scroller.scrollHeight;
    else if (this.seen?.element.isConnected === true) {
      scroller.scrollTop += this.seen.element.getBoundingClientRect().top - this.seen.top;
    }
    this.lastTop = scroller.scrollTop;
  }
}

/** The first of the elements below each other in `content` that reaches below `line`. */
function uppermost({ children }: Element, line: number): { element: Element; top: number } | null {
  let from = 0;
  let to = children.length;
  while (from < to) {
    const middle = Math.floor((from + to) / 2);
    if ((children[middle]?.getBoundingClientRect().bottom ?? Infinity) > line) to = middle;
    else from = middle + 1;
  }
  const element = children[from];
  return element === undefined ? null : { element, top: element.getBoundingClientRect().top };
}
