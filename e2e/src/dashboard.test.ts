import { Agent, DEMO_PEOPLE, paths, READY_MADE_AGENTS } from '@oma/contract';
import type { Browser, BrowserContext, Page } from 'playwright-core';
import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { expectAccessibleInBothThemes, expectAccessibleInLook } from './axe.ts';
import { changeLook, closeBrowser, DESKTOP, LOOKS, newContext, signedInAs, signInOnPage, startBrowser, takeScreen } from './browser.ts';
import { type Client, signIn } from './client.ts';
import { expectComposedEnterIgnored, pressComposedEnter } from './composed-enter.ts';
import { asOperator } from './operator.ts';
import { type RunningPlatform, startPlatform } from './platform.ts';

const [, member] = DEMO_PEOPLE;
const OFFSET = 9000;
let platform: RunningPlatform;
let browser: Browser;
let client: Client;
let context: BrowserContext;
let page: Page;

beforeAll(async () => {
  [platform, browser] = await Promise.all([startPlatform(OFFSET), startBrowser()]);
  client = await signIn(OFFSET, member);
  context = await newContext(browser);
  page = await context.newPage();
  await signInOnPage(page, platform.url, member.email);
});
afterAll(async () => {
  await client.close();
  await platform.stop();
  await closeBrowser(browser);
});

const cards = (on: Page = page) => on.getByTestId('agent');
const card = (name: string) => cards().filter({ has: page.getByRole('heading', { name, exact: true }) });
const COPY = '보고서 도우미 (사본)';
const figure = (name: string) => page.getByTestId(`stat-${name}`).locator('b');
const act = async (name: string, what: string) => {
  await card(name).getByTestId('agent-menu').getByRole('button').click();
  await card(name).getByTestId(`agent-${what}`).click();
};
const SCRIPT = (steps: object[]): string => `\`\`\`script\n${JSON.stringify(steps)}\n\`\`\``;

/** Shows a page in every look, with its picture, and has axe look at it. */
async function inEveryLook(path: string, name: string, ready: (on: Page) => Promise<unknown>): Promise<void> {
  const other = await newContext(browser, LOOKS[0], await signedInAs(context));
  const on = await other.newPage();
  await on.goto(`${platform.url}/robots.txt`);
  for (const { name: look, locale, ...given } of LOOKS) {
    await changeLook(on, given);
    await client.api('PATCH', '/api/me', { locale });
    await on.evaluate((language) => localStorage.setItem('locale', language), locale);
    await on.goto(`${platform.url}${path}`);
    await ready(on);
    await takeScreen(on, `${name}-${look}`);
    await expectAccessibleInLook(on, `${name} ${look}`, given);
    expect(await on.evaluate(() => document.documentElement.scrollWidth <= window.innerWidth), `${name} ${look}: nothing is wider`).toBe(
      true,
    );
  }
  await other.close();
  await client.api('PATCH', '/api/me', { locale: 'ko' });
}

describe('a dashboard with nothing on it', () => {
  it('teaches: ready-made agents to start from, and no figures of nothing', async () => {
    await page.getByTestId('first-steps').waitFor();
    await expect.poll(() => page.getByTestId('ready-made').count()).toBe(3);
    expect(await page.getByTestId('stats').count()).toBe(0);
    await inEveryLook('/dashboard', 'dashboard-empty', (on) => on.getByTestId('ready-made').first().waitFor());
  });

  it('leads from a ready-made agent to its filled form', async () => {
    await page.goto(`${platform.url}/dashboard`);
    await page.getByTestId('ready-made').first().click();
    await page.waitForURL('**/agents/new?from=*');
    await expect.poll(() => page.locator('input[name=name]').inputValue()).not.toBe('');
  });
});

