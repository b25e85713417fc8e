import {
  type AgentDocument,
  type BudgetRequest,
  DEFAULT_CONFIG,
  DEFAULT_SETTINGS,
  NO_USAGE,
  PLATFORM_USAGE_SHARDS,
  type Settlement,
  type Usage,
  UsageCounter,
} from '@oma/contract';
import fc from 'fast-check';
import { setTimeout as sleep } from 'node:timers/promises';
import { afterEach, beforeEach, describe, expect, it } from 'vitest';
import { answerBudget } from '../../src/runs/budget.ts';
import { closeTurn } from '../../src/runs/close-turn.ts';
import { launchRun } from '../../src/runs/launch-run.ts';
import { leaveRun } from '../../src/runs/leave-run.ts';
import { nextQuestion } from '../../src/runs/next-question.ts';
import { requestStop } from '../../src/runs/request-stop.ts';
import type { RunRef } from '../../src/runs/run-ref.ts';
import { settleSilentRun } from '../../src/runs/settle-silent-run.ts';
import { heartbeat } from '../../src/runs/heartbeat.ts';
import { createHarness, DONE, type Harness } from './run-harness.ts';

const AGENT = 'A'.repeat(20);
/** Noon in Seoul: no test reaches midnight by accident. */
const NOON = new Date('2026-03-10T03:00:00Z');

let h: Harness;
beforeEach(async () => {
  h = await createHarness();
  h.clock.now = NOON;
});
afterEach(() => h.close());

const cost = (cost_usd: number): Usage => ({ input_tokens: 10, output_tokens: 5, cost_usd });
const settled = (request: number, cost_usd: number): Settlement => ({ request, usage: cost(cost_usd) });
const reserve = (ref: RunRef, request: number, usd: number, settle: Settlement[] = [], turn = 1) =>
  answerBudget(h.deps, ref, { turn, reserve: { request, usd }, settle });
const settle = (ref: RunRef, ...settlements: Settlement[]) => answerBudget(h.deps, ref, { turn: 1, reserve: null, settle: settlements });
const limits = (change: Partial<typeof DEFAULT_SETTINGS.budgets>): void => {
  h.settings.value = { ...DEFAULT_SETTINGS, budgets: { ...DEFAULT_SETTINGS.budgets, ...change } };
};

type BudgetCall = Omit<BudgetRequest, 'turn'>;

const counter = (data: unknown): UsageCounter => UsageCounter.parse(data ?? {});
const personDay = async (at = h.clock.now) => counter((await h.documents.personDay(h.uid, at).get()).data());
const agentDay = async () => counter((await h.documents.agentDay(AGENT, h.clock.now).get()).data());
async function month(): Promise<UsageCounter> {
  const shards = Array.from({ length: PLATFORM_USAGE_SHARDS }, (_, shard) => h.documents.platformMonthShard(h.clock.now, shard).get());
  const read = (await Promise.all(shards)).map((shard) => counter(shard.data()));
  const sum = (field: keyof UsageCounter): number => read.reduce((all, shard) => all + shard[field], 0);
  return counter({ turns: sum('turns'), done: sum('done'), cost_usd: sum('cost_usd'), reserved_usd: sum('reserved_usd') });
}
const reply = async (ref: RunRef, id: string) => (await h.documents.reply(ref.sessionId, id).get()).data();
const budgetOf = async (ref: RunRef) => (await h.documents.runBudget(ref.runId).get()).data();

