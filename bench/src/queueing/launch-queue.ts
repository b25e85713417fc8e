import type { Agenda } from './agenda.ts';

export type QueueLimits = { perSecond: number; atOnce: number };

/**
 * A queue of Cloud Tasks: hands over its tasks in the order they came, so many a second and so many at once. Without the bursts that the real one allows
 * itself after a quiet moment.
 */
export class LaunchQueue<T> {
  private readonly agenda: Agenda;
  private readonly limits: QueueLimits;
  private readonly handle: (task: T) => number;
  private readonly waiting: T[] = [];
  private head = 0;
  private atOnce = 0;
  private nextAt = 0;
  private isPlanned = false;

  /** `handle` answers how long the call takes. */
  constructor(agenda: Agenda, limits: QueueLimits, handle: (task: T) => number) {
    this.agenda = agenda;
    this.limits = limits;
    this.handle = handle;
  }

  get length(): number {
    return this.waiting.length - this.head;
  }

  add(task: T): void {
    this.waiting.push(task);
    this.dispatch();
  }

  private dispatch(): void {
    const { agenda, limits } = this;
    while (this.head < this.waiting.length && this.atOnce < limits.atOnce) {
      if (agenda.now < this.nextAt) {
        this.planNext();
        return;
      }
      const task = this.waiting[this.head];
      this.head += 1;
      if (this.head > 100_000) {
        this.waiting.splice(0, this.head);
        this.head = 0;
      }
      if (task === undefined) return;
      this.nextAt = Math.max(this.nextAt, agenda.now) + 1 / limits.perSecond;
      this.atOnce += 1;
      agenda.plan(agenda.now + this.handle(task), () => {
        this.atOnce -= 1;
        this.dispatch();
      });
    }
  }

  private planNext(): void {
    if (this.isPlanned) return;
    this.isPlanned = true;
    this.agenda.plan(this.nextAt, () => {
      this.isPlanned = false;
      this.dispatch();
    });
  }
}
