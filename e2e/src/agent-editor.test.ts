import { type Agent, DEMO_PEOPLE, type SessionList, type Stats } from '@oma/contract';
import { readFileSync } from 'node:fs';
import type { Browser, BrowserContext, Page } from 'playwright-core';
import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { expectAccessible, expectAccessibleInBothThemes, expectAccessibleInLook } from './axe.ts';
import { changeLook, closeBrowser, type Look, LOOKS, newContext, signedInAs, signInOnPage, startBrowser, takeScreen } from './browser.ts';
import { type Client, signIn } from './client.ts';
import { focusedOn, tabTo } from './keyboard.ts';
import { type RunningPlatform, startPlatform } from './platform.ts';
import { sendReference } from './send-reference.ts';

const OFFSET = 7000;
const MISSING = '55555555-5555-4555-8555-555555555555';
const problemOfMissing = { type: 'about:blank', title: 'Not found', status: 404, code: 'not_found', detail: '' };
const [, member] = DEMO_PEOPLE;
let platform: RunningPlatform;
let browser: Browser;
let client: Client;
let context: BrowserContext;
const errors: string[] = [];

beforeAll(async () => {
  [platform, browser] = await Promise.all([startPlatform(OFFSET), startBrowser()]);
  client = await signIn(OFFSET, member);
  context = await newContext(browser);
  const page = await context.newPage();
  await signInOnPage(page, platform.url, member.email);
  await page.close();
});
afterAll(async () => {
  await client.close();
  await platform.stop();
  await closeBrowser(browser);
});

/** A further window of the same person. What leaves a form with changes is let go. */
async function open(address: string, at: BrowserContext = context, look?: Look): Promise<Page> {
  const page = await at.newPage();
  if (look !== undefined) await changeLook(page, look);
  page.on('pageerror', (error) => errors.push(error.message));
  page.on('dialog', (dialog) => void dialog.accept());
  await page.goto(`${platform.url}${address}`);
  return page;
}

async function openForm(address: string, at: BrowserContext = context, look?: Look): Promise<Page> {
  const page = await open(address, at, look);
  await page.getByTestId('agent-form').waitFor();
  return page;
}

const field = (page: Page, name: string) => page.locator(`[data-testid=agent-form] :is(input, textarea)[name=${name}]`).first();
const save = (page: Page) => page.getByTestId('agent-submit').click();
const saved = (page: Page, version: number) =>
  expect.poll(() => page.getByTestId('save-state').innerText()).toBe(`모두 저장했어요 · 버전 ${version}`);
