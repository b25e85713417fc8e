import type { Agenda } from './agenda.ts';

export type JobLimits = { executions: number; perMinute: number };

/** Cloud Run Jobs, as far as its limits go: so many executions at once, so many calls in each minute. Over either it answers that it is busy. */
export class JobService {
  running = 0;
  private readonly agenda: Agenda;
  private readonly limits: JobLimits;
  private minute = -1;
  private calls = 0;

  constructor(agenda: Agenda, limits: JobLimits) {
    this.agenda = agenda;
    this.limits = limits;
  }

  /** Whether an execution was begun. A call that is refused counts as one, too. */
  begin(): boolean {
    const minute = Math.floor(this.agenda.now / 60);
    if (minute !== this.minute) {
      this.minute = minute;
      this.calls = 0;
    }
    this.calls += 1;
    if (this.calls > this.limits.perMinute || this.running >= this.limits.executions) return false;
    this.running += 1;
    return true;
  }

  end(): void {
    this.running -= 1;
  }
}