describe('a dashboard at work', () => {
  it('counts what was done, and says what needs the person', async () => {
    const agent = await client.createAgent({
      name: '보고서 도우미',
      description: '주간 보고서를 써요.',
      tags: ['보고', '주간'],
      config: { model: null },
    });
    const session = await client.createSession(agent.id);
    const done = await client.ask(session.id, '주간 보고서 초안을 써 줘');
    await client.reply(session.id, done);
    const broken = await client.createAgent({ name: '고장 난 도우미' });
    const trial = await client.createSession(broken.id);
    for (let turn = 0; turn < 3; turn += 1) await client.reply(trial.id, await client.ask(trial.id, SCRIPT([{ error: 400 }])));
    await page.goto(`${platform.url}/dashboard`);
    await expect.poll(() => figure('total-agents').innerText()).toBe('2');
    await expect.poll(() => figure('total-runs').innerText()).toBe('4');
    expect(await figure('success-rate').innerText()).toBe('25%');
    const needs = page.getByTestId('needs-you');
    await needs.locator('[data-kind=agent]').waitFor();
    await needs.locator('[data-kind=failed]').waitFor();
    expect(await card('고장 난 도우미').getByTestId('open-session').isDisabled()).toBe(true);
    await inEveryLook('/dashboard', 'dashboard', (on) => on.getByTestId('needs-you').waitFor());
  });

  it('does not call back for a failure that was looked at', async () => {
    await page.goto(`${platform.url}/dashboard`);
    await page.getByTestId('needs-you').locator('[data-kind=failed] a').click();
    await page.waitForURL('**/workspace/*');
    await page.locator('[data-testid=message][data-status=failed]').first().waitFor();
    await expect
      .poll(async () => {
        const { body } = await client.api('GET', '/api/sessions');
        return JSON.stringify(body).includes('"read_at":"');
      })
      .toBe(true);
    await page.goto(`${platform.url}/dashboard`);
    await page.getByTestId('needs-you').locator('[data-kind=agent]').waitFor();
    expect(await page.getByTestId('needs-you').locator('[data-kind=failed]').count()).toBe(0);
  });

  it('says that today’s money is used up', async () => {
    await asOperator(OFFSET, paths.user(client.uid), { day_usd: { doubleValue: 0.0001 } });
    await page.reload();
    await page.getByTestId('needs-you').locator('[data-kind=budget]').waitFor();
    await expectAccessibleInBothThemes(page, 'no money left today');
    await asOperator(OFFSET, paths.user(client.uid), { day_usd: { nullValue: null } });
  });

  it('keeps what it shows when the connection is lost, and says so', async () => {
    await page.goto(`${platform.url}/dashboard`);
    await cards().first().waitFor();
    await context.route('**/api/**', (route) => route.abort());
    await act('보고서 도우미', 'duplicate');
    await page.getByTestId('refusal').waitFor();
    await page.getByText('새로 불러오지 못했어요').waitFor();
    expect(await cards().count()).toBe(2);
    await takeScreen(page, 'dashboard-error');
    await expectAccessibleInBothThemes(page, 'dashboard that could not be read anew');
    await context.unroute('**/api/**');
  });
});