const stored = async (id: string): Promise<Agent> => (await client.api('GET', `/api/agents/${id}`)).body as Agent;
const idOf = (page: Page): string => new URL(page.url()).pathname.split('/')[2] ?? '';
const tags = (page: Page) => page.getByTestId('tag').allInnerTexts();
describe('an agent made by hand', () => {
  let page: Page;
  beforeAll(async () => {
    page = await openForm('/agents/new');
  });
  afterAll(() => page.close());

  it('says what is wrong when a field is left or saved, leads there, and takes it back at once', async () => {
    await page.getByText('답 하나에 약').first().waitFor();
    await takeScreen(page, 'agent-empty');
    await expectAccessible(page);
    await save(page);
    await expect.poll(() => page.getByText('이름을 적어 주세요.').isVisible()).toBe(true);
    expect(await focusedOn(page)).toBe('name');
    expect(await field(page, 'name').getAttribute('aria-invalid')).toBe('true');
    await field(page, 'turn_usd').fill('0');
    expect(await page.getByText('0보다 크고 1,000 이하인 금액').count()).toBe(0);
    await field(page, 'day_usd').focus();
    await page.getByText('0보다 크고 1,000 이하인 금액').waitFor();
    await takeScreen(page, 'agent-errors');
    await expectAccessibleInBothThemes(page, 'a form with problems');
    expect(page.url()).toContain('/agents/new');
    await field(page, 'turn_usd').fill('0.5');
    await expect.poll(() => page.getByText('0보다 크고 1,000 이하인 금액').count()).toBe(0);
    await field(page, 'name').fill('보고서 도우미');
    await expect.poll(() => page.getByText('이름을 적어 주세요.').count()).toBe(0);
  });

  it('adds a tag by Enter or comma, but never while a syllable is being composed', async () => {
    const input = field(page, 'tags');
    await input.focus();
    const keyboard = await context.newCDPSession(page);
    await keyboard.send('Input.imeSetComposition', { text: '분석', selectionStart: 2, selectionEnd: 2 });
    await input.evaluate((element) =>
      element.dispatchEvent(new KeyboardEvent('keydown', { key: 'Enter', keyCode: 229, isComposing: true, bubbles: true })),
    );
    expect(await tags(page)).toEqual([]);
    await keyboard.send('Input.insertText', { text: '분석' });
    expect(await tags(page)).toEqual([]);
    await page.keyboard.press('Enter');
    await expect.poll(() => tags(page)).toEqual(['분석']);
    await keyboard.send('Input.imeSetComposition', { text: '차트', selectionStart: 2, selectionEnd: 2 });
    await keyboard.send('Input.insertText', { text: '차트' });
    await keyboard.send('Input.insertText', { text: ',' });
    await expect.poll(() => tags(page)).toEqual(['분석', '차트']);
    expect(await input.inputValue()).toBe('');
    await input.fill('하나,둘,둘,');
    await expect.poll(() => tags(page)).toEqual(['분석', '차트', '하나', '둘']);
    await input.press('Backspace');
    await expect.poll(() => tags(page)).toEqual(['분석', '차트', '하나']);
    await page.getByRole('button', { name: '하나 태그 지우기' }).click();
    await input.fill('가'.repeat(31));
    await input.press('Tab');
    await page.getByText('태그 하나는 30자까지').waitFor();
    await page.getByRole('button', { name: '가가 태그 지우기' }).click();
    await expect.poll(() => page.getByText('태그 하나는 30자까지').count()).toBe(0);
  });

  it('is saved as a draft, and the address becomes its own', async () => {
    await page.locator('[name=icon][value=chart]').check();
    await field(page, 'description').fill('매주 숫자를 모아 보고서를 써요.');
    await field(page, 'instructions').fill('늘 존댓말로 답해요.\n표로 정리해요.');
    await page.getByRole('switch', { name: '명령을 실행해요' }).uncheck();
    await page.locator('[name=model][value=claude-haiku-5-5]').check();
    await page.getByTestId('agent-more-settings').click();
    await page.locator('[name=thinking][value=no]').check();
    await field(page, 'temperature').fill('0.2');
    await field(page, 'max_tokens').fill('2000');
    await takeScreen(page, 'agent-filled-more');
    await page.keyboard.press('Control+s');
    await page.waitForURL(/\/agents\/\w{20}$/);
    await saved(page, 1);
    await page.getByTestId('toast').waitFor();
    await field(page, 'name').focus();
    await takeScreen(page, 'agent-filled');
    await expectAccessible(page);
    expect(await stored(idOf(page))).toMatchObject({
      name: '보고서 도우미',
      icon: 'chart',
      tags: ['분석', '차트'],
      status: 'draft',
      version: 1,
      config: {
        model: 'claude-haiku-5-5',
        temperature: 0.2,
        max_tokens: 2000,
        instructions: '늘 존댓말로 답해요.\n표로 정리해요.',
        tools: ['read', 'write'],
        budget: { turn_usd: 0.5, day_usd: null },
      },
    });
  });

  it('begins its work with one button', async () => {
    await page.getByTestId('agent-activate').click();
    await saved(page, 2);
    expect((await stored(idOf(page))).status).toBe('active');
    expect(await page.getByTestId('agent-activate').count()).toBe(0);
  });

  it('is taken out as a file, and duplicated', async () => {
    const original = idOf(page);
    await page.getByTestId('agent-menu').getByRole('button').first().click();
    const [download] = await Promise.all([page.waitForEvent('download'), page.getByTestId('agent-export-own').click()]);
    expect(download.suggestedFilename()).toContain('보고서');
    await page.getByTestId('agent-menu').getByRole('button').first().click();
    await page.getByTestId('agent-duplicate').click();
    await page.waitForURL((url) => url.pathname !== `/agents/${original}`);
    await saved(page, 1);
    expect((await stored(idOf(page))).status).toBe('draft');
  });
});

/** Which fields the page says were changed. */
const expectChanged = (page: Page, fields: string[]) =>
  expect
    .poll(() => page.getByTestId('agent-change').evaluateAll((all) => all.map((one) => one.getAttribute('data-field'))))
    .toEqual(fields);

