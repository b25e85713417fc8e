const MINUTE = 60;

/** What happened in each minute: how often, or for how long in all. */
export class Minutes {
  readonly counts: Float64Array;

  constructor(seconds: number) {
    this.counts = new Float64Array(Math.ceil(seconds / MINUTE));
  }

  add(at: number, count = 1): void {
    const minute = Math.floor(at / MINUTE);
    if (minute >= 0 && minute < this.counts.length) this.counts[minute] = (this.counts[minute] ?? 0) + count;
  }

  /** Spreads `perSecond` over an interval. */
  addInterval(from: number, to: number, perSecond = 1): void {
    const end = Math.min(to, this.counts.length * MINUTE);
    for (let at = from; at < end;) {
      const next = Math.min(end, (Math.floor(at / MINUTE) + 1) * MINUTE);
      this.add(at, (next - at) * perSecond);
      at = next;
    }
  }

  /** The highest of all minutes, as so much a second. */
  get peakPerSecond(): number {
    return this.counts.reduce((most, count) => Math.max(most, count), 0) / MINUTE;
  }
}
