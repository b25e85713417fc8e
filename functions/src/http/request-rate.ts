const WINDOW_MS = 60_000;

/** How many calls are taken within a minute: of one address, and in all. */
export type RateLimits = { perAddress: number; inAll: number };

/**
 * Counts the calls of this instance, minute by minute, for what anybody may call. An address can be made up by whoever goes round the front server, so the bound
 * of all is the one that holds; it also bounds how many addresses are remembered.
 */
export class RequestRate {
  private readonly limits: RateLimits;
  private readonly now: () => Date;
  private endsAt = 0;
  private total = 0;
  private readonly byAddress = new Map<string, number>();

  constructor(limits: RateLimits, now: () => Date) {
    this.limits = limits;
    this.now = now;
  }

  /** Takes one call: null, or after how many seconds to call again. Where the address is not known (null) only the bound of all holds. */
  take(address: string | null): number | null {
    const now = this.now().getTime();
    if (now >= this.endsAt) {
      this.endsAt = now + WINDOW_MS;
      this.total = 0;
      this.byAddress.clear();
    }
    const taken = address === null ? 0 : (this.byAddress.get(address) ?? 0);
    if (this.total >= this.limits.inAll || taken >= this.limits.perAddress) return Math.ceil((this.endsAt - now) / 1000);
    this.total += 1;
    if (address !== null) this.byAddress.set(address, taken + 1);
    return null;
  }
}