describe('two windows', () => {
  it('never overwrite each other: what I changed goes on top of theirs, or theirs is loaded and mine is kept', async () => {
    const { id } = await client.createAgent({ name: '회의록', config: { instructions: '짧게 써요.\n표로 정리해요.' } });
    const [first, second] = [await openForm(`/agents/${id}`), await openForm(`/agents/${id}`)];
    await field(first, 'description').fill('먼저 저장한 설명');
    await field(first, 'instructions').fill('짧게 써요.\n목록으로 정리해요.');
    await save(first);
    await saved(first, 2);

    await field(second, 'instructions').fill('길게 써요.\n표로 정리해요.');
    await save(second);
    await second.getByText('그사이 새 버전이 저장됐어요 (버전 2)').waitFor();
    await expectChanged(second, ['instructions']);
    await second.getByTestId('text-diff').waitFor();
    await takeScreen(second, 'agent-conflict');
    await expectAccessibleInBothThemes(second, 'a conflict');
    await second.keyboard.press('Escape');
    await expect.poll(() => second.getByTestId('save-state').innerText()).toContain('아직 저장하지 않았어요');
    expect((await stored(id)).version).toBe(2);
    await save(second);
    await second.getByTestId('choose-mine').click();
    await saved(second, 3);
    expect(await stored(id)).toMatchObject({
      version: 3,
      description: '먼저 저장한 설명',
      config: { instructions: '길게 써요.\n표로 정리해요.' },
    });

    await field(first, 'name').fill('내가 지은 이름');
    await save(first);
    await first.getByTestId('choose-theirs').click();
    await saved(first, 3);
    expect(await field(first, 'name').inputValue()).toBe('회의록');
    await first.getByTestId('kept-take-up').click();
    await expect.poll(() => field(first, 'name').inputValue()).toBe('내가 지은 이름');
    expect((await stored(id)).name).toBe('회의록');
    await first.close();
    await second.close();
  });

  it('show what was saved meanwhile once somebody comes back, and say so where something is written', async () => {
    const { id } = await client.createAgent({ name: '두 창' });
    const [first, second] = [await openForm(`/agents/${id}`), await openForm(`/agents/${id}`)];
    const comeBack = () => second.evaluate(() => window.dispatchEvent(new Event('focus')));
    await field(first, 'description').fill('먼저 저장한 설명');
    await save(first);
    await saved(first, 2);
    await comeBack();
    await expect.poll(() => field(second, 'description').inputValue()).toBe('먼저 저장한 설명');
    await field(second, 'name').fill('두 창의 이름');
    await field(first, 'description').fill('다시 저장한 설명');
    await save(first);
    await saved(first, 3);
    await comeBack();
    await second.getByTestId('behind').waitFor();
    expect(await field(second, 'name').inputValue()).toBe('두 창의 이름');
    await takeScreen(second, 'agent-behind');
    await expectAccessible(second);
    await second.reload();
    await second.getByTestId('kept-take-up').click();
    await expect.poll(() => field(second, 'description').inputValue()).toBe('다시 저장한 설명');
    await save(second);
    await expectChanged(second, ['name']);
    await second.getByTestId('choose-mine').click();
    await saved(second, 4);
    expect(await stored(id)).toMatchObject({ name: '두 창의 이름', description: '다시 저장한 설명' });
    await first.close();
    await second.close();
  });

  it('take back nothing of each other, however often what is kept is taken up again', async () => {
    const { id } = await client.createAgent({ name: '이어 쓰기' });
    const [first, second] = [await openForm(`/agents/${id}`), await openForm(`/agents/${id}`)];
    await field(second, 'name').fill('둘째 창의 이름');
    expect(await (await openForm(`/agents/${id}`)).getByTestId('kept-notice').count()).toBe(0);
    for (const description of ['첫 설명', '둘째 설명']) {
      await field(first, 'description').fill(description);
      await save(first);
      await saved(first, description === '첫 설명' ? 2 : 3);
      await second.reload();
      await second.getByTestId('kept-take-up').click();
      await expect.poll(() => field(second, 'name').inputValue()).toBe('둘째 창의 이름');
      expect(await field(second, 'description').inputValue()).toBe(description);
      await second.getByTestId('behind').waitFor();
    }
    await save(second);
    await expectChanged(second, ['name']);
    await second.getByTestId('choose-mine').click();
    await saved(second, 4);
    expect(await stored(id)).toMatchObject({ name: '둘째 창의 이름', description: '둘째 설명' });
    await first.close();
    await second.close();
  });

  it('one deletes an agent that the other has paused: it becomes a draft, once', async () => {
    const { id } = await client.createAgent({ name: '멈춘 것' });
    const page = await openForm(`/agents/${id}`);
    for (const [status, version] of [
      ['active', 2],
      ['paused', 3],
    ] as const) {
      await page.locator(`input[name=status][value=${status}]`).check();
      await save(page);
      await saved(page, version);
    }
    await field(page, 'description').fill('남아야 할 설명');
    await client.api('DELETE', `/api/agents/${id}`);
    await save(page);
    await page.getByTestId('choose-anew').click();
    await saved(page, 1);
    expect(await stored(idOf(page))).toMatchObject({ name: '멈춘 것', description: '남아야 할 설명', status: 'draft' });
    const { body } = await client.api('GET', `/api/agents?q=${encodeURIComponent('멈춘 것')}`);
    expect(body).toMatchObject({ total: 1 });
    await page.close();
  });

  it('a save whose answer was lost is looked for before the next one', async () => {
    const { id } = await client.createAgent({ name: '답을 못 받은 저장' });
    const page = await openForm(`/agents/${id}`);
    await page.route(/\/api\/agents\/\w+$/, async (route) => {
      if (route.request().method() !== 'PUT') return route.fallback();
      await route.fetch();
      await route.abort();
    });
    await field(page, 'description').fill('닿은 설명');
    await save(page);
    await expect.poll(() => page.getByTestId('save-state').innerText()).toContain('연결이 끊겨');
    await page.unroute(/\/api\/agents\/\w+$/);
    await field(page, 'description').fill('');
    await expect.poll(() => page.getByTestId('save-state').innerText()).toContain('아직 알 수 없어요');
    await save(page);
    await saved(page, 3);
    expect(await stored(id)).toMatchObject({ version: 3, description: '' });
    await page.close();
  });

  it('one deletes, the other saves what it has as a new agent', async () => {
    const { id } = await client.createAgent({ name: '곧 사라져요' });
    const page = await openForm(`/agents/${id}`);
    await client.api('DELETE', `/api/agents/${id}`);
    await field(page, 'description').fill('그래도 남아요');
    await save(page);
    await page.getByText('이 에이전트는 삭제됐어요').waitFor();
    await expectAccessibleInBothThemes(page, 'an agent that is gone while it is written');
    await page.getByTestId('choose-anew').click();
    await saved(page, 1);
    expect(idOf(page)).not.toBe(id);
    expect(await stored(idOf(page))).toMatchObject({ name: '곧 사라져요', description: '그래도 남아요' });
    await page.goto(`${platform.url}/agents/${id}`);
    await page.getByTestId('agent-absent').waitFor();
    await takeScreen(page, 'agent-absent');
    await expectAccessibleInBothThemes(page, 'no such agent');
    await page.close();
  });
});

