import process from 'node:process';

/** How much processor time of this thread `work` takes, in milliseconds. What else the machine does is not in it. */
export function threadWork(work: () => void): number {
  const begun = process.threadCpuUsage();
  work();
  const { user, system } = process.threadCpuUsage(begun);
  return (user + system) / 1000;
}

/**
 * How many times as much `work` is `more` as `less`, each at its best of several tries: about 2 for twice the input in one pass, and about 4 where each part is
 * compared with all others. The system counts in steps of some milliseconds: what takes less than ten of them counts as 0.
 */
export function growthOf(less: () => void, more: () => void): number {
  let [least, most] = [Infinity, Infinity];
  for (let attempt = 0; attempt < 5; attempt += 1) {
    least = Math.min(least, threadWork(less));
    most = Math.min(most, threadWork(more));
  }
  return most < 40 ? 0 : most / least;
}