describe('a conversation', () => {
  let agent: Agent;
  const change = async (changed: object): Promise<void> => {
    const { name, icon, description, tags, config, status, version } = agent;
    const { body } = await client.api(
      'PUT',
      `/api/agents/${agent.id}`,
      { name, icon, description, tags, config, status, ...changed },
      { 'if-match': `"${version}"` },
    );
    agent = Agent.parse(body);
  };
  const withWhom = () => page.getByTestId('session-agent');
  const ideas = () => page.getByTestId('idea').allInnerTexts();
  const run = async (): Promise<string> => {
    await page.goto(`${platform.url}/dashboard`);
    await card(agent.name).getByTestId('open-session').click();
    await page.waitForURL('**/workspace/*');
    await withWhom().getByRole('link', { name: agent.name }).waitFor();
    return page.url();
  };

  it('names its agent, offers what fits it, and is the same one until something is asked in it', async () => {
    const [analysis] = READY_MADE_AGENTS;
    agent = await client.createAgent({
      name: analysis.ko.name,
      icon: 'chart',
      description: '우리 팀의 숫자를 봐요.',
      config: { tools: ['read', 'write'] },
    });
    const address = await run();
    expect(await withWhom().getByRole('link').getAttribute('href')).toBe(`/agents/${agent.id}`);
    await expect.poll(ideas).toEqual(analysis.ko.prompts);
    await page.getByText('우리 팀의 숫자를 봐요.').waitFor();
    await change({ name: '숫자 도우미' });
    await withWhom().getByRole('link', { name: '숫자 도우미' }).waitFor();
    await expect.poll(ideas).toEqual(['너는 어떤 일을 할 수 있어?', '시작하려면 무엇을 알려 줘야 해?']);
    await takeScreen(page, 'workspace-agent');
    await expectAccessibleInBothThemes(page, 'empty conversation');
    expect(await run()).toBe(address);
    await page.goto(`${platform.url}/dashboard`);
    await page.getByTestId('session').first().waitFor();
    expect(await page.getByTestId('session').filter({ hasText: agent.name }).count()).toBe(0);
    const id = address.split('/').at(-1) ?? '';
    await client.reply(id, await client.ask(id, '매출 CSV를 만들고 합계를 알려 줘'));
    expect(await run()).not.toBe(address);
  });

  it('says in plain words why a tool could not be used, and claims nothing that came of it', async () => {
    await page.goto(`${platform.url}/dashboard`);
    await page.getByTestId('session').filter({ hasText: agent.name }).click();
    const failed = page.locator('[data-testid=tool-line][data-ok=false]');
    await failed.getByText('도구를 쓸 수 없었어요. 이 에이전트에 켜져 있지 않은 도구예요.').waitFor();
    const said = page.getByTestId('reply-text');
    await expect.poll(() => said.innerText()).toContain('명령 실행 도구를 쓸 수 없어서 여기서 멈췄어요.');
    expect(await said.innerText()).toMatch(/만든 파일은 sales\.csv뿐이에요.*이 답은 시뮬레이션이에요/s);
    expect(await said.innerText()).not.toMatch(/9,150,000|tool_use_error/);
    await failed.click();
    await expect.poll(() => failed.innerText()).toContain('No such tool available: Bash');
    await takeScreen(page, 'workspace-tool-refused');
    await expectAccessibleInBothThemes(page, 'a tool that was refused');
    const file = { file_path: '/nowhere/none.txt' };
    const edit = { ...file, old_string: 'a', new_string: 'a' };
    await page.getByTestId('composer').fill(SCRIPT([{ tool: 'Read', input: file }, { tool: 'Edit', input: edit }, { say: '끝' }]));
    await page.getByTestId('send').click();
    await failed.getByText('그런 파일이나 폴더가 없어요.').waitFor({ timeout: 60_000 });
    await failed.getByText('달라질 것이 없어 고치지 않았어요.').waitFor({ timeout: 60_000 });
  });

  it('says when its agent was stopped or deleted, here and on the dashboard', async () => {
    await change({ status: 'active' });
    await change({ status: 'paused' });
    await withWhom().locator('oma-agent-status[status=paused]').waitFor();
    await takeScreen(page, 'workspace-agent-paused');
    await expectAccessibleInBothThemes(page, 'conversation with a paused agent');
    expect(await ideas()).toEqual([]);
    await page.goto(`${platform.url}/dashboard`);
    await page.getByTestId('session').filter({ hasText: '숫자 도우미' }).click();
    await withWhom().locator('oma-agent-status[status=paused]').waitFor();
    await client.api('DELETE', `/api/agents/${agent.id}`);
    await withWhom().getByText('삭제한 에이전트예요.').waitFor();
    await takeScreen(page, 'workspace-agent-gone');
    await expectAccessibleInBothThemes(page, 'conversation with a deleted agent');
    await page.goto(`${platform.url}/dashboard`);
    await page.getByTestId('session').filter({ hasText: '삭제한 에이전트' }).waitFor();
  });
});

/** What has the focus, from the page down into its elements: their names, and what tests call them. */
const focused = (): Promise<string[]> =>
  page.evaluate(() => {
    const names: string[] = [];
    for (let element = document.activeElement; element !== null; element = element.shadowRoot?.activeElement ?? null)
      names.push(element.localName, element.getAttribute('data-testid') ?? '');
    return names;
  });

