import type { RunnerPhase } from '@oma/contract';

type Name = RunnerPhase['name'];

/** How long the parts of a turn took, for whoever looks at what a person waited for. A part that comes twice is one, from its first beginning to its last end. */
export class Phases {
  private told = new Map<Name, { startedAt: number; endedAt: number }>();

  /** Measures until `work` is done, however it ends. */
  async time<T>(name: Name, work: Promise<T>): Promise<T> {
    const startedAt = Date.now();
    try {
      return await work;
    } finally {
      this.add(name, startedAt, Date.now());
    }
  }

  add(name: Name, startedAt: number, endedAt: number): void {
    this.told.set(name, { startedAt: this.told.get(name)?.startedAt ?? startedAt, endedAt });
  }

  /** What was measured since the last time. */
  take(): RunnerPhase[] {
    const told = [...this.told];
    this.told = new Map();
    return told.map(([name, { startedAt, endedAt }]) => ({
      name,
      started_at: new Date(startedAt).toISOString(),
      ms: Math.max(0, endedAt - startedAt),
    }));
  }
}
