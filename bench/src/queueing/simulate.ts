import { Agenda } from './agenda.ts';
import { JobService } from './job-service.ts';
import { LaunchQueue } from './launch-queue.ts';
import { newOutcome, type Outcome } from './outcome.ts';
import { exponential, type Random, seeded } from './random.ts';
import { chunksOf, modelRequestsOf } from './turn-traffic.ts';
import type { World } from './world.ts';

/** A person and what they still want to ask; their dice are their own, so that other limits change nothing about them. */
type Conversation = { random: Random; left: number; failedLaunches: number };

type Run = {
  conversation: Conversation;
  /** `busy`: it was to be launched, and there was no room. */
  state: 'queued' | 'busy' | 'launched' | 'claimed' | 'failed';
  isWarm: boolean;
  /** When its question is sent; null: never. */
  askedAt: number | null;
  namedAt: number;
  refusals: number;
  /** How often the sweep gave it another task. */
  again: number;
};

/** A page that stays in sight after an answer does so no longer. */
const PAGE_SECONDS = 300;

/** What becomes of everybody's questions: conversations begin by chance, runs are named, launched, claimed, answer, linger and end. */
export function simulate(world: World): Outcome {
  return new Simulation(world).run();
}

class Simulation {
  private readonly agenda = new Agenda();
  private readonly jobs: JobService;
  private readonly queue: LaunchQueue<Run>;
  private readonly queued = new Set<Run>();
  private readonly unanswered = new Set<Run>();
  private readonly outcome: Outcome;
  private readonly random: Random;
  private readonly world: World;
  private conversations = 0;

  constructor(world: World) {
    this.world = world;
    this.random = seeded(world.seed);
    this.outcome = newOutcome(world.seconds);
    this.jobs = new JobService(this.agenda, world.jobs);
    this.queue = new LaunchQueue(this.agenda, world.launches, (run) => this.launch(run));
  }

  run(): Outcome {
    const { agenda, world, outcome } = this;
    this.planArrival();
    this.planSweep();
    agenda.runUntil(world.seconds);
    outcome.waiting = this.unanswered.size;
    return outcome;
  }

  /** Arrivals at the highest rate, of which as many are let through as the moment's rate is of it. */
  private planArrival(): void {
    const { habits } = this.world;
    this.agenda.plan(this.agenda.now + exponential(this.random, 1 / habits.peakRate), () => {
      if (this.random() * habits.peakRate < habits.rateAt(this.agenda.now)) this.converse();
      this.planArrival();
    });
  }

  private converse(): void {
    this.conversations += 1;
    const random = seeded(Math.imul(this.world.seed, 0x9e3779b1) ^ Math.imul(this.conversations, 0x85ebca6b));
    const conversation = { random, left: this.world.habits.questions(random), failedLaunches: 0 };
    const typing = this.world.habits.typing(random);
    if (typing === null) this.ask(conversation);
    else this.warm(conversation, this.world.habits.isGivenUp(random) ? null : this.agenda.now + typing);
  }

  /** A question is sent and no run is there. */
  private ask(conversation: Conversation): void {
    this.outcome.minutes.askedAnew.add(this.agenda.now);
    this.outcome.asked += 1;
    this.nameRun(conversation, this.agenda.now, false);
  }

  /** The first letter of a question. */
  private warm(conversation: Conversation, askedAt: number | null): void {
    const { agenda } = this;
    this.outcome.minutes.warmed.add(agenda.now);
    const run = this.nameRun(conversation, askedAt, true);
    if (askedAt === null) return;
    agenda.plan(askedAt, () => {
      if (run.state === 'failed') this.ask(conversation);
      else if (run.state !== 'claimed') {
        this.countAskedInRun(agenda.now);
        this.unanswered.add(run);
      }
    });
  }

  private countAskedInRun(at: number): void {
    this.outcome.asked += 1;
    this.outcome.minutes.askedInRun.add(at);
  }

  private nameRun(conversation: Conversation, askedAt: number | null, isWarm: boolean): Run {
    const { agenda } = this;
    const run: Run = { conversation, state: 'queued', isWarm, askedAt, namedAt: agenda.now, refusals: 0, again: 0 };
    this.queued.add(run);
    if (!isWarm) this.unanswered.add(run);
    agenda.plan(agenda.now + this.world.platform.notice(conversation.random), () => this.queue.add(run));
    return run;
  }

  /** What the launch task does; answers how long it takes. */
  private launch(run: Run): number {
    const { agenda, outcome, world } = this;
    const { platform } = world;
    const { random } = run.conversation;
    outcome.minutes.dispatched.add(agenda.now);
    if (run.state !== 'queued' && run.state !== 'busy') {
      outcome.idleTasks += 1;
      return 0;
    }
    this.queued.delete(run);
    if (!this.jobs.begin()) {
      this.waitForRoom(run);
      return 0;
    }
    run.state = 'launched';
    outcome.minutes.launched.add(agenda.now);
    outcome.mostExecutions = Math.max(outcome.mostExecutions, this.jobs.running);
    const start = platform.start(random);
    if (start !== null && start <= platform.launchLimit) agenda.plan(agenda.now + start, () => this.claim(run));
    else
      agenda.plan(agenda.now + platform.launchLimit, () => {
        this.jobs.end();
        this.fail(run);
      });
    return platform.call(random);
  }