describe('all conversations', () => {
  const rows = (on: Page = page) => on.getByTestId('session');
  const menu = () => page.getByTestId('session-menu').first();
  const choose = async (what: string) => {
    await menu().getByRole('button').first().click();
    await menu().getByTestId(`session-${what}`).click();
  };

  it('are found by words and by how they stand, named in place, closed and opened, and taken out as a file', async () => {
    const session = await client.createSession();
    await client.reply(session.id, await client.ask(session.id, '두루미의 하루를 알려 줘'));
    await page.goto(`${platform.url}/dashboard`);
    await page.getByTestId('to-sessions').click();
    await rows().filter({ hasText: '두루미' }).getByTestId('unread').waitFor();
    await inEveryLook('/sessions', 'sessions', (on) => rows(on).first().waitFor());
    await page.getByTestId('search-sessions').fill('하루를 두루미');
    await expect.poll(() => rows().count()).toBe(1);
    await choose('rename');
    await page.getByTestId('rename').fill('새 이야기');
    await expectAccessibleInBothThemes(page, 'a conversation that is being named');
    await page.getByTestId('rename').press('Enter');
    await expect.poll(focused).toContain('oma-session-menu');
    await rows().filter({ hasText: '새 이야기' }).waitFor();
    await menu().getByRole('button').first().click();
    await menu().getByTestId('share').click();
    await page.getByTestId('share-make').click();
    await page.getByTestId('share-link').waitFor();
    await page.getByTestId('share-close').click();
    await rows().filter({ hasText: '공유 중' }).waitFor();
    await takeScreen(page, 'sessions-shared');
    await expectAccessibleInBothThemes(page, 'a conversation that is shared');
    const [download] = await Promise.all([page.waitForEvent('download'), choose('export-markdown')]);
    expect(download.suggestedFilename()).toMatch(/\.md$/);
    await choose('close');
    await rows().filter({ hasText: '닫힘' }).waitFor();
    await page.getByTestId('filter-standing').selectOption('open');
    await page.getByTestId('no-sessions').waitFor();
    await takeScreen(page, 'sessions-none-found');
    await expectAccessibleInBothThemes(page, 'no conversation found');
    await page.getByTestId('filter-standing').selectOption('closed');
    await choose('reopen');
    await rows().filter({ hasText: '닫힘' }).waitFor({ state: 'detached' });
    await context.route('**/api/sessions?*', (route) => route.abort());
    await page.getByTestId('filter-standing').selectOption('');
    await page.getByTestId('list-failed').waitFor();
    expect(await rows().count()).toBe(1);
    await expectAccessibleInBothThemes(page, 'conversations that could not be read anew');
    await context.unroute('**/api/sessions?*');
  });

  it('stand beside the one that is shown, which can be named and left for a new one from there', async () => {
    await page.goto(`${platform.url}/sessions`);
    await rows().filter({ hasText: '새 이야기' }).click();
    const side = page.locator('oma-session-side');
    const beside = (words: string) => rows().filter({ hasText: words });
    await side.waitFor();
    expect(await beside('새 이야기').getAttribute('aria-current')).toBe('page');
    await beside('새 이야기').getByTestId('unread').waitFor({ state: 'detached' });
    await choose('rename');
    await page.getByTestId('rename').fill('두루미 이야기');
    await expectAccessibleInBothThemes(page, 'a conversation with others beside it, being named');
    await page.getByTestId('rename').press('Enter');
    await expect.poll(focused).toContain('oma-session-menu');
    await beside('두루미 이야기').waitFor();
    await page.getByTestId('search-side').fill('보고서 초안');
    await expect.poll(() => rows().count()).toBe(1);
    await page.getByTestId('side-toggle').click();
    await side.waitFor({ state: 'hidden' });
    await page.reload();
    await page.getByTestId('same-agent').waitFor();
    expect(await side.isVisible()).toBe(false);
    await page.setViewportSize({ width: 320, height: 640 });
    await page.getByTestId('side-toggle').click();
    await beside('두루미 이야기').waitFor();
    await takeScreen(page, 'workspace-sessions-phone');
    await expectAccessibleInBothThemes(page, 'other conversations as a sheet');
    await page.keyboard.press('Escape');
    await side.waitFor({ state: 'hidden' });
    const address = page.url();
    await page.getByTestId('same-agent').click();
    await page.waitForURL((url) => url.pathname.startsWith('/workspace/') && url.href !== address);
    await page.setViewportSize(DESKTOP);
    await page.getByTestId('side-toggle').click();
    await side.waitFor();
  });

  it('are stopped all at once, after asking how many', async () => {
    const long = SCRIPT([{ say: 'word '.repeat(2000), deltas: 1000, every_ms: 40 }]);
    const sessions = [await client.createSession(), await client.createSession()];
    await Promise.all(sessions.map(({ id }) => client.ask(id, long)));
    await client.ask(sessions[0]?.id ?? '', '기다리는 질문');
    await page.goto(`${platform.url}/sessions?standing=working`);
    await page.getByTestId('stop-all').click();
    await page.getByText('대화 2개의 작업을 멈출까요?').waitFor();
    await takeScreen(page, 'sessions-stop-all');
    await expectAccessibleInBothThemes(page, 'stop all');
    await page.getByTestId('confirm').click();
    await page.getByTestId('toast').waitFor();
    // It covers nothing that is written.
    expect((await page.getByTestId('toast').boundingBox())?.y).toBeLessThan(100);
    await takeScreen(page, 'sessions-toast');
    await page.getByTestId('stop-all').waitFor({ state: 'detached' });
    await page.reload();
    await page.getByTestId('no-sessions').waitFor();
  });

  it('are deleted, brought back at once, or from those that were deleted lately', async () => {
    const session = await client.createSession();
    await client.reply(session.id, await client.ask(session.id, '지워질 이야기'));
    const row = rows().filter({ hasText: '지워질 이야기' });
    await page.goto(`${platform.url}/sessions?q=${encodeURIComponent('지워질')}`);
    await row.waitFor();
    await choose('delete');
    await row.waitFor({ state: 'detached' });
    await page.getByTestId('toast-act').click();
    await row.waitFor();
    await page.goto(`${platform.url}/workspace/${session.id}`);
    await choose('delete');
    await page.waitForURL('**/sessions?view=deleted');
    await page.getByTestId('deleted-session').filter({ hasText: '지워질 이야기' }).waitFor();
    await takeScreen(page, 'sessions-deleted');
    await expectAccessibleInBothThemes(page, 'conversations that were deleted lately');
    await page.getByTestId('restore').click();
    await page.getByTestId('no-deleted').waitFor();
    await expect.poll(focused).toContain('no-deleted');
    await page.getByTestId('show-deleted').click();
    await page.getByTestId('search-sessions').fill('지워질');
    await row.waitFor();
  });

  it('show where what is new begins', async () => {
    const session = await client.createSession();
    await client.reply(session.id, await client.ask(session.id, '첫 질문'));
    await page.goto(`${platform.url}/workspace/${session.id}`);
    await page.getByTestId('reply-text').waitFor();
    await client.session(session.id, ({ read_at }) => read_at !== null);
    expect(await page.getByTestId('new-since').count()).toBe(0);
    await page.goto(`${platform.url}/sessions`);
    const asked = await client.ask(session.id, '둘째 질문');
    await client.reply(session.id, asked);
    await page.goto(`${platform.url}/workspace/${session.id}`);
    await page.locator(`[data-testid=new-since] + [data-message-id="${asked}"]`).waitFor();
    await expectAccessibleInBothThemes(page, 'a conversation with something new');
    await page.reload();
    await page.getByTestId('reply-text').first().waitFor();
    expect(await page.getByTestId('new-since').count()).toBe(0);
  });
});