type Open = { ref: RunRef; id: string };
async function openTurn(harness: Harness = h): Promise<Open> {
  const id = await harness.ask();
  const { ref } = await harness.start();
  expect(await nextQuestion(h.deps, ref, { turn: 0, result: null, wait_s: 0 })).toMatchObject({ value: { turn: 1, question: { id } } });
  return { ref, id };
}
async function openTurns(count: number): Promise<Open[]> {
  const opened: Open[] = [];
  while (opened.length < count) opened.push(await openTurn(await h.another()));
  return opened;
}
const finish = (ref: RunRef, usage: Usage) => nextQuestion(h.deps, ref, { turn: 1, result: { ...DONE, usage }, wait_s: 0 });
async function writeAgent(day_usd: number | null): Promise<void> {
  const agent: AgentDocument = {
    name: 'Agent',
    icon: 'bot',
    description: '',
    tags: [],
    owner_id: h.uid,
    status: 'active',
    status_reason: null,
    created_at: NOON,
    updated_at: NOON,
    last_run_at: null,
    config: { ...DEFAULT_CONFIG, budget: { turn_usd: null, day_usd } },
    run_count: 0,
    version: 1,
    failures: [],
    file_ids: [],
  };
  await h.documents.agent(AGENT).set(agent);
}

describe('twenty runs of one person at once', () => {
  const LIMIT = DEFAULT_SETTINGS.budgets.person_day_usd;
  const EACH = 0.09;

  it('never have more than the day’s limit spent and set aside, and leave nothing set aside', async () => {
    const opened = await openTurns(20);
    let granted = 0;
    let most = 0;
    let spent = 0;
    await Promise.all(
      opened.map(async ({ ref }) => {
        let before: Settlement[] = [];
        for (let request = 1; (await reserve(ref, request, EACH, before)).granted; request += 1) {
          granted += EACH;
          most = Math.max(most, granted);
          await sleep(Math.random() * 200);
          const usd = EACH * Math.random();
          granted -= EACH - usd;
          spent += usd;
          before = [settled(request, usd)];
        }
      }),
    );
    expect(most).toBeLessThanOrEqual(LIMIT);
    // Nobody is turned away while there is plenty of room.
    expect(spent).toBeGreaterThan(LIMIT - 20 * EACH);
    const day = await personDay();
    expect(day.reserved_usd).toBe(0);
    expect(day.cost_usd).toBeCloseTo(spent, 9);
    expect((await month()).reserved_usd).toBe(0);
  });

  it('are let in as far as there is room when all ask in the same moment', async () => {
    const opened = await openTurns(20);
    await h.documents.personDay(h.uid, h.clock.now).set(counter({ cost_usd: LIMIT - 8.5 * EACH }));
    const answers = await Promise.all(opened.map(({ ref }) => reserve(ref, 1, EACH)));
    const granted = answers.filter((answer) => answer.granted).length;
    expect(granted).toBeLessThanOrEqual(8);
    // Those that pass the limit by a moment give back; the slower the machine, the more of them are on their way at once.
    expect(granted).toBeGreaterThanOrEqual(4);
    expect((await personDay()).reserved_usd).toBeCloseTo(granted * EACH, 4);
  });

  it('cost a request one short wait', async () => {
    const opened = await openTurns(20);
    const waits = await Promise.all(
      opened.map(async ({ ref }) => {
        const startedAt = performance.now();
        await reserve(ref, 1, EACH);
        return performance.now() - startedAt;
      }),
    );
    // Two seconds is what two transactions that read one document cost on the emulators.
    expect(Math.max(...waits)).toBeLessThan(1500);
  });
});

