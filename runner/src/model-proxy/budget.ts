import { NO_USAGE, type Result, type Usage } from '@oma/contract';

/** Money that was set aside for a request. */
export type Grant = { request: number; usd: number };

/** Where money is asked for before it is spent. */
export type Budget = {
  /** Sets money aside; where it may not be spent, says which limit stands in the way. */
  reserve(usd: number): Promise<Result<Grant, string>>;
  /** Tells what a request really cost; what was set aside for it beyond that is free again. Does not wait. */
  settle(grants: readonly Grant[], usage: Usage): void;
};

/** How much of what was granted may be spent before more is asked for: the answer should be here before the rest is gone. */
const ASK_AT = 0.8;

/** The money behind one request: set aside before it begins, more while its answer streams, and settled when it is over. */
export class RequestFunds {
  private readonly budget: Budget;
  private readonly stepUsd: number;
  private readonly onRefused: (why: string) => void;
  private readonly grants: Grant[] = [];
  private grantedUsd = 0;
  private isAsking = false;
  private isOver = false;

  /** `stepUsd`: how much more to ask for at a time. `onRefused`: there is no more, and the answer is to be broken off. */
  constructor(budget: Budget, stepUsd: number, onRefused: (why: string) => void) {
    this.budget = budget;
    this.stepUsd = stepUsd;
    this.onRefused = onRefused;
  }

  /** Answers why the request may not begin; null if it may. */
  async begin(usd: number): Promise<string | null> {
    const reserved = await this.budget.reserve(usd);
    if (!reserved.ok) return reserved.error;
    this.add(reserved.value);
    return null;
  }

  /** What the request has cost so far. Asks for more in time, without holding anything up. */
  spend(usd: number): void {
    // Whoever is to grant more does not answer: an answer may run ahead by one step, and not until somebody does.
    if (this.isAsking && !this.isOver && usd > this.grantedUsd + this.stepUsd) this.onRefused('the budget could not be asked in time');
    if (this.isAsking || this.isOver || usd <= this.grantedUsd * ASK_AT) return;
    this.isAsking = true;
    void this.budget.reserve(Math.max(this.stepUsd, usd - this.grantedUsd)).then((reserved) => {
      this.isAsking = false;
      if (this.isOver) {
        if (reserved.ok) this.budget.settle([reserved.value], NO_USAGE);
      } else if (reserved.ok) this.add(reserved.value);
      else this.onRefused(reserved.error);
    });
  }

  end(usage: Usage): void {
    if (this.isOver) return;
    this.isOver = true;
    this.budget.settle(this.grants, usage);
  }

  private add(grant: Grant): void {
    this.grants.push(grant);
    this.grantedUsd += grant.usd;
  }
}