describe('versions', () => {
  it('are compared with the present, and brought back without losing what is being written', async () => {
    const { id } = await client.createAgent({ name: '버전 시험', config: { instructions: '하나\n둘\n셋\n넷\n다섯\n여섯' } });
    const page = await openForm(`/agents/${id}`);
    await field(page, 'instructions').fill('하나\n둘\n셋\n넷\n다섯\n일곱');
    await field(page, 'name').fill('버전 시험 2');
    await save(page);
    await saved(page, 2);
    await expect.poll(() => page.getByTestId('version').allInnerTexts()).toHaveLength(2);
    expect((await page.getByTestId('version').first().innerText()).replace(/\s+/g, ' ')).toContain('2곳 바뀜');
    await page.locator('[data-testid=version][data-version="1"] button').first().click();
    const comparison = page.getByTestId('version-comparison');
    await comparison.getByTestId('text-diff').waitFor();
    expect((await comparison.getByTestId('text-diff').innerText()).replace(/\s+/g, ' ')).toMatch(/− ?빠진 줄: 여섯 \+ ?들어온 줄: 일곱/);
    await takeScreen(page, 'agent-versions');
    await expectAccessible(page);
    await field(page, 'description').fill('저장하지 않은 설명');
    await page.getByTestId('version-restore').click();
    await page.getByTestId('confirm').click();
    await saved(page, 3);
    expect(await stored(id)).toMatchObject({
      name: '버전 시험',
      description: '',
      config: { instructions: '하나\n둘\n셋\n넷\n다섯\n여섯' },
    });
    await page.getByTestId('kept-take-up').click();
    await expect.poll(() => field(page, 'description').inputValue()).toBe('저장하지 않은 설명');
    await page.close();
  });

  it('a restore of what is no longer the newest asks to look again', async () => {
    const agent = await client.createAgent({ name: '되돌리기' });
    const page = await openForm(`/agents/${agent.id}`);
    await field(page, 'description').fill('둘째');
    await save(page);
    await saved(page, 2);
    const { name, icon, tags: some, config } = agent;
    await client.api(
      'PUT',
      `/api/agents/${agent.id}`,
      { name, icon, description: '셋째', tags: some, config, status: 'draft' },
      { 'if-match': '"2"' },
    );
    await page.locator('[data-testid=version][data-version="1"] button').first().click();
    await page.getByTestId('version-restore').click();
    await saved(page, 3);
    expect(await field(page, 'description').inputValue()).toBe('셋째');
    await page.close();
  });
});

describe('what is not saved', () => {
  it('survives a reload, is offered back, and is forgotten at a save', async () => {
    const { id } = await client.createAgent({ name: '다시 불러오기' });
    const page = await openForm(`/agents/${id}`);
    await field(page, 'description').fill('쓰다 만 설명');
    await page.reload();
    await page.getByTestId('kept-notice').waitFor();
    await takeScreen(page, 'agent-kept');
    await expectAccessibleInBothThemes(page, 'what was kept');
    expect(await field(page, 'description').inputValue()).toBe('');
    await page.getByTestId('kept-take-up').click();
    expect(await field(page, 'description').inputValue()).toBe('쓰다 만 설명');
    await save(page);
    await saved(page, 2);
    await page.reload();
    await page.getByTestId('agent-form').waitFor();
    expect(await page.getByTestId('kept-notice').count()).toBe(0);
    await field(page, 'description').fill('버릴 설명');
    await page.reload();
    await page.getByTestId('kept-throw-away').click();
    await page.reload();
    await page.getByTestId('agent-form').waitFor();
    expect(await page.getByTestId('kept-notice').count()).toBe(0);
    await page.close();
  });

  it('of two windows is kept beside each other', async () => {
    const [first, second] = [await openForm('/agents/new'), await openForm('/agents/new')];
    await field(first, 'name').fill('첫째 창의 에이전트');
    await field(second, 'name').fill('둘째 창의 에이전트');
    await field(first, 'description').fill('첫째 창의 설명');
    await first.reload();
    expect(await first.getByTestId('kept-notice').innerText()).toContain('첫째 창의 에이전트');
    await save(second);
    await saved(second, 1);
    await first.reload();
    await first.getByTestId('kept-take-up').click();
    expect(await field(first, 'description').inputValue()).toBe('첫째 창의 설명');
    await save(first);
    await saved(first, 1);
    const next = await openForm('/agents/new');
    expect(await next.getByTestId('kept-notice').count()).toBe(0);
    for (const page of [first, second, next]) await page.close();
  });

  it('is made and stays a draft where only the beginning of its work fails, at its own address', async () => {
    const page = await openForm('/agents/new');
    await field(page, 'name').fill('아직 초안');
    await page.route(/\/api\/agents\/\w+$/, (route) => route.abort());
    await page.getByTestId('agent-activate').click();
    await expect.poll(() => page.getByTestId('save-state').innerText()).toContain('연결이 끊겨 저장하지 못했어요');
    expect(new URL(page.url()).pathname).toMatch(/^\/agents\/\w{20}$/);
    expect(await stored(idOf(page))).toMatchObject({ name: '아직 초안', status: 'draft', version: 1 });
    await page.unroute(/\/api\/agents\/\w+$/);
    await save(page);
    await saved(page, 2);
    expect((await stored(idOf(page))).status).toBe('active');
    await page.close();
  });

  it('stays where the connection is lost, and is saved once when it is back', async () => {
    const page = await openForm('/agents/new');
    await field(page, 'name').fill('끊긴 사이에 만든 에이전트');
    await context.setOffline(true);
    await save(page);
    await expect.poll(() => page.getByTestId('save-state').innerText()).toContain('연결이 끊겨 저장하지 못했어요');
    await takeScreen(page, 'agent-offline');
    await expectAccessibleInBothThemes(page, 'a form without connection');
    await context.setOffline(false);
    await save(page);
    await saved(page, 1);
    const { total } = (await client.api('GET', '/api/agents?q=끊긴')).body as { total: number };
    expect(total).toBe(1);
    await page.close();
  });

  it('is made once, though the answer of the first try was lost', async () => {
    const page = await openForm('/agents/new');
    await field(page, 'name').fill('답을 잃은 에이전트');
    await page.route('**/api/agents', async (route) => {
      await route.fetch();
      await route.abort('connectionreset');
    });
    await save(page);
    await expect.poll(() => page.getByTestId('save-state').innerText()).toContain('연결이 끊겨 저장하지 못했어요');
    await page.unroute('**/api/agents');
    await save(page);
    await saved(page, 1);
    const { total } = (await client.api('GET', '/api/agents?q=잃은')).body as { total: number };
    expect(total).toBe(1);
    await page.close();
  });
});

