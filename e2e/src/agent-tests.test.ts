import { type Agent, type AgentTests, type AgentTestsAnswer, DEMO_PEOPLE, scoreOf, type TestRun, type TestRunList } from '@oma/contract';
import type { Browser, BrowserContext, Page } from 'playwright-core';
import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { expectAccessibleInBothThemes } from './axe.ts';
import { closeBrowser, newContext, PHONE, signInOnPage, startBrowser, takeScreen } from './browser.ts';
import { type Client, signIn } from './client.ts';
import { focusedOn, tabTo } from './keyboard.ts';
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

describe('the tests of an agent on its page', () => {
  let page: Page;
  const panel = () => page.getByTestId('tests-panel');
  const instructions = () => page.locator('[data-testid=agent-form] textarea[name=instructions]');
  const state = () => panel().getByTestId('tests-state').first().getAttribute('data-state');
  const totals = () =>
    panel()
      .getByTestId('test-total')
      .evaluateAll((all) => all.map((one) => ['data-side', 'data-passed', 'data-ended'].map((name) => one.getAttribute(name))));

  beforeAll(async () => {
    agent = await client.createAgent({ name: '합계 도우미', config: { instructions: '합계를 적으세요.' } });
    page = await context.newPage();
    page.on('pageerror', (error) => errors.push(error.message));
    page.on('dialog', (dialog) => void dialog.accept());
    await signInOnPage(page, platform.url, member.email);
    await page.goto(`${platform.url}/agents/${agent.id}`);
  });

  it('are written by the keyboard alone, and say what is wrong with them', async () => {
    await page.getByTestId('side-tests').waitFor();
    await tabTo(page, 'side-tests');
    await page.keyboard.press('Enter');
    await panel().waitFor();
    await takeScreen(page, 'agent-tests-empty');
    await tabTo(page, 'test-add');
    await page.keyboard.press('Enter');
    await tabTo(page, 'tests-save');
    await page.keyboard.press('Enter');
    await expect.poll(() => panel().locator('[aria-invalid=true]').count()).toBe(2);
    await takeScreen(page, 'agent-tests-invalid');
    await expectAccessibleInBothThemes(page, 'tests with what is wrong');
    expect(await focusedOn(page)).toBe('test-prompt');
    await page.keyboard.type('매출 CSV를 만들고 합계를 알려 줘');
    await tabTo(page, 'trait-value');
    await page.keyboard.type('9,150,000');
    await tabTo(page, 'trait-add');
    await page.keyboard.press('Enter');
    await panel().getByTestId('trait-kind').nth(1).selectOption('judged');
    await panel().getByTestId('trait-value').nth(1).fill('답에 “출처: sales.csv”가 있다');
    // What is not saved outlasts a reload.
    await page.reload();
    await page.getByTestId('side-tests').click();
    await expect.poll(() => panel().getByTestId('tests-unsaved').count()).toBe(1);
    await panel().getByTestId('tests-required').selectOption('1');
    await tabTo(page, 'tests-save');
    await page.keyboard.press('Enter');
    await panel().getByTestId('tests-start').waitFor();
    expect((await client.api('GET', address('/tests'))).body).toMatchObject({
      required_rate: 1,
      tests: [{ prompt: '매출 CSV를 만들고 합계를 알려 줘', traits: [{ kind: 'contains' }, { kind: 'judged' }] }],
    });
  });

  it('run what is saved and the draft side by side, show the reason, and let the better one be put to work', async () => {
    await page.getByTestId('agent-activate').click();
    await panel().getByTestId('tests-needed').waitFor();
    await takeScreen(page, 'agent-tests-needed');
    // What was refused is a draft as before.
    expect(await page.getByTestId('agent-activate').count()).toBe(1);
    await instructions().fill('합계를 적으세요. 답 끝에 “출처: sales.csv”를 적으세요.');
    await panel().getByTestId('tests-times').selectOption('1');
    await panel().getByTestId('tests-guess').waitFor();
    await panel().getByTestId('tests-start').click();
    await panel().getByTestId('tests-progress').waitFor();
    await takeScreen(page, 'agent-tests-working');
    await expect.poll(state, { timeout: 90_000 }).toBe('done');
    expect(await totals()).toEqual([
      ['saved', '0', '1'],
      ['draft', '1', '1'],
    ]);
    await panel().getByTestId('attempt-open').nth(0).click();
    await expect
      .poll(() => panel().getByTestId('attempt-reason').allTextContents())
      .toContainEqual(expect.stringContaining('찾지 못했어요: “출처: sales.csv”'));
    await panel().getByTestId('test-score').first().scrollIntoViewIfNeeded();
    await takeScreen(page, 'agent-tests-results');
    await expectAccessibleInBothThemes(page, 'results of tests');
    await page.getByTestId('agent-activate').click();
    await expect.poll(async () => ((await client.api('GET', address(''))).body as Agent).status).toBe('active');
    await expect.poll(() => panel().getByTestId('chart-rate').count()).toBe(2);
    await panel().getByTestId('tests-chart').scrollIntoViewIfNeeded();
    await takeScreen(page, 'agent-tests-chart');
    // It costs what the page says now.
    await panel().getByTestId('tests-times').selectOption('2');
    await expect.poll(() => panel().getByTestId('tests-guess').count()).toBe(0);
    const told = Number(await panel().getByTestId('tests-expected').getAttribute('data-usd'));
    await panel().getByTestId('tests-start').click();
    await expect.poll(async () => [(await runs()).length, await state()], { timeout: 90_000 }).toEqual([2, 'done']);
    expect(Math.abs(((await runs())[0]?.spent_usd ?? 0) / told - 1)).toBeLessThan(0.1);
  });

  it('stop when told, and lead to the conversation of an attempt and from there back to the agent, which runs', async () => {
    await panel().getByTestId('tests-times').selectOption('5');
    await panel().getByTestId('tests-start').click();
    await panel().getByTestId('tests-stop').click();
    await expect.poll(state, { timeout: 60_000 }).toBe('stopped');
    const [newest] = await runs();
    expect(newest?.attempts.filter(({ state: one }) => one === 'left').length).toBeGreaterThan(0);
    const asked = newest?.attempts.find(({ session_id }) => session_id !== null);
    await expect.poll(async () => (await runs())[0]?.attempts.some(({ state: one }) => one === 'working'), { timeout: 60_000 }).toBe(false);
    await expect.poll(() => panel().getByTestId('attempt').first().textContent()).not.toContain('작업 중');
    await page.goto(`${platform.url}/workspace/${asked?.session_id ?? ''}`);
    await page.getByTestId('session-agent').getByText('에이전트 테스트에서 물은 것').click();
    await page.waitForURL(`**/agents/${agent.id}`);
    await page.getByTestId('agent-run').click();
    await page.waitForURL('**/workspace/*');
    await page.close();
  });

  it('stand on a phone as well', async () => {
    const phone = await newContext(browser, { viewport: PHONE, theme: 'dark' });
    page = await phone.newPage();
    await signInOnPage(page, platform.url, member.email);
    await page.goto(`${platform.url}/agents/${agent.id}`);
    await page.getByTestId('agent-design').click();
    await page.getByTestId('side-tests').click();
    await panel().getByTestId('tests-start').waitFor();
    await takeScreen(page, 'agent-tests-phone');
    await expectAccessibleInBothThemes(page, 'tests on a phone');
    await phone.close();
  });
});
