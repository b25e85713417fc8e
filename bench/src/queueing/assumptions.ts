import { DEFAULT_SETTINGS, MAX_FAILED_LAUNCHES, RUN_LIMITS } from '@oma/contract';
import { geometric, lognormal, uniform } from './random.ts';
import type { Habits, PlatformTimes } from './world.ts';

/** What is assumed of people. Nobody has measured it; docs/SCALE.md says so. */
export const PEOPLE = {
  /** Part of all people who work with it on a working day. */
  activePart: 0.3,
  conversationsADay: 2.5,
  questionsInConversation: 4,
  /** Conversations whose first letter begins a run; elsewhere (a phone, text that is pasted and sent at once) there is none before the question. */
  warmedPart: 0.9,
  givenUpPart: 0.1,
  watchedPart: 0.7,
} as const;

/** Part of a working day's conversations that begin in each hour, in Korea's time: all people are in one. */
const HOURS = [
  0.003, 0.002, 0.001, 0.001, 0.001, 0.002, 0.005, 0.015, 0.045, 0.095, 0.125, 0.105, 0.045, 0.085, 0.12, 0.11, 0.085, 0.055, 0.035, 0.025,
  0.02, 0.012, 0.006, 0.002,
];
/** What is simulated of the day, in hours: its peak, and how the platform comes to it. */
const MORNING = { from: 9, to: 11.5 };
export const MORNING_SECONDS = (MORNING.to - MORNING.from) * 3600;

const conversationsADay = (people: number): number => people * PEOPLE.activePart * PEOPLE.conversationsADay;

/** The people of a platform. */
export function habitsOf(people: number): Habits {
  const perSecond = (part: number): number => (conversationsADay(people) * part) / 3600;
  return {
    // From the middle of one hour to the middle of the next in a straight line.
    rateAt: (second) => {
      const hour = MORNING.from + second / 3600 - 0.5;
      const [before, after] = [HOURS[Math.floor(hour)] ?? 0, HOURS[Math.ceil(hour)] ?? 0];
      return perSecond(before + (after - before) * (hour - Math.floor(hour)));
    },
    peakRate: perSecond(Math.max(...HOURS)),
    questions: (random) => geometric(random, PEOPLE.questionsInConversation, 40),
    typing: (random) => (random() < PEOPLE.warmedPart ? uniform(random, 5, 40) : null),
    isGivenUp: (random) => random() < PEOPLE.givenUpPart,
    turn: (random) => lognormal(random, { median: 35, sigma: 0.9, least: 3, most: 600 }),
    pause: (random) => ({
      seconds: lognormal(random, { median: 60, sigma: 1.1, least: 5, most: 3600 }),
      isWatched: random() < PEOPLE.watchedPart,
    }),
  };
}

/** How the platform behaves: its own limits as they stand in the contract; of Google's machines what others report. */
export const PLATFORM: PlatformTimes = {
  notice: (random) => uniform(random, 0.2, 1),
  call: (random) => uniform(random, 0.6, 1.6),
  start: (random) => {
    const luck = random();
    if (luck < 0.0005) return null;
    return luck < 0.03 ? uniform(random, 30, 70) : uniform(random, 7.5, 10.5);
  },
  linger: DEFAULT_SETTINGS.linger_s,
  shutDown: 2,
  launchLimit: RUN_LIMITS.launch / 1000,
  queueLimit: RUN_LIMITS.queue / 1000,
  backoff: { least: 1, most: 30 },
  failedLaunches: MAX_FAILED_LAUNCHES,
  sweep: { every: 60, again: [300, 900], most: 1000 },
};
