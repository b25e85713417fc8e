/** A moment at which something is done once, unless it is moved or taken away before. */
export class Deadline {
  private readonly onReached: () => void;
  private timer: NodeJS.Timeout | null = null;

  constructor(onReached: () => void) {
    this.onReached = onReached;
  }

  /** Null: never. */
  setTo(at: Date | null): void {
    if (this.timer !== null) clearTimeout(this.timer);
    this.timer = at === null ? null : setTimeout(this.onReached, Math.max(0, at.getTime() - Date.now()));
  }
}
