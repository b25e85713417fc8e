/** Part of a turn's time in which text comes; in the rest tools work. */
const STREAMING = 0.5;

/** How many chunks a turn makes: five a second at first, then two, then one, as `runner/src/turn/chunker.ts` gathers them. */
export const chunksOf = (seconds: number): number =>
  STREAMING * (5 * Math.min(seconds, 5) + 2 * Math.max(0, Math.min(seconds, 30) - 5) + Math.max(0, seconds - 30));

/** How often a turn asks the model: once, and once more after each use of a tool, of which there is one in about twelve seconds. */
export const modelRequestsOf = (seconds: number): number => 1 + seconds / 12;
