/** What is still to happen, in order of time. A heap with the times apart from what happens: there are millions of them. */
export class Agenda {
  now = 0;
  private readonly times: number[] = [];
  private readonly acts: (() => void)[] = [];

  /** What was due before now is due now. */
  plan(at: number, act: () => void): void {
    const { times, acts } = this;
    const time = Math.max(at, this.now);
    let index = times.length;
    times.push(time);
    acts.push(act);
    while (index > 0) {
      const above = (index - 1) >> 1;
      const [parentTime, parentAct] = [times[above], acts[above]];
      if (parentTime === undefined || parentAct === undefined || parentTime <= time) break;
      times[index] = parentTime;
      acts[index] = parentAct;
      index = above;
    }
    times[index] = time;
    acts[index] = act;
  }

  /** Lets happen what is due until then. */
  runUntil(end: number): void {
    const { times, acts } = this;
    for (;;) {
      const [time, act] = [times[0], acts[0]];
      if (time === undefined || act === undefined || time > end) break;
      this.dropFirst();
      this.now = time;
      act();
    }
    this.now = end;
  }

  private dropFirst(): void {
    const { times, acts } = this;
    const [time, act] = [times.pop(), acts.pop()];
    const { length } = times;
    if (time === undefined || act === undefined || length === 0) return;
    let index = 0;
    for (let child = 1; child < length; child = 2 * index + 1) {
      const second = child + 1;
      if (second < length && (times[second] ?? 0) < (times[child] ?? 0)) child = second;
      const [childTime, childAct] = [times[child], acts[child]];
      if (childTime === undefined || childAct === undefined || childTime >= time) break;
      times[index] = childTime;
      acts[index] = childAct;
      index = child;
    }
    times[index] = time;
    acts[index] = act;
  }
}
