/** Numbers in [0, 1), the same ones for the same seed. */
export type Random = () => number;

/** The generator mulberry32: small, quick, and good enough where nobody guesses. */
export function seeded(seed: number): Random {
  let state = seed >>> 0;
  return () => {
    state = (state + 0x6d2b79f5) >>> 0;
    let mixed = Math.imul(state ^ (state >>> 15), 1 | state);
    mixed = (mixed + Math.imul(mixed ^ (mixed >>> 7), 61 | mixed)) ^ mixed;
    return ((mixed ^ (mixed >>> 14)) >>> 0) / 2 ** 32;
  };
}

export const uniform = (random: Random, from: number, to: number): number => from + (to - from) * random();

export const exponential = (random: Random, mean: number): number => -mean * Math.log(1 - random());

/** Long to the right, as the times that people and programs take are; what falls outside the bounds is brought to them. */
export function lognormal(random: Random, shape: { median: number; sigma: number; least: number; most: number }): number {
  const normal = Math.sqrt(-2 * Math.log(1 - random())) * Math.cos(2 * Math.PI * random());
  return Math.min(shape.most, Math.max(shape.least, shape.median * Math.exp(shape.sigma * normal)));
}

/** How often something happens until it ends, at least once. */
export function geometric(random: Random, mean: number, most: number): number {
  return Math.min(most, 1 + Math.floor(Math.log(1 - random()) / Math.log(1 - 1 / mean)));
}