describe('the palette', () => {
  /** A key that comes before it is known who is there does nothing, so it is pressed until it does. */
  const pressUntil = async (key: string, opened: string): Promise<void> => {
    await expect
      .poll(
        async () => {
          if (!(await page.getByTestId(opened).isVisible())) await page.keyboard.press(key);
          return page.getByTestId(opened).isVisible();
        },
        { interval: 500 },
      )
      .toBe(true);
  };
  const open = () => pressUntil('Control+k', 'palette-field');
  const entries = () => page.getByTestId('palette-entry');
  const chosen = () => page.locator('[data-testid=palette-entry][aria-selected=true]');

  it('leads to a page, an agent or a conversation by the keyboard, and Enter of the input method chooses nothing', async () => {
    await page.goto(`${platform.url}/account`);
    await page.getByTestId('person-menu').waitFor();
    await open();
    await entries().first().waitFor();
    await page.getByTestId('palette-field').fill('두루미');
    await expect.poll(() => chosen().innerText()).toContain('두루미');
    await takeScreen(page, 'palette');
    await expectAccessibleInBothThemes(page, 'palette');
    await page.getByTestId('palette-field').evaluate((field) => {
      field.dispatchEvent(
        new KeyboardEvent('keydown', { key: 'Enter', bubbles: true, composed: true, cancelable: true, isComposing: true }),
      );
    });
    expect(page.url()).toContain('/account');
    await page.keyboard.press('Enter');
    await page.waitForURL('**/workspace/*');
    await page.getByTestId('composer').waitFor();
    await open();
    await page.getByTestId('palette-field').fill('에이전트');
    await expect.poll(() => chosen().innerText()).toContain('에이전트');
    const first = await chosen().innerText();
    await page.keyboard.press('ArrowDown');
    await expect.poll(() => chosen().innerText()).not.toBe(first);
    await page.keyboard.press('ArrowUp');
    await page.keyboard.press('Enter');
    await page.waitForURL('**/agents');
  });

  it('and the list of keys close with Escape; a question mark in a field stays one', async () => {
    await page.getByTestId('search-agents').waitFor();
    await page.getByTestId('search-agents').press('?');
    expect(await page.getByTestId('search-agents').inputValue()).toBe('?');
    expect(await page.getByTestId('keys').count()).toBe(0);
    await page.getByTestId('search-agents').blur();
    await pressUntil('?', 'keys');
    await takeScreen(page, 'keys');
    await expectAccessibleInBothThemes(page, 'list of keys');
    await page.keyboard.press('Escape');
    await page.getByTestId('keys').waitFor({ state: 'detached' });
    await page.getByTestId('person-menu').getByRole('button').first().click();
    await page.getByTestId('open-palette').click();
    await page.getByTestId('palette').waitFor();
    await page.keyboard.press('Escape');
    await page.getByTestId('palette').waitFor({ state: 'detached' });
  });
});