describe('a limit', () => {
  it('of the person’s own stands in the place of the platform’s', async () => {
    await h.documents.user(h.uid).update({ day_usd: 0.25 });
    const { ref } = await openTurn();
    expect(await reserve(ref, 1, 0.2)).toMatchObject({ granted: true });
    expect(await reserve(ref, 2, 0.1)).toEqual({ granted: false, refusal: 'the person’s budget of the day is used up', gone: false });
    expect((await budgetOf(ref))?.open).toHaveLength(1);
    expect((await personDay()).reserved_usd).toBeCloseTo(0.2, 5);
  });

  it('of the agent’s day holds for all who use it, and is counted only where there is an agent', async () => {
    await writeAgent(0.5);
    const [first, second, other] = [await openTurn(await h.another(AGENT)), await openTurn(await h.another(AGENT)), await openTurn()];
    expect(await reserve(first.ref, 1, 0.3)).toMatchObject({ granted: true });
    expect(await reserve(second.ref, 1, 0.3)).toMatchObject({ granted: false, refusal: 'the agent’s budget of the day is used up' });
    expect(await reserve(second.ref, 2, 0.2 - 1e-5)).toMatchObject({ granted: true });
    expect(await reserve(other.ref, 1, 0.3)).toMatchObject({ granted: true });
    expect((await agentDay()).reserved_usd).toBeCloseTo(0.5, 4);
  });

  it('of the platform’s month holds for everybody at once', async () => {
    limits({ platform_month_usd: 1 });
    const opened = await openTurns(12);
    let granted = 0;
    await Promise.all(
      opened.map(async ({ ref }, index) => {
        for (let request = 1; request <= 3; request += 1) {
          await sleep(index * 5);
          const answer = await reserve(ref, request, 0.05);
          if (answer.granted) granted += 0.05;
          else expect(answer.refusal).toBe('the platform’s budget of the month is used up');
        }
      }),
    );
    expect(granted).toBeLessThanOrEqual(1);
    expect(granted).toBeGreaterThan(0.7);
    expect((await month()).reserved_usd).toBeCloseTo(granted, 4);
  });

  it('that is missing with the settings allows nothing', async () => {
    const { ref } = await openTurn();
    h.settings.value = null;
    expect(await reserve(ref, 1, 0.1)).toMatchObject({ granted: false });
    expect((await personDay()).reserved_usd).toBe(0);
  });

  it.each([
    ['person', () => h.documents.user(h.uid).update({ day_usd: 0.25 }), 'the person’s budget of the day is used up'],
    ['agent', () => writeAgent(0.25), 'the agent’s budget of the day is used up'],
    ['platform', () => limits({ platform_month_usd: 0.25 }), 'the platform’s budget of the month is used up'],
  ] as const)('of the %s that is full keeps the next question from starting, and says which', async (_whose, arrange, detail) => {
    await writeAgent(null);
    await arrange();
    const [first, second] = [await h.another(AGENT), await h.another(AGENT)];
    const { ref } = await openTurn(first);
    expect(await reserve(ref, 1, 0.125)).toMatchObject({ granted: true });
    expect(await reserve(ref, 2, 0.125, [settled(1, 0.125)])).toMatchObject({ granted: true });
    const id = await second.ask();
    const runId = (await h.documents.session(second.sessionId).get()).data()?.run?.id ?? '';
    await launchRun(h.deps, runId);
    expect((await h.documents.reply(second.sessionId, id).get()).data()?.error).toEqual({ code: 'budget_reached', detail });
    expect(h.launches).toHaveLength(1);
  });
});