describe('a trial', () => {
  it('answers as what is written, which nobody saved, runs it for real, and is not counted', async () => {
    const runs = async (): Promise<number> => ((await client.api('GET', '/api/dashboard/stats')).body as Stats).totalRuns;
    const agents = async (): Promise<number> => ((await client.api('GET', '/api/agents')).body as { total: number }).total;
    const before = [await runs(), await agents()];
    const page = await openForm('/agents/new?from=data-analysis');
    expect(await field(page, 'name').inputValue()).toBe('데이터 분석');
    await page.getByTestId('agent-try').click();
    await page.getByTestId('idea').first().waitFor();
    await page.getByTestId('trial-unsaved').waitFor();
    await takeScreen(page, 'agent-trial-empty');
    await expectAccessible(page);
    expect(await page.getByTestId('idea').first().innerText()).toBe('최근 6개월 매출 예시를 만들어 월별 추이를 차트로 그려 줘');
    await page.getByTestId('idea').first().click();
    await page.locator('[data-testid=message][data-status=done]').waitFor({ timeout: 90_000 });
    await page.locator('[data-testid=tool-line][data-ok=true]').first().waitFor();
    await takeScreen(page, 'agent-trial');
    await expectAccessibleInBothThemes(page, 'a trial with its answer');
    const { sessions } = (await client.api('GET', '/api/sessions?kind=test')).body as SessionList;
    expect(sessions[0]).toMatchObject({ kind: 'test', agent_id: null, message_count: 1 });
    expect(sessions[0]?.workspace?.files).toBeGreaterThan(0);
    expect([await runs(), await agents()]).toEqual(before);
    expect(await page.getByTestId('trial-files').getAttribute('href')).toBe(`/workspace/${sessions[0]?.session_id ?? ''}`);

    // Once it is saved the conversation goes on.
    await page.getByTestId('agent-submit').click();
    await saved(page, 1);
    expect(await page.getByTestId('message').count()).toBe(1);
    await page.getByTestId('trial-unsaved').waitFor({ state: 'detached' });
    await page.getByTestId('trial-restart').click();
    await page.getByTestId('idea').first().waitFor();
    expect(await page.getByTestId('message').count()).toBe(0);
    await page.close();
  });

  it('of an agent in use changes nothing of it, follows what is written, and says what is wrong with that', async () => {
    const page = await openForm('/agents/new');
    await field(page, 'name').fill('사용 중인 에이전트');
    await page.getByTestId('agent-activate').click();
    await saved(page, 2);
    const id = idOf(page);
    const tools = (): Promise<string> => page.getByTestId('reply-text').last().innerText();
    const ask = async (count: number): Promise<void> => {
      const steps = [{ tool: 'Bash', input: { command: 'echo from the shell' } }, { say: `answer ${count}` }];
      await page
        .getByTestId('trial-chat')
        .getByTestId('composer')
        .fill(`\`\`\`script\n${JSON.stringify(steps)}\n\`\`\``);
      await page.getByTestId('trial-chat').getByTestId('composer').press('Enter');
      await expect.poll(() => page.locator('[data-testid=message][data-status=done]').count(), { timeout: 60_000 }).toBe(count);
      expect(await tools()).toContain(`answer ${count}`);
    };
    await page.getByTestId('agent-try').click();
    await page.getByTestId('trial-chat').waitFor();
    await ask(1);
    expect(await page.locator('[data-testid=tool-line][data-ok=true]').count()).toBe(1);
    await page.getByRole('switch', { name: '명령을 실행해요' }).uncheck();
    await ask(2);
    expect(await page.locator('[data-testid=tool-line][data-ok=true]').count()).toBe(1);
    await field(page, 'turn_usd').fill('-1');
    await page.getByTestId('trial-chat').getByTestId('composer').fill('한 번 더');
    await page.getByTestId('trial-chat').getByTestId('composer').press('Enter');
    await page.getByText('에이전트에 고칠 곳이 있어 시험하지 못했어요.').waitFor();
    expect(await page.getByTestId('trial-chat').getByTestId('composer').inputValue()).toBe('한 번 더');
    await page.getByText('고칠 곳이 있어요. 표시한 칸을 봐 주세요.').waitFor();
    await takeScreen(page, 'agent-trial-invalid');
    expect(await stored(id)).toMatchObject({ status: 'active', version: 2, config: { tools: ['read', 'write', 'shell'] } });
    const { sessions } = (await client.api('GET', '/api/sessions?kind=test')).body as SessionList;
    expect(sessions[0]).toMatchObject({ agent_id: id, agent_version: 0, message_count: 2 });
    await page.close();
  });
});