  private waitForRoom(run: Run): void {
    const { agenda } = this;
    const { backoff, queueLimit } = this.world.platform;
    if (run.state === 'queued') {
      run.state = 'busy';
      agenda.plan(run.namedAt + queueLimit, () => {
        if (run.state === 'busy') this.fail(run);
      });
    }
    const pause = Math.min(backoff.most, backoff.least * 2 ** Math.min(run.refusals, 20));
    run.refusals += 1;
    agenda.plan(agenda.now + pause, () => {
      if (run.state === 'busy') this.queue.add(run);
    });
  }

  /** A run ended before its first turn. Its question is given another, until too many have failed. */
  private fail(run: Run): void {
    const { agenda, outcome } = this;
    const { conversation, askedAt } = run;
    run.state = 'failed';
    this.queued.delete(run);
    this.unanswered.delete(run);
    if (!run.isWarm) conversation.failedLaunches += 1;
    if (askedAt === null || askedAt > agenda.now) return;
    if (conversation.failedLaunches >= this.world.platform.failedLaunches) outcome.failed += 1;
    else this.nameRun(conversation, askedAt, false);
  }

  /** The run is up. One whose question never comes waits for it as long as it lingers. */
  private claim(run: Run): void {
    const { agenda, outcome } = this;
    const { conversation, askedAt } = run;
    run.state = 'claimed';
    outcome.minutes.claimed.add(agenda.now);
    this.unanswered.delete(run);
    if (askedAt === null) {
      this.lingerAndEnd(agenda.now, this.world.platform.linger.watched);
      return;
    }
    outcome.waits.push(Math.max(0, agenda.now - askedAt));
    if (askedAt > agenda.now) this.countAskedInRun(askedAt);
    conversation.failedLaunches = 0;
    const begin = Math.max(agenda.now, askedAt);
    outcome.minutes.pageSeconds.addInterval(askedAt, begin);
    outcome.minutes.idleSeconds.addInterval(agenda.now, begin);
    this.answer(conversation, begin);
  }

  /** All that a run answers, until nobody asks for as long as it lingers. */
  private answer(conversation: Conversation, begin: number): void {
    const { minutes } = this.outcome;
    const { habits, platform } = this.world;
    for (let now = begin; ;) {
      const turn = habits.turn(conversation.random);
      this.work(now, turn);
      now += turn;
      conversation.left -= 1;
      const { seconds, isWatched } = habits.pause(conversation.random);
      if (isWatched) minutes.pageSeconds.addInterval(now, now + Math.min(seconds, PAGE_SECONDS));
      const lingers = isWatched ? platform.linger.watched : platform.linger.alone;
      if (conversation.left === 0 || seconds > lingers) {
        this.lingerAndEnd(now, lingers);
        if (conversation.left > 0) this.comeBack(conversation, now + lingers, now + seconds);
        return;
      }
      minutes.idleSeconds.addInterval(now, now + seconds);
      now += seconds;
      this.countAskedInRun(now);
    }
  }

  private work(from: number, seconds: number): void {
    const { minutes } = this.outcome;
    this.outcome.answered += 1;
    minutes.turns.add(from);
    minutes.workingSeconds.addInterval(from, from + seconds);
    minutes.pageSeconds.addInterval(from, from + seconds);
    minutes.chunks.addInterval(from, from + seconds, seconds === 0 ? 0 : chunksOf(seconds) / seconds);
    minutes.modelRequests.addInterval(from, from + seconds, seconds === 0 ? 0 : modelRequestsOf(seconds) / seconds);
  }

  /** The next question of a conversation whose run ended meanwhile. A first letter that was written before that began nothing. */
  private comeBack(conversation: Conversation, runEnds: number, askedAt: number): void {
    const typing = this.world.habits.typing(conversation.random);
    const isWarmed = typing !== null && askedAt - typing > runEnds;
    if (isWarmed) this.agenda.plan(askedAt - typing, () => this.warm(conversation, askedAt));
    else this.agenda.plan(askedAt, () => this.ask(conversation));
  }

  private lingerAndEnd(from: number, seconds: number): void {
    const at = from + seconds;
    this.outcome.minutes.idleSeconds.addInterval(from, at);
    this.outcome.minutes.ended.add(at);
    this.agenda.plan(at + this.world.platform.shutDown, () => this.jobs.end());
  }

  /** Ends what was queued too long, and has what waits for its launch launched again. */
  private planSweep(): void {
    const { agenda } = this;
    const { sweep, queueLimit } = this.world.platform;
    agenda.plan(agenda.now + sweep.every, () => {
      let swept = 0;
      for (const run of this.queued) {
        if (swept === sweep.most) break;
        swept += 1;
        if (agenda.now - run.namedAt >= queueLimit) this.fail(run);
        else if (agenda.now - run.namedAt >= (sweep.again[run.again] ?? Infinity)) {
          run.again += 1;
          this.queue.add(run);
        }
      }
      this.planSweep();
    });
  }
}
