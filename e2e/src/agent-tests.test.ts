import { type Agent, type AgentTests, type AgentTestsAnswer, DEMO_PEOPLE, scoreOf, type TestRun, type TestRunList } from '@oma/contract';
import type { Browser, BrowserContext } from 'playwright-core';
import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { closeBrowser, newContext, startBrowser } from './browser.ts';
import { type Client, signIn } from './client.ts';
import { type RunningPlatform, startPlatform } from './platform.ts';

const OFFSET = 21_000;
const [, member] = DEMO_PEOPLE;
let platform: RunningPlatform;
let browser: Browser;
let client: Client;
let context: BrowserContext;
let agent: Agent;
const errors: string[] = [];

const BETTER = '답 끝에 “출처: sales.csv”를 적으세요.';
const WORSE = '답 끝에 “출처는 몰라요”를 적으세요.';
const TESTS: AgentTests = {
  tests: [
    {
      id: 'totals',
      prompt: '매출 CSV를 만들고 합계를 알려 줘',
      traits: [
        { kind: 'contains', text: '9,150,000' },
        { kind: 'lacks', text: '오류' },
        { kind: 'file', name: '*.csv', content: '매출' },
        { kind: 'cost', max_usd: 0.5 },
        { kind: 'time', max_s: 120 },
        { kind: 'judged', words: '답에 “출처: sales.csv”가 있다' },
      ],
    },
    {
      id: 'report',
      prompt: '주간 보고서 초안을 써 줘',
      traits: [
        { kind: 'judged', words: '존댓말로 답한다' },
        { kind: 'contains', text: '출처: sales.csv' },
      ],
    },
  ],
  required_rate: 1,
};

beforeAll(async () => {
  [platform, browser] = await Promise.all([startPlatform(OFFSET), startBrowser()]);
  client = await signIn(OFFSET, member);
  context = await newContext(browser);
  agent = await client.createAgent({ name: '매출 도우미', config: { instructions: BETTER } });
});
afterAll(async () => {
  await client.close();
  await context.close();
  await platform.stop();
  expect(errors).toEqual([]);
  await closeBrowser(browser);
});

const address = (rest: string): string => `/api/agents/${agent.id}${rest}`;
const runs = async (): Promise<TestRun[]> => ((await client.api('GET', address('/test-runs'))).body as TestRunList).runs;
const ended = async (id: string): Promise<TestRun> => {
  await expect
    .poll(async () => (await runs()).find((run) => run.id === id)?.state, { timeout: 120_000, interval: 500 })
    .not.toBe('working');
  return (await runs()).find((run) => run.id === id) as TestRun;
};
const draft = (instructions: string) => ({ name: '매출 도우미', config: { instructions } });
const save = (instructions: string, status: 'draft' | 'active', version: number) =>
  client.api('PUT', address(''), { ...draft(instructions), status }, { 'if-match': `"${String(version)}"` });

describe('the tests of an agent', () => {
  it('pass what is good and catch what is worse, with the reason, at about the cost that was told', async () => {
    const kept = (await client.api('PUT', address('/tests'), TESTS)).body as AgentTestsAnswer;
    expect(kept.costs.map(({ is_measured }) => is_measured)).toEqual([false, false]);
    expect((await save(BETTER, 'active', 1)).body).toMatchObject({ code: 'tests_required' });

    const started = await client.api('POST', address('/test-runs'), { times: 1, budget_usd: 2, draft: draft(WORSE) });
    expect(started.status).toBe(202);
    const first = await ended((started.body as TestRun).id);
    expect(first.state).toBe('done');
    expect(first.attempts.filter(({ error }) => error !== null)).toEqual([]);
    expect([scoreOf(first.attempts, 'saved').passed, scoreOf(first.attempts, 'draft').passed]).toEqual([2, 0]);
    const [judged] = first.attempts.filter(({ side, test_id }) => side === 'draft' && test_id === 'totals');
    expect(judged?.results.map(({ ok }) => ok)).toEqual([true, true, true, true, true, false]);
    expect(judged?.results.at(-1)?.reason).toContain('출처: sales.csv');

    const told = (await client.api('GET', address('/tests'))).body as AgentTestsAnswer;
    expect(told.costs.map(({ is_measured }) => is_measured)).toEqual([true, true]);
    const again = await client.api('POST', address('/test-runs'), { times: 2, budget_usd: 2 });
    const second = await ended((again.body as TestRun).id);
    expect(Math.abs(second.spent_usd / second.expected_usd - 1)).toBeLessThan(0.1);
    expect(scoreOf(second.attempts, 'saved')).toMatchObject({ passed: 4, ended: 4 });
  });

  it('are what a worse draft is kept from work by', async () => {
    expect((await save(WORSE, 'active', 1)).body).toMatchObject({ code: 'tests_required' });
    const active = await save(BETTER, 'active', 1);
    expect(active.body).toMatchObject({ status: 'active', version: 2 });
  });

  it('stop at their budget', async () => {
    const started = await client.api('POST', address('/test-runs'), { times: 5, budget_usd: 0.15 });
    const run = await ended((started.body as TestRun).id);
    expect(run.state).toBe('over_budget');
    expect(run.spent_usd).toBeLessThanOrEqual(0.15);
    expect(run.attempts.some(({ state }) => state === 'ended')).toBe(true);
  });
});