describe('reference files', () => {
  const named = (name: string, content: string) => ({ name, mimeType: 'text/plain', buffer: Buffer.from(content) });
  const choose = (page: Page, ...files: ReturnType<typeof named>[]) => page.getByTestId('reference-picker').setInputFiles(files);
  const shown = async (page: Page): Promise<string[]> =>
    (await page.locator('[data-testid=reference-file] .name').allInnerTexts()).map((name) => name.trim());
  const filesOf = async (id: string): Promise<string[]> => (await stored(id)).config.files.map(({ name }) => name).sort();

  it('are chosen, sent again where the connection was lost, saved, tried, and read by the agent', async () => {
    const page = await openForm('/agents/new');
    await field(page, 'name').fill('양식 도우미');
    await page.getByTestId('reference-box').waitFor();
    const stores = '**/*-objects/**';
    await page.route(stores, (route) => (route.request().method() === 'PUT' ? route.abort() : route.continue()));
    await choose(page, named('지출 결의서.txt', '양식입니다'), named('setup.exe', 'MZ'), named('빈 것.txt', ''));
    const coming = (state: string) => page.locator(`[data-testid=attached][data-state=${state}]`);
    await expect.poll(() => coming('failed').count()).toBe(3);
    expect((await coming('failed').allInnerTexts()).map((text) => text.replace(/\s+/g, ' ').trim())).toEqual([
      expect.stringContaining('올리지 못했어요. 연결을 확인해 주세요.') as string,
      expect.stringContaining('실행 파일은 넣을 수 없어요.') as string,
      expect.stringContaining('빈 파일이에요.') as string,
    ]);
    await page.getByTestId('reference-box').scrollIntoViewIfNeeded();
    await takeScreen(page, 'agent-files-failed');
    await expectAccessibleInBothThemes(page, 'reference files that were not sent');
    await page.unroute(stores);
    await page.getByRole('button', { name: '다시', exact: true }).click();
    await expect.poll(() => shown(page)).toEqual(['지출 결의서.txt']);
    for (const name of ['setup.exe', '빈 것.txt']) await page.getByRole('button', { name: `${name} 빼기` }).click();
    await expect.poll(() => coming('failed').count()).toBe(0);
    expect(await page.getByTestId('reference-used').innerText()).toBe('50.0 MB 가운데 15 B 사용');

    await page.getByTestId('agent-try').click();
    const trial = page.getByTestId('trial-chat');
    await trial.waitFor();
    const steps = [{ tool: 'Bash', input: { command: 'cat reference/*; echo x >> reference/*' } }, { say: 'tried' }];
    await trial.getByTestId('composer').fill(`\`\`\`script\n${JSON.stringify(steps)}\n\`\`\``);
    await trial.getByTestId('composer').press('Enter');
    await trial.locator('[data-testid=message][data-status=done]').waitFor({ timeout: 90_000 });
    await trial.getByTestId('tool-line').first().click();
    await trial.getByText('양식입니다').first().waitFor();
    await save(page);
    await saved(page, 1);
    expect(await filesOf(idOf(page))).toEqual(['지출 결의서.txt']);
    await takeScreen(page, 'agent-files');
    await expectAccessible(page);
    const [download] = await Promise.all([page.waitForEvent('download'), page.getByTestId('reference-download').click()]);
    expect(download.suggestedFilename()).toBe('지출 결의서.txt');
    expect(readFileSync(await download.path(), 'utf8')).toBe('양식입니다');
    await page.close();
  });

  it('are dropped on the field, replaced by one of the same name, and taken out by the keyboard; versions say which', async () => {
    const { id } = await client.createAgent({
      name: '자료 도우미',
      config: { files: [await sendReference(client, '단가.csv', 'a,1'), await sendReference(client, '안내.txt', 'old')] },
    });
    const page = await openForm(`/agents/${id}`);
    await expect.poll(() => shown(page)).toEqual(['단가.csv', '안내.txt']);
    const dropped = await page.evaluateHandle(() => {
      const data = new DataTransfer();
      data.items.add(new File(['new words'], '안내.TXT'));
      data.items.add(new File(['more'], '기준.txt'));
      return data;
    });
    await page.getByTestId('reference-box').dispatchEvent('dragover', { dataTransfer: dropped });
    await page.getByTestId('reference-box').dispatchEvent('drop', { dataTransfer: dropped });
    await expect.poll(() => shown(page)).toEqual(['기준.txt', '단가.csv', '안내.TXT']);
    await page.getByTestId('add-files').focus();
    for (let presses = 0; presses < 3; presses += 1) await page.keyboard.press('Shift+Tab');
    expect(await focusedOn(page)).toBe('reference-remove');
    await page.keyboard.press('Enter');
    await expect.poll(() => shown(page)).toEqual(['기준.txt', '안내.TXT']);
    expect(await focusedOn(page)).toBe('add-files');
    await page.getByText('단가.csv 파일을 뺐어요.').waitFor({ state: 'attached' });
    await save(page);
    await saved(page, 2);
    expect(await filesOf(id)).toEqual(['기준.txt', '안내.TXT']);
    await page.locator('[data-testid=version][data-version="1"] button').first().click();
    const change = page.locator('[data-testid=agent-change][data-field=files]');
    expect((await change.innerText()).replace(/\s+/g, ' ')).toBe('참고 파일 − 전: 단가.csv − 전: 안내.txt + 후: 기준.txt + 후: 안내.TXT');
    await takeScreen(page, 'agent-files-versions');
    await page.close();
  });

  it('that are being sent hold a save back, and those that are gone are marked', async () => {
    const file = await sendReference(client, '사라진 것.txt', 'gone');
    const { id } = await client.createAgent({ name: '기다림', config: {} });
    const page = await openForm(`/agents/${id}`);
    let release = (): void => undefined;
    const held = new Promise<void>((resolve) => (release = resolve));
    await page.route('**/api/agent-files', async (route) => {
      await held;
      await route.continue();
    });
    await choose(page, named('느린 것.txt', 'slow'));
    await page.locator('[data-testid=attached][data-state=sending]').waitFor();
    await field(page, 'description').fill('기다려요');
    await save(page);
    await page.getByText('파일을 올리고 있어요. 다 올린 뒤에 다시 눌러 주세요.').waitFor();
    expect((await stored(id)).version).toBe(1);
    release();
    await expect.poll(() => shown(page)).toEqual(['느린 것.txt']);
    expect(await page.getByText('파일을 올리고 있어요.').count()).toBe(0);
    // As a browser keeps a form for longer than files are kept that nobody saved.
    await page.route(`**/api/agents/${id}`, async (route) => {
      if (route.request().method() !== 'PUT') return route.continue();
      const body = route.request().postDataJSON() as { config: { files: object[] } };
      return route.continue({ postData: { ...body, config: { ...body.config, files: [{ ...file, id: MISSING }] } } });
    });
    await page.route('**/api/agent-files/*', (route) => route.fulfill({ status: 404, json: problemOfMissing }));
    await save(page);
    await page.getByText('쓸 수 없게 된 파일이 있어요.').waitFor();
    await page.getByText('지워진 파일').waitFor();
    expect(await focusedOn(page)).toBe('add-files');
    await takeScreen(page, 'agent-files-gone');
    await expectAccessibleInBothThemes(page, 'reference files that are gone');
    await page.close();
  });

  it('that a trial cannot have are marked in the form', async () => {
    const { id } = await client.createAgent({ name: '시험', config: { files: [await sendReference(client, '사라진 것.txt', 'gone')] } });
    const page = await openForm(`/agents/${id}`);
    await expect.poll(() => shown(page)).toEqual(['사라진 것.txt']);
    const refusal = { ...problemOfMissing, status: 422, code: 'invalid', errors: [{ path: 'config.files.0.id', message: 'is gone' }] };
    await page.route('**/api/sessions/*/draft', (route) => route.fulfill({ status: 422, json: refusal }));
    await page.getByTestId('agent-try').click();
    const trial = page.getByTestId('trial-chat');
    await trial.getByTestId('composer').fill('파일 목록을 보여 줘');
    await trial.getByTestId('composer').press('Enter');
    await page.getByText('에이전트에 고칠 곳이 있어 시험하지 못했어요.').waitFor();
    await page.getByText('쓸 수 없게 된 파일이 있어요.').waitFor();
    await page.close();
  });
});