describe('Enter of an input method', () => {
  it('does nothing in any field of the pages, of what opens on them, and of the palette', async () => {
    const session = await client.createSession();
    await client.reply(session.id, await client.ask(session.id, '안녕'));
    const made = await client.createAgent({ name: '입력기' });
    await page.goto(`${platform.url}/sessions`);
    await page.getByTestId('session-menu').first().getByRole('button').first().click();
    await page.getByTestId('session-rename').first().click();
    await page.getByTestId('rename').waitFor();
    await expectComposedEnterIgnored(page, 'conversations, one being named', 2);
    await page.goto(`${platform.url}/workspace/${session.id}`);
    await page.getByTestId('search-side').waitFor();
    await page.keyboard.press('Control+k');
    await page.getByTestId('palette-field').waitFor();
    await expectComposedEnterIgnored(page, 'a conversation below the palette', 3);
    expect(page.url()).toContain(session.id);
    await page.goto(`${platform.url}/agents`);
    await page.getByTestId('search-agents').waitFor();
    await expectComposedEnterIgnored(page, 'agents', 1);
    await page.goto(`${platform.url}/agents/${made.id}`);
    await page.locator('input[name=name]').waitFor();
    await expectComposedEnterIgnored(page, 'an agent', 5);
    // A field that heeds nothing is found.
    await page.evaluate(() => {
      document.body.append(document.createElement('form'));
      document.forms[0]?.append(document.createElement('input'));
    });
    expect((await pressComposedEnter(page)).careless).not.toEqual([]);
    await client.api('DELETE', `/api/agents/${made.id}`);
  });
});

describe('what ends out of sight', () => {
  type Shown = { shown: [title: string, options: NotificationOptions][] };

  it('is counted in the title, and said by the browser where its person allowed it; letters are switched off', async () => {
    // A browser without a window shows no notifications, and refuses to ask.
    await page.addInitScript(() => {
      const shown: Shown['shown'] = [];
      class Shows {
        static permission = sessionStorage.getItem('allowed') ?? 'default';
        static requestPermission(): Promise<string> {
          sessionStorage.setItem('allowed', 'granted');
          Shows.permission = 'granted';
          return Promise.resolve('granted');
        }
        onclick: (() => void) | null = null;
        constructor(title: string, options: NotificationOptions) {
          shown.push([title, options]);
        }
      }
      Object.assign(window, { shown, Notification: Shows });
    });
    await page.goto(`${platform.url}/account`);
    await page.getByTestId('notify').click();
    await expect.poll(() => page.getByTestId('notify').isChecked()).toBe(true);
    await page.getByTestId('run-mails').click();
    await page.locator('[data-testid=run-mails-outcome][data-state=saved]').waitFor();
    await expectAccessibleInBothThemes(page, 'choice of notices');
    await page.reload();
    await expect.poll(() => page.getByTestId('run-mails').isChecked()).toBe(false);
    expect(await page.getByTestId('notify').isChecked()).toBe(true);
    const count = async () => Number(/^\((\d+)\) /.exec(await page.title())?.[1] ?? 0);
    const before = await count();
    const session = await client.createSession();
    await client.reply(session.id, await client.ask(session.id, SCRIPT([{ error: 400 }])));
    await expect.poll(count).toBe(before + 1);
    await page.evaluate(() => {
      Object.defineProperty(document, 'visibilityState', { value: 'hidden' });
      document.dispatchEvent(new Event('visibilitychange'));
    });
    const news = () => page.evaluate(() => (window as unknown as Shown).shown.map(([, { body, tag }]) => ({ body, tag })));
    // What ends while another window is in sight is seen there.
    const other = await page.context().newPage();
    await other.goto(`${platform.url}/dashboard`);
    const need = other.getByTestId('needs-you').locator(`a[href="/workspace/${session.id}"]`);
    await need.waitFor();
    await client.reply(session.id, await client.ask(session.id, '안녕'));
    await expect.poll(count).toBe(before);
    await need.waitFor({ state: 'detached' });
    await client.reply(session.id, await client.ask(session.id, SCRIPT([{ error: 400 }])));
    await need.waitFor();
    await expect.poll(count).toBe(before + 1);
    expect(await news()).toEqual([]);
    await other.close();
    await client.reply(session.id, await client.ask(session.id, '안녕'));
    await expect.poll(news).toEqual([{ body: '답이 준비됐어요.', tag: session.id }]);
    await expect.poll(count).toBe(before);
  });
});

