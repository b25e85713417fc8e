import { describe, expect, it } from 'vitest';
import { habitsOf, MORNING_SECONDS, PLATFORM } from './assumptions.ts';
import { erlangC, meanWaitOfMany, meanWaitOfOne } from './erlang.ts';
import { TODAY } from './limits.ts';
import { exponential } from './random.ts';
import { simulate } from './simulate.ts';
import type { Habits, PlatformTimes, World } from './world.ts';

const NO_LIMITS = { jobs: { executions: Infinity, perMinute: Infinity }, launches: { perSecond: Infinity, atOnce: Infinity } };
/** A platform whose own parts take no time. */
const INSTANT: PlatformTimes = {
  notice: () => 0,
  call: () => 0,
  start: () => 0,
  linger: { alone: 0, watched: 0 },
  shutDown: 0,
  launchLimit: 180,
  queueLimit: Infinity,
  backoff: { least: 0.25, most: 0.25 },
  failedLaunches: 2,
  sweep: { every: 1e9, again: [], most: 0 },
};
/** One question each, of a length by chance. */
const single = (perSecond: number, turn: number): Habits => ({
  rateAt: () => perSecond,
  peakRate: perSecond,
  questions: () => 1,
  typing: () => null,
  isGivenUp: () => false,
  turn: (random) => exponential(random, turn),
  pause: () => ({ seconds: 0, isWatched: false }),
});
const mean = (values: readonly number[]): number => values.reduce((sum, value) => sum + value, 0) / values.length;
const within = (part: number, wanted: number) => ({ least: wanted * (1 - part), most: wanted * (1 + part) });
function expectNear(value: number, part: number, wanted: number): void {
  const { least, most } = within(part, wanted);
  expect(value).toBeGreaterThan(least);
  expect(value).toBeLessThan(most);
}

describe('against what is known of queues', () => {
  it('executions alone: Erlang’s C tells who waits, and how long', () => {
    const [servers, turn, load] = [10, 60, 7];
    const { waits } = simulate({
      ...NO_LIMITS,
      seed: 1,
      seconds: 300_000,
      habits: single(load / turn, turn),
      platform: INSTANT,
      jobs: { executions: servers, perMinute: Infinity },
    });
    expectNear(waits.filter((wait) => wait > 0).length / waits.length, 0.05, erlangC(servers, load));
    // Who finds no room asks again a quarter of a second later.
    expectNear(mean(waits), 0.1, meanWaitOfMany(servers, load, turn));
  });

  it('the pace of the queue alone: one after the other, each a third of a second', () => {
    const perSecond = 2.4;
    const { waits } = simulate({
      ...NO_LIMITS,
      seed: 2,
      seconds: 50_000,
      habits: single(perSecond, 1),
      platform: INSTANT,
      launches: { perSecond: 3, atOnce: Infinity },
    });
    expectNear(mean(waits), 0.05, meanWaitOfOne(perSecond / 3, 1 / 3));
  });

  it('no limits: as many work at once as come in the time that one takes (Little’s law)', () => {
    const { minutes, waits } = simulate({ ...NO_LIMITS, seed: 3, seconds: 100_000, habits: single(0.5, 60), platform: INSTANT });
    const settled = minutes.workingSeconds.counts.slice(10, -10);
    expectNear(mean([...settled]) / 60, 0.03, 0.5 * 60);
    expect(Math.max(...waits)).toBe(0);
  });
});

const morning = (people: number, change: Partial<World> = {}): World => ({
  seed: 7,
  seconds: MORNING_SECONDS,
  habits: habitsOf(people),
  platform: PLATFORM,
  jobs: { executions: TODAY.executions, perMinute: TODAY.runJobPerMinute },
  launches: TODAY.launches,
  ...change,
});

describe('a morning', () => {
  it.each([100, 20_000, 100_000])('of %d people: every question is answered, failed or waits', (people) => {
    const { asked, answered, failed, waiting } = simulate(morning(people));
    expect(asked).toBeGreaterThan(0);
    expect(answered + failed + waiting).toBe(asked);
  });

  it('is the same each time', () => {
    expect(simulate(morning(1000))).toEqual(simulate(morning(1000)));
  });

  it('with more room is no worse, with more people no better', () => {
    const lost = (people: number, executions: number): number => {
      const { asked, answered } = simulate(morning(people, { jobs: { executions, perMinute: 180 } }));
      return (asked - answered) / asked;
    };
    const byRoom = [20, 60, 100, 200].map((executions) => lost(10_000, executions));
    expect(byRoom).toEqual([...byRoom].sort((a, b) => b - a));
    expect(byRoom[0]).toBeGreaterThan(0.1);
    expect(byRoom.at(-1)).toBeLessThan(0.01);
    const byPeople = [5000, 10_000, 20_000, 40_000].map((people) => lost(people, 100));
    expect(byPeople).toEqual([...byPeople].sort((a, b) => a - b));
  });

  it('follow-ups find the run of the question before, and cost no launch', () => {
    const { answered, minutes } = simulate(morning(10_000));
    const launches = minutes.launched.counts.reduce((sum, count) => sum + count, 0);
    expect(launches / answered).toBeLessThan(0.7);
  });

  it('where jobs never start, a question fails after its second launch', () => {
    const platform = { ...PLATFORM, start: () => null };
    const { answered, failed, minutes } = simulate(morning(1000, { platform }));
    expect(answered).toBe(0);
    expect(failed).toBeGreaterThan(0);
    expect(minutes.claimed.peakPerSecond).toBe(0);
  });

  it('a crowd that is given more tasks at every sweep does not get through any more; docs/decisions/2026-11-27_launch-tasks-once.md', () => {
    const again = Array.from({ length: 30 }, (_, count) => 30 + 60 * count);
    const crowd = (sweep: PlatformTimes['sweep']) => simulate(morning(55_000, { platform: { ...PLATFORM, sweep } }));
    const once = crowd(PLATFORM.sweep);
    const many = crowd({ ...PLATFORM.sweep, again });
    expect(once.waiting / once.asked).toBeLessThan(0.005);
    expect(many.waiting / many.asked).toBeGreaterThan(0.1);
    expect(many.idleTasks).toBeGreaterThan(10 * once.idleTasks);
  });
});