describe('the keyboard alone', () => {
  it('makes an agent, tries it, begins its work and deletes it', async () => {
    const page = await openForm('/agents/new');
    await tabTo(page, 'icon');
    await page.keyboard.press('ArrowRight');
    await tabTo(page, 'name');
    await page.keyboard.type('Keyboard');
    await tabTo(page, 'tags');
    await page.keyboard.type('fast');
    await page.keyboard.press('Enter');
    await tabTo(page, 'agent-submit');
    await page.keyboard.press('Enter');
    await saved(page, 1);
    const id = idOf(page);
    expect(await stored(id)).toMatchObject({ name: 'Keyboard', icon: 'chart', tags: ['fast'] });
    await tabTo(page, 'agent-try');
    await page.keyboard.press('Enter');
    await expect.poll(() => focusedOn(page), { timeout: 20_000 }).toBe('composer');
    await page.keyboard.type('파일 목록을 보여 줘');
    await page.keyboard.press('Enter');
    await page.locator('[data-testid=message][data-status=done]').waitFor({ timeout: 90_000 });
    await tabTo(page, 'agent-activate');
    await page.keyboard.press('Enter');
    await saved(page, 2);
    for (
      let presses = 0;
      presses < 80 &&
      (await page
        .getByRole('button', { name: '더 보기' })
        .first()
        .evaluate((button) => !button.matches(':focus')));
      presses += 1
    )
      await page.keyboard.press('Tab');
    await page.keyboard.press('Enter');
    await expect.poll(() => focusedOn(page)).toBe('agent-duplicate');
    await page.keyboard.press('End');
    await page.keyboard.press('Enter');
    await expect.poll(() => page.getByTestId('confirm').isVisible()).toBe(true);
    await takeScreen(page, 'agent-delete');
    await tabTo(page, 'confirm');
    await page.keyboard.press('Enter');
    await page.waitForURL('**/agents');
    expect((await client.api('GET', `/api/agents/${id}`)).status).toBe(404);
    await page.close();
  });
});

