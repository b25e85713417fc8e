import type { BudgetAnswer, BudgetRequest } from '@oma/contract';
import { setTimeout as sleep } from 'node:timers/promises';
import { beforeEach, describe, expect, it } from 'vitest';
import { type Door, DoorRefused, RunGone } from '../door/door.ts';
import { DoorBudget } from './door-budget.ts';

const GRANTED: BudgetAnswer = { granted: true, refusal: null, gone: false };
const usage = (cost_usd: number) => ({ input_tokens: 1, output_tokens: 1, cost_usd });
const NOTHING = { input_tokens: 0, output_tokens: 0, cost_usd: 0 };

let calls: BudgetRequest[];
let atOnce: number;
let most: number;
let answer: (request: BudgetRequest) => BudgetAnswer;
let gone: number;
let budget: DoorBudget;

beforeEach(() => {
  calls = [];
  atOnce = most = gone = 0;
  answer = () => GRANTED;
  let request = 40;
  const door: Pick<Door, 'budget'> = {
    async budget(given) {
      calls.push(given);
      atOnce += 1;
      most = Math.max(most, atOnce);
      await sleep(10);
      atOnce -= 1;
      return answer(given);
    },
  };
  budget = new DoorBudget({ door, turn: 7, nextRequest: () => (request += 1), onGone: () => (gone += 1) });
});

describe('DoorBudget', () => {
  it('asks at once, and counts its requests on', async () => {
    expect(await budget.reserve(0.5)).toEqual({ ok: true, value: { request: 41, usd: 0.5 } });
    expect(await budget.reserve(0.25)).toEqual({ ok: true, value: { request: 42, usd: 0.25 } });
    expect(calls[0]).toEqual({ turn: 7, reserve: { request: 41, usd: 0.5 }, settle: [] });
  });

  it('has one call under way, and lets settlements go along', async () => {
    budget.settle([{ request: 1, usd: 1 }], usage(0.5));
    budget.settle(
      [
        { request: 2, usd: 1 },
        { request: 3, usd: 1 },
      ],
      usage(0.75),
    );
    await Promise.all([budget.reserve(1), budget.reserve(2)]);
    expect(most).toBe(1);
    expect(calls).toHaveLength(2);
    expect(calls[0]?.settle).toEqual([
      { request: 1, usage: usage(0.5) },
      { request: 2, usage: usage(0.75) },
      { request: 3, usage: NOTHING },
    ]);
    expect(calls[1]?.settle).toEqual([]);
  });

  it('settles by itself soon, and at once at the end', async () => {
    budget.settle([{ request: 1, usd: 1 }], usage(0.5));
    await sleep(50);
    expect(calls).toEqual([]);
    await expect.poll(() => calls.length).toBe(1);
    budget.settle([{ request: 2, usd: 1 }], usage(0.5));
    await budget.end();
    expect(calls.map(({ settle }) => settle.map(({ request }) => request))).toEqual([[1], [2]]);
    await budget.end();
    expect(calls).toHaveLength(2);
    await sleep(300);
    expect(calls).toHaveLength(2);
  });

  it('settles more than the door takes in several calls', async () => {
    for (let request = 1; request <= 250; request += 1) budget.settle([{ request, usd: 1 }], NOTHING);
    await budget.end();
    expect(calls.map(({ settle }) => settle.length)).toEqual([100, 100, 50]);
  });

  it('says which limit stands in the way', async () => {
    answer = () => ({ granted: false, refusal: 'the month is used up', gone: false });
    expect(await budget.reserve(1)).toEqual({ ok: false, error: 'the month is used up' });
    expect(gone).toBe(0);
  });

  it.each([
    ['the door cannot be reached', () => new DoorRefused('budget', 0, 'unreachable'), 0],
    ['the run is gone', () => new RunGone('budget: the run is gone'), 1],
  ])('grants nothing where %s, and goes on asking', async (_what, error, times) => {
    answer = () => {
      throw error();
    };
    expect(await budget.reserve(1)).toMatchObject({ ok: false });
    expect(gone).toBe(times);
    answer = () => GRANTED;
    expect(await budget.reserve(1)).toMatchObject({ ok: true });
  });

  it('notices with any answer that the run is gone', async () => {
    answer = () => ({ granted: false, refusal: 'the turn is over', gone: true });
    budget.settle([{ request: 1, usd: 1 }], NOTHING);
    await budget.end();
    expect(gone).toBe(1);
  });
});