describe('all agents', () => {
  it('are found by words, state and tag, and shown page by page', async () => {
    for (let count = 0; count < 26; count += 1)
      await client.createAgent({ name: `번호 ${String(count)}`, tags: count % 2 === 0 ? ['짝수'] : ['홀수'] });
    await page.goto(`${platform.url}/agents`);
    await expect.poll(() => cards().count()).toBe(24);
    await page.getByTestId('more-agents').click();
    await expect.poll(() => cards().count()).toBe(28);
    await act('번호 0', 'activate');
    await card('번호 0').locator('oma-agent-status[status=active]').waitFor();
    expect(await cards().count()).toBe(28);
    await page.getByTestId('search-agents').fill('번호 1');
    await expect.poll(() => cards().count()).toBe(12);
    await page.getByTestId('filter-tag').selectOption('짝수');
    await expect.poll(() => cards().count()).toBe(5);
    await page.getByTestId('search-agents').fill('');
    await page.getByTestId('filter-tag').selectOption('');
    await page.getByTestId('filter-status').selectOption('error');
    await expect.poll(() => cards().count()).toBe(1);
    await page.getByTestId('search-agents').fill('없는 낱말');
    await expect.poll(() => page.getByTestId('agent-count').innerText()).toContain('0');
    await takeScreen(page, 'agents-none-found');
    await expectAccessibleInBothThemes(page, 'no agent found');
    await inEveryLook('/agents', 'agents', async (on) => {
      await cards(on).first().waitFor();
      await on.getByTestId('ready-made').first().waitFor();
    });
  });

  it('are duplicated, started, paused and deleted from their menu, by the keyboard as well', async () => {
    await page.goto(`${platform.url}/agents`);
    await page.getByTestId('search-agents').fill('보고서 도우미');
    await act('보고서 도우미', 'duplicate');
    await card(COPY).waitFor();
    await card(COPY).getByTestId('agent-menu').getByRole('button').focus();
    await page.keyboard.press('Enter');
    const item = (what: string) => card(COPY).getByTestId(`agent-${what}`);
    await expect.poll(() => item('duplicate').evaluate((button) => button.matches(':focus'))).toBe(true);
    await page.keyboard.press('ArrowDown');
    expect(await item('activate').evaluate((button) => button.matches(':focus'))).toBe(true);
    await page.keyboard.press('Enter');
    await card(COPY).locator('oma-agent-status[status=active]').waitFor();
    await act(COPY, 'pause');
    await card(COPY).locator('oma-agent-status[status=paused]').waitFor();
    await act(COPY, 'delete');
    await takeScreen(page, 'agent-delete');
    await expectAccessibleInBothThemes(page, 'delete dialog');
    await card(COPY).getByTestId('confirm').click();
    await card(COPY).waitFor({ state: 'detached' });
    await page.getByTestId('toast').waitFor();
  });

  it('leave and come back as files of all three formats', async () => {
    for (const format of ['own', 'claude-code', 'managed-agents'] as const) {
      await page.goto(`${platform.url}/agents`);
      await page.getByTestId('search-agents').fill('보고서 도우미');
      await card('보고서 도우미').waitFor();
      const [download] = await Promise.all([page.waitForEvent('download'), act('보고서 도우미', `export-${format}`)]);
      const file = await download.path();
      await page.getByTestId('import-agent').click();
      await page.getByTestId('import-file').setInputFiles(file);
      const warnings = page.getByTestId('import-warnings');
      await warnings.or(page.getByTestId('agent-form')).first().waitFor();
      if (await warnings.isVisible()) await page.locator('oma-import-agent a').click();
      await page.waitForURL(/\/agents\/[0-9A-Za-z]{20}$/);
      await expect.poll(() => page.locator('input[name=name]').inputValue()).toBe('보고서 도우미');
      await client.api('DELETE', `/api/agents/${page.url().split('/').at(-1) ?? ''}`);
    }
  });

  it('are not made from a file that is none, and nothing is lost', async () => {
    await page.goto(`${platform.url}/agents`);
    await page.getByTestId('import-agent').click();
    await page
      .getByTestId('import-file')
      .setInputFiles({ name: 'x.json', mimeType: 'application/json', buffer: Buffer.from('{"name": 5, "model": 5}') });
    await page.getByTestId('import-problem').waitFor();
    expect(await page.getByTestId('import-problem').locator('li').allInnerTexts()).toEqual([
      '이름: 한 글자에서 80자 사이로, 보이지 않는 글자 없이 적어 주세요. name',
      '모델: 모델의 이름을 적어 주세요. model',
    ]);
    const ofAnotherVersion = Buffer.from('{"format": "oh-my-agent", "version": 2}');
    await page.getByTestId('import-file').setInputFiles({ name: 'y.json', mimeType: 'application/json', buffer: ofAnotherVersion });
    await page.getByText('이 버전의 파일은 읽을 수 없어요').waitFor();
    await page.getByText('에이전트의 내용이 들어 있지 않아요').waitFor();
    await takeScreen(page, 'agents-import-problem');
    await expectAccessibleInBothThemes(page, 'import problem');
  });

  it('are made with what can be taken over, and the rest is named in the reader’s language', async () => {
    await page.goto(`${platform.url}/agents`);
    await page.getByTestId('import-agent').click();
    const content = '---\nname: reviewer\ncolor: red\nmodel: gpt-5\ntools: Read, WebFetch\n---\nReview.';
    await page.getByTestId('import-file').setInputFiles({ name: 'x.md', mimeType: 'text/markdown', buffer: Buffer.from(content) });
    await page.getByTestId('import-warnings').waitFor();
    expect(await page.getByTestId('import-warnings').locator('li').allInnerTexts()).toEqual([
      'color 여기에는 없는 설정이라 뺐어요.',
      'tools WebFetch 도구는 여기에 없어요.',
      'tools Glob, Grep 도구도 쓸 수 있어요. 여기에서는 한 묶음이에요.',
      'model gpt-5: 여기에서 쓸 수 없는 모델이라 대신 기본 모델을 써요.',
    ]);
    // The draft is in the list already, for whoever leaves the dialog without opening it.
    await card('reviewer').waitFor();
    await takeScreen(page, 'agents-import-warnings');
    await expectAccessibleInBothThemes(page, 'import warnings');
    await page.locator('oma-import-agent a').click();
    await page.waitForURL(/\/agents\/[0-9A-Za-z]{20}$/);
    await client.api('DELETE', `/api/agents/${page.url().split('/').at(-1) ?? ''}`);
  });
});

describe('the API as a page', () => {
  it('tells every call of the OpenAPI document, without script', async () => {
    const { body } = await client.api('GET', '/api/openapi.json');
    const calls = Object.entries((body as { paths: Record<string, Record<string, unknown>> }).paths).flatMap(([path, methods]) =>
      Object.keys(methods).map((method) => `${method.toUpperCase()} ${path}`),
    );
    const plain = await browser.newContext({ javaScriptEnabled: false });
    const on = await plain.newPage();
    await on.goto(`${platform.url}/api-reference`);
    const told = await on.locator('.reference section details summary').allInnerTexts();
    for (const call of calls)
      expect(
        told.some((words) => words.replace(/\s+/g, ' ').includes(call)),
        call,
      ).toBe(true);
    await plain.close();
    await inEveryLook('/api-reference', 'api-reference', (shown) => shown.locator('.reference details').first().click());
  });
});
