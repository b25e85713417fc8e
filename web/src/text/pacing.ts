/** The shortest and the longest time over which arrived text is spread: the intervals of the chunks. */
const SHORTEST_MS = 180;
const LONGEST_MS = 1100;

/**
 * Spreads text that arrives in pieces evenly over the time until the next piece, so that it reads as written word by word. Pure: it is told the time.
 * What is taken back disappears at once; the end shows everything at once.
 */
export class Pacer {
  private target = '';
  private shownLength = 0;
  private from = 0;
  private fromAt = 0;
  private spreadMs = SHORTEST_MS;
  private lastArrivalAt: number | null = null;

  /** All text so far. */
  arrive(text: string, now: number): void {
    if (text === this.target) return;
    const isTakenBack = !text.startsWith(this.target.slice(0, this.shownLength));
    this.shownLength = isTakenBack ? commonLength(this.target, text) : Math.min(this.shown(now).length, text.length);
    if (this.lastArrivalAt !== null) this.spreadMs = Math.min(LONGEST_MS, Math.max(SHORTEST_MS, now - this.lastArrivalAt));
    this.lastArrivalAt = now;
    this.target = text;
    this.from = this.shownLength;
    this.fromAt = now;
  }

  /** Shows everything at once from now on. */
  flush(text: string): void {
    this.target = text;
    this.shownLength = text.length;
    this.from = text.length;
  }

  shown(now: number): string {
    const part = Math.min(1, Math.max(0, (now - this.fromAt) / this.spreadMs));
    const length = Math.max(this.shownLength, Math.round(this.from + (this.target.length - this.from) * part));
    this.shownLength = endOfCharacter(this.target, length);
    return this.target.slice(0, this.shownLength);
  }

  get isBehind(): boolean {
    return this.shownLength < this.target.length;
  }
}

/** Never half of a surrogate pair. */
function endOfCharacter(text: string, length: number): number {
  const code = text.charCodeAt(length - 1);
  return code >= 0xd800 && code <= 0xdbff && length < text.length ? length + 1 : length;
}

function commonLength(a: string, b: string): number {
  let length = 0;
  while (length < a.length && a[length] === b[length]) length += 1;
  return length;
}