describe('the looks', () => {
  /** Further windows that a page is laid out in anew, at the places where it is looked at. */
  const OTHERS = [
    { name: 'wide', width: 1920, height: 1080 },
    { name: 'tablet', width: 800, height: 1100 },
    { name: 'narrow', width: 320, height: 640 },
  ];
  let looked: BrowserContext;
  beforeAll(async () => {
    looked = await newContext(browser, LOOKS[0], await signedInAs(context));
  });
  afterAll(() => looked.close());

  it.each(LOOKS)('fit $name: nothing is wider than the screen, and nothing is out of reach', async ({ name, locale, ...look }) => {
    const { viewport, theme } = look;
    await client.api('PATCH', '/api/me', { locale });
    const { id } = await client.createAgent({
      name: locale === 'ko' ? '주간 보고서 도우미' : 'Weekly report helper',
      description: locale === 'ko' ? '매주 숫자를 모아 보고서를 써요.' : 'Collects the figures of the week and writes a report.',
      tags: locale === 'ko' ? ['보고서', '주간'] : ['report', 'weekly'],
      config: { instructions: locale === 'ko' ? '늘 존댓말로 답해요.\n표로 정리해요.' : 'Be polite.\nUse tables.' },
    });
    const page = await openForm(`/agents/${id}`, looked, look);
    const fits = async (what: string): Promise<void> => {
      await takeScreen(page, `agent-${name}${what}`);
      for (const other of locale === 'ko' ? [] : OTHERS) {
        await page.setViewportSize(other);
        await takeScreen(page, `agent-${other.name}-${theme}${what}`);
        await expectNothingWider(other.width);
      }
      await page.setViewportSize(viewport);
      await expectNothingWider(viewport.width);
    };
    const expectNothingWider = async (width: number): Promise<void> => {
      expect(await page.evaluate(() => document.documentElement.scrollWidth)).toBeLessThanOrEqual(width);
      expect(await page.locator('.form').evaluate((element) => element.scrollWidth - element.clientWidth)).toBeLessThanOrEqual(0);
    };
    await page.locator('[name=model]').first().waitFor({ state: 'attached' });
    await fits('');
    await expectAccessibleInLook(page, name, look);
    await page.getByTestId('agent-more-settings').click();
    await page.locator('[name=thinking][value=no]').check();
    await page.locator('.form').evaluate((element) => element.scrollTo(0, element.scrollHeight));
    await fits('-end');
    await field(page, 'name').fill('');
    await save(page);
    await expect.poll(() => focusedOn(page)).toBe('name');
    await takeScreen(page, `agent-${name}-errors`);
    await field(page, 'name').fill(locale === 'ko' ? '월간 보고서 도우미' : 'Monthly report helper');
    await field(page, 'instructions').fill(locale === 'ko' ? '늘 존댓말로 답해요.\n목록으로 정리해요.' : 'Be polite.\nUse lists.');
    await save(page);
    await expect.poll(async () => (await stored(id)).version).toBe(2);
    const versions = page.getByTestId('agent-versions');
    if (await versions.isVisible()) await versions.click();
    await page.locator('[data-testid=version][data-version="1"] button').first().click();
    await page.getByTestId('text-diff').waitFor();
    await fits('-versions');
    await expectAccessibleInLook(page, `${name}, versions`, look);
    if (await page.getByTestId('side-close').isVisible()) {
      await page.keyboard.press('Escape');
      await expect.poll(() => page.getByTestId('side-close').isVisible()).toBe(false);
    }
    await page.getByTestId('agent-try').click();
    await page.getByTestId('idea').first().waitFor();
    await fits('-trial');
    await expectAccessibleInLook(page, `${name}, trial`, look);
    await page.close();
  });

  it('nothing broke on the way', () => {
    expect(errors).toEqual([]);
  });
});
