import type { ReactiveController, ReactiveControllerHost } from 'lit';

/** How near the end counts as being there. */
const NEAR_END_PX = 80;
/**
 * What comes into sight gets its height only then, what leaves it may lose it again for a moment, and a browser tells of a growth at most once in a frame, and
 * not at all of one that was there before: the place is kept until nothing has moved for so many frames.
 */
const SETTLED_FRAMES = 20;
/** What is new is laid out for the first time, some of it not at once: so long it may be less high for a moment than it was just before. */
const ARRIVING_MS = 1000;
/** How far below the upper edge the top of what is shown stands. */
const SHOWN_BELOW_PX = 8;
/** What a person scrolls with, and how long it may go on by itself after that. */
const BY_PERSON = ['wheel', 'touchmove', 'pointerdown', 'keydown', 'focusin'] as const;
const BY_PERSON_MS = 1000;

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
  private readonly growth = new ResizeObserver(() => this.settle());
  private frame = 0;
  /** How much of it there was, and until when what came last arrives. */
  private count = 0;
  private arrivingUntil = -Infinity;
  private touched: HTMLElement | null = null;
  private touchedAt = -Infinity;

  /** `find`: what scrolls, and what grows in it, once they are there. */
  constructor(host: ReactiveControllerHost, find: () => { scroller: HTMLElement; content: Element } | null) {
    this.host = host;
    this.find = find;
    host.addController(this);
  }

  hostUpdated(): void {
    const found = this.find();
    if (found === null) return;
    this.growth.observe(found.content);
    // What stands below it, the field for the next message for example, takes from its height.
    this.growth.observe(found.scroller);
    if (this.touched === found.scroller) return;
    this.touched = found.scroller;
    for (const act of BY_PERSON) found.scroller.addEventListener(act, () => (this.touchedAt = performance.now()), { passive: true });
  }

  hostDisconnected(): void {
    this.growth.disconnect();
    cancelAnimationFrame(this.frame);
  }

  /** Call it whenever the person, or anything else, scrolled. */
  onScroll(): void {
    const found = this.find();
    if (found === null) return;
    const { scroller, content } = found;
    // The person did not move: this was told of what `keep` did, and what is in sight may have another height since.
    if (scroller.scrollTop === this.lastTop) return;
    const fromEnd = scroller.scrollHeight - scroller.scrollTop - scroller.clientHeight;
    const isByPerson = performance.now() - this.touchedAt < BY_PERSON_MS;
    if (this.isAtEnd && performance.now() < this.arrivingUntil && !isByPerson && fromEnd < scroller.clientHeight) {
      // Something was less high for a moment, and the browser went up with the end.
      this.settle();
      return;
    }
    const isUp = scroller.scrollTop < this.lastTop;
    const isNear = fromEnd < (isUp && isByPerson ? 2 : NEAR_END_PX);
    // Text that grows below moves the end away without anybody having scrolled: only going up leaves it.
    if (isNear || isUp) this.takeEnd(isNear);
    this.lastTop = scroller.scrollTop;
    this.seen = this.isAtEnd ? null : uppermost(content, scroller.getBoundingClientRect().top);
  }

  toEnd(): void {
    this.takeEnd(true);
    this.settle();
  }

  /** Brings the top of something that came to be seen by whoever is at the end, where it would be above what they see; they are not at the end then. */
  show(element: EventTarget | undefined): void {
    const scroller = this.find()?.scroller;
    if (scroller === undefined || !this.isAtEnd || !(element instanceof Element)) return;
    this.keep();
    const top = scroller.getBoundingClientRect().top + SHOWN_BELOW_PX;
    if (element.getBoundingClientRect().top < top) {
      this.seen = { element, top };
      this.takeEnd(false);
    }
    this.settle();
  }

  private takeEnd(isAtEnd: boolean): void {
    if (isAtEnd === this.isAtEnd) return;
    this.isAtEnd = isAtEnd;
    this.host.requestUpdate();
  }

  private settle(frames = SETTLED_FRAMES): void {
    cancelAnimationFrame(this.frame);
    const count = this.find()?.content.childElementCount ?? 0;
    if (count !== this.count) this.arrivingUntil = performance.now() + ARRIVING_MS;
    this.count = count;
    const left = this.keep() ? SETTLED_FRAMES : frames - 1;
    if (left > 0) this.frame = requestAnimationFrame(() => this.settle(left));
  }

  /** Whether anything had moved. */
  private keep(): boolean {
    const scroller = this.find()?.scroller;
    if (scroller === undefined) return false;
    const before = scroller.scrollTop;
    if (this.isAtEnd) scroller.scrollTop = scroller.scrollHeight;
    else if (this.seen?.element.isConnected === true) {
      scroller.scrollTop += this.seen.element.getBoundingClientRect().top - this.seen.top;
    }
    this.lastTop = scroller.scrollTop;
    return this.lastTop !== before;
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
