import { NO_USAGE, type Result, type Settlement, type Usage } from '@oma/contract';
import { type Door, RunGone } from '../door/door.ts';
import type { Budget, Grant } from '../model-proxy/budget.ts';

/** How long a settlement waits for company: the next request usually takes it along. */
const SETTLE_AFTER_MS = 250;
/** How many the door takes in one call. */
const SETTLEMENTS_PER_CALL = 100;

/**
 * The budget of one turn, asked for at the door. One call at a time, for two would contend at the other side; whatever is to be settled goes along with it.
 * Where the door cannot be reached nothing is granted; what it was not told it counts when the turn ends.
 */
export class DoorBudget implements Budget {
  private readonly door: Pick<Door, 'budget'>;
  private readonly turn: number;
  private readonly nextRequest: () => number;
  private readonly onGone: () => void;
  private readonly asking: { grant: Grant; answer: (reserved: Result<Grant, string>) => void }[] = [];
  private settling: Settlement[] = [];
  private timer: NodeJS.Timeout | null = null;
  private sending: Promise<void> | null = null;

  /** `nextRequest` counts up within the run. `onGone`: the run is no longer the session's. */
  constructor(given: { door: Pick<Door, 'budget'>; turn: number; nextRequest: () => number; onGone: () => void }) {
    this.door = given.door;
    this.turn = given.turn;
    this.nextRequest = given.nextRequest;
    this.onGone = given.onGone;
  }

  reserve(usd: number): Promise<Result<Grant, string>> {
    return new Promise((answer) => {
      this.asking.push({ grant: { request: this.nextRequest(), usd }, answer });
      this.send();
    });
  }

  settle(grants: readonly Grant[], usage: Usage): void {
    for (const [index, { request }] of grants.entries()) this.settling.push({ request, usage: index === 0 ? usage : NO_USAGE });
    if (this.settling.length > 0) this.timer ??= setTimeout(() => this.send(), SETTLE_AFTER_MS);
  }

  /** Sends what is left and resolves when it has arrived. */
  async end(): Promise<void> {
    this.send();
    while (this.sending !== null) await this.sending;
  }

  private send(): void {
    if (this.timer !== null) clearTimeout(this.timer);
    this.timer = null;
    if (this.asking.length === 0 && this.settling.length === 0) return;
    this.sending ??= this.drain();
  }

  private async drain(): Promise<void> {
    while (this.asking.length > 0 || this.settling.length > 0) {
      const next = this.asking.shift() ?? null;
      const settle = this.settling.slice(0, SETTLEMENTS_PER_CALL);
      this.settling = this.settling.slice(SETTLEMENTS_PER_CALL);
      const refusal = await this.ask(next?.grant ?? null, settle);
      next?.answer(refusal === null ? { ok: true, value: next.grant } : { ok: false, error: refusal });
    }
    this.sending = null;
  }

  /** Why nothing was granted; null if it was. */
  private async ask(reserve: Grant | null, settle: Settlement[]): Promise<string | null> {
    try {
      const answer = await this.door.budget({ turn: this.turn, reserve, settle });
      if (answer.gone) this.onGone();
      return answer.granted ? null : (answer.refusal ?? 'a budget is used up');
    } catch (error) {
      if (error instanceof RunGone) this.onGone();
      return error instanceof RunGone ? 'the run is gone' : 'the budget could not be asked';
    }
  }
}