describe('the end of a turn', () => {
  it('counts only what was not settled before', async () => {
    const { ref, id } = await openTurn();
    await reserve(ref, 1, 0.3);
    await reserve(ref, 2, 0.3, [settled(1, 0.1)]);
    expect(await personDay()).toMatchObject({ cost_usd: 0.1, input_tokens: 10, turns: 0 });
    await finish(ref, { input_tokens: 30, output_tokens: 20, cost_usd: 0.25 });
    expect(await personDay()).toMatchObject({ turns: 1, done: 1, input_tokens: 30, output_tokens: 20, reserved_usd: 0 });
    expect((await personDay()).cost_usd).toBeCloseTo(0.25, 9);
    expect((await month()).cost_usd).toBeCloseTo(0.25, 9);
    expect((await reply(ref, id))?.cost_usd).toBe(0.25);
    expect(await budgetOf(ref)).toBeUndefined();
    expect((await h.documents.personDay(h.uid, h.clock.now).get()).data()).toMatchObject({ uid: h.uid, day: '2026-03-10' });
  });

  it('never counts less than was settled, whatever the runner reports', async () => {
    const { ref, id } = await openTurn();
    await reserve(ref, 1, 0.3);
    await settle(ref, settled(1, 0.2));
    await finish(ref, NO_USAGE);
    expect((await personDay()).cost_usd).toBeCloseTo(0.2, 9);
    expect((await reply(ref, id))?.cost_usd).toBe(0.2);
  });

  it('of a lost run adds what was set aside for its open request to its last heartbeat', async () => {
    await writeAgent(1);
    const { ref, id } = await openTurn(await h.another(AGENT));
    await reserve(ref, 1, 0.25);
    await reserve(ref, 2, 0.5, [settled(1, 0.0625)]);
    await heartbeat(h.deps, ref, { turn: 1, usage: cost(0.125), wait_s: 0 });
    h.executions.set('execution-1', 'ended');
    h.clock.pass(31_000);
    await settleSilentRun(h.deps, ref.runId);
    expect(await reply(ref, id)).toMatchObject({ error: { code: 'run_lost' }, cost_usd: 0.625, usage: { input_tokens: 10 } });
    expect((await h.documents.session(ref.sessionId).get()).data()?.usage.cost_usd).toBe(0.625);
    expect((await h.documents.run(ref.runId).get()).data()).toMatchObject({ outcome: 'lost', usage: { cost_usd: 0.625 } });
    for (const counted of [await personDay(), await agentDay(), await month()])
      expect(counted).toMatchObject({ cost_usd: 0.625, reserved_usd: 0 });
    expect(await budgetOf(ref)).toBeUndefined();
  });

  it('of a run that did not stop in time counts it as well', async () => {
    const { ref, id } = await openTurn();
    await reserve(ref, 1, 0.25);
    await requestStop(h.deps)(ref.sessionId, id);
    await closeTurn(h.deps, ref.runId, 1);
    expect(await reply(ref, id)).toMatchObject({ status: 'stopped', cost_usd: 0.25 });
    expect(await personDay()).toMatchObject({ cost_usd: 0.25, reserved_usd: 0, stopped: 1 });
  });
});

describe('a call', () => {
  it('that is repeated changes nothing more', async () => {
    const { ref } = await openTurn();
    for (let time = 0; time < 3; time += 1) expect(await reserve(ref, 1, 0.25)).toMatchObject({ granted: true });
    expect((await personDay()).reserved_usd).toBe(0.25);
    for (let time = 0; time < 3; time += 1) await settle(ref, settled(1, 0.125));
    expect(await personDay()).toMatchObject({ reserved_usd: 0, cost_usd: 0.125, input_tokens: 10 });
    expect(await reserve(ref, 1, 0.25)).toMatchObject({ granted: true });
    expect((await personDay()).reserved_usd).toBe(0);
  });

  it('that was refused may be tried anew', async () => {
    const { ref } = await openTurn();
    await reserve(ref, 1, 4);
    expect(await reserve(ref, 2, 2)).toMatchObject({ granted: false });
    await settle(ref, settled(1, 1));
    expect(await reserve(ref, 2, 2)).toMatchObject({ granted: true });
  });

  it('that is repeated while the first is being refused is never granted what is then given back', async () => {
    const { ref } = await openTurn();
    await h.documents.personDay(h.uid, h.clock.now).set(counter({ cost_usd: 4.5 }));
    for (let request = 1; request <= 3; request += 1) {
      const answers = await Promise.all([1, 2].map(() => reserve(ref, request, 0.3)));
      const { open } = (await budgetOf(ref)) ?? { open: [] };
      // Nobody was refused what stands and granted what does not: the last to ask judged for itself.
      if (answers.some((answer) => answer.granted)) expect(open.map((one) => one.request)).toContain(request);
      await settle(ref, { request, usage: NO_USAGE });
    }
    expect((await budgetOf(ref))?.open).toEqual([]);
    expect((await personDay()).reserved_usd).toBe(0);
  });

  it('that comes after its turn changes nothing', async () => {
    const { ref } = await openTurn();
    await reserve(ref, 1, 0.25);
    await finish(ref, cost(0.125));
    const before = await personDay();
    expect(await reserve(ref, 1, 0.25)).toEqual({ granted: false, refusal: 'the turn is over', gone: false });
    expect(await settle(ref, settled(1, 0.1))).toEqual({ granted: true, refusal: null, gone: false });
    expect(await reserve(ref, 2, 0.25, [], 2)).toMatchObject({ granted: false });
    await leaveRun(h.deps, ref, { turn: 1, reason: 'terminated', result: null, failure: null });
    expect(await reserve(ref, 3, 0.25)).toMatchObject({ granted: false, gone: true });
    expect(await settle(ref, settled(1, 0.1))).toMatchObject({ gone: true });
    expect(await personDay()).toEqual(before);
    expect(await budgetOf(ref)).toBeUndefined();
  });

  it('settles on the day on which the money was set aside', async () => {
    h.clock.now = new Date('2026-03-31T14:59:30Z');
    const { ref } = await openTurn();
    await reserve(ref, 1, 0.25);
    await reserve(ref, 2, 0.25);
    const march = h.clock.now;
    h.clock.pass(60_000);
    await reserve(ref, 3, 0.25, [settled(1, 0.125)]);
    expect(await personDay(march)).toMatchObject({ cost_usd: 0.125, reserved_usd: 0.25 });
    expect(await personDay()).toMatchObject({ cost_usd: 0, reserved_usd: 0.25 });
    await finish(ref, cost(0.625));
    expect(await personDay(march)).toMatchObject({ cost_usd: 0.125, reserved_usd: 0, turns: 0 });
    expect(await personDay()).toMatchObject({ cost_usd: 0.5, reserved_usd: 0, turns: 1 });
    expect(await month()).toMatchObject({ cost_usd: 0.5, reserved_usd: 0 });
  });
});

describe('whatever comes in whatever order', () => {
  const request = fc.integer({ min: 1, max: 4 });
  const usd = fc.double({ min: 0, max: 0.4, noNaN: true });
  const settlement = fc.record({ request, usage: usd.map(cost) });
  const call = fc.record({ reserve: fc.option(fc.record({ request, usd })), settle: fc.array(settlement, { maxLength: 2 }) });
  /** With so few numbers many calls repeat or contradict others. */
  const calls = fc.array(call, { maxLength: 8 });
  const life = fc.record({ calls, isReported: fc.boolean(), isRaced: fc.boolean(), usage: usd.map(cost) });

  it('nothing stays set aside, and the counters hold what the replies cost', async () => {
    let costOfAll = 0;
    await fc.assert(
      fc.asyncProperty(fc.array(life, { minLength: 1, maxLength: 4 }), async (lives) => {
        limits({ person_day_usd: costOfAll + 1 });
        const opened = await openTurns(lives.length);
        await Promise.all(
          lives.map(async ({ calls, isReported, isRaced, usage }, index) => {
            const { ref } = opened[index] ?? (await openTurn());
            const ask = (one: BudgetCall) => answerBudget(h.deps, ref, { turn: 1, ...one });
            const last = isRaced ? calls.at(-1) : undefined;
            for (const one of isRaced ? calls.slice(0, -1) : calls) await ask(one);
            const end = isReported
              ? finish(ref, usage)
              : leaveRun(h.deps, ref, { turn: 1, reason: 'terminated', result: null, failure: { code: 'run_lost', detail: 'lost' } });
            await Promise.all([end, last === undefined ? null : ask(last)]);
          }),
        );
        for (const { ref, id } of opened) {
          costOfAll += (await reply(ref, id))?.cost_usd ?? 0;
          expect(await budgetOf(ref)).toBeUndefined();
        }
        for (const counted of [await personDay(), await month()]) {
          expect(counted.reserved_usd).toBe(0);
          expect(counted.cost_usd).toBeCloseTo(costOfAll, 9);
        }
      }),
      { numRuns: 25 },
    );
  }, 120_000);
});
