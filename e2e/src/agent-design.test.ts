import { type Agent, type AgentProposal, DEMO_PEOPLE, PROPOSE_TOOL } from '@oma/contract';
import type { Browser, BrowserContext, Page } from 'playwright-core';
import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { expectAccessibleInBothThemes } from './axe.ts';
import { closeBrowser, newContext, PHONE, signInOnPage, startBrowser, takeScreen } from './browser.ts';
import { type Client, signIn } from './client.ts';
import { focusedOn, tabTo } from './keyboard.ts';
import { type RunningPlatform, startPlatform } from './platform.ts';

const OFFSET = 20_000;
const [, member] = DEMO_PEOPLE;
let platform: RunningPlatform;
let browser: Browser;
let client: Client;
let context: BrowserContext;
let page: Page;
const errors: string[] = [];

beforeAll(async () => {
  [platform, browser] = await Promise.all([startPlatform(OFFSET), startBrowser()]);
  client = await signIn(OFFSET, member);
  context = await newContext(browser);
  page = await open();
  await signInOnPage(page, platform.url, member.email);
});
afterAll(async () => {
  await client.close();
  await platform.stop();
  expect(errors).toEqual([]);
  await closeBrowser(browser);
});

async function open(at: BrowserContext = context): Promise<Page> {
  const opened = await at.newPage();
  opened.on('pageerror', (error) => errors.push(error.message));
  opened.on('dialog', (dialog) => void dialog.accept());
  return opened;
}

const field = (name: string) => page.locator(`[data-testid=agent-form] :is(input, textarea)[name=${name}]`).first();
const done = (count: number) =>
  expect
    .poll(() => page.locator('[data-testid=design-chat] [data-testid=message][data-status=done]').count(), { timeout: 60_000 })
    .toBe(count);
const say = async (text: string): Promise<void> => {
  await page.locator('[data-testid=design-chat]').getByTestId('composer').fill(text);
  await page.locator('[data-testid=design-chat]').getByTestId('composer').press('Enter');
};
const script = (...steps: object[]): string => `\`\`\`script\n${JSON.stringify(steps)}\n\`\`\``;
const propose = (input: Record<string, unknown>) => ({ tool: PROPOSE_TOOL, input });
const stored = async (id: string): Promise<Agent> => (await client.api('GET', `/api/agents/${id}`)).body as Agent;
const idOf = (): string => new URL(page.url()).pathname.split('/')[2] ?? '';

describe('from an empty account to an active agent', () => {
  it('by conversation and the keyboard alone', async () => {
    expect((await client.api('GET', '/api/agents')).body).toMatchObject({ total: 0 });
    await page.goto(`${platform.url}/agents/new`);
    await page.getByTestId('design-chat').getByTestId('idea').first().waitFor();
    // It came by itself, so it took no focus.
    expect(await focusedOn(page)).toBe('BODY');
    await takeScreen(page, 'agent-design-empty');
    await expectAccessibleInBothThemes(page, 'the designer, empty');
    await tabTo(page, 'composer');
    await page.keyboard.type('회의 메모를 회의록으로 정리하고 할 일을 뽑아 주는 에이전트');
    await page.keyboard.press('Enter');
    await done(1);
    const proposal = page.getByTestId('proposal');
    await expect.poll(() => proposal.getAttribute('data-open')).toBe('6');
    expect([await field('name').inputValue(), await field('instructions').inputValue()]).toEqual(['', '']);
    await takeScreen(page, 'agent-design-proposal');
    await expectAccessibleInBothThemes(page, 'a proposal');

    // In part: the name stays what it is.
    await tabTo(page, 'choose-name', 'Shift+Tab');
    await page.keyboard.press('Space');
    await tabTo(page, 'proposal-take');
    await page.keyboard.press('Enter');
    await expect.poll(() => proposal.getAttribute('data-open')).toBe('1');
    expect(await focusedOn(page)).toBe('proposal');
    expect(await field('name').inputValue()).toBe('');
    expect(await field('instructions').inputValue()).toContain('회의 메모를 회의록으로');
    await page.getByTestId('proposal-said').getByText('폼에 옮겼어요').waitFor();
    await takeScreen(page, 'agent-design-in-part');
    await tabTo(page, 'choose-name');
    await page.keyboard.press('Space');
    await tabTo(page, 'proposal-take');
    await page.keyboard.press('Enter');
    await expect.poll(() => field('name').inputValue()).toBe('회의록 도우미');

    // Asked back, on wish, and changed after that.
    await tabTo(page, 'composer');
    await page.keyboard.type('결정한 것을 맨 위에 굵게 적어 줘');
    await page.keyboard.press('Enter');
    await done(2);
    await expect.poll(() => proposal.last().getAttribute('data-open')).toBe('1');
    await page.getByTestId('proposal-earlier').waitFor();
    await tabTo(page, 'proposal-take', 'Shift+Tab');
    await page.keyboard.press('Enter');
    await expect.poll(() => field('instructions').inputValue()).toContain('- 결정한 것을 맨 위에 굵게 적어 줘');
    expect((await client.api('GET', '/api/agents')).body).toMatchObject({ total: 0 });

    await tabTo(page, 'agent-activate');
    await page.keyboard.press('Enter');
    await page.waitForURL(/\/agents\/\w{20}$/);
    await expect.poll(async () => (await stored(idOf())).status).toBe('active');
    expect(await stored(idOf())).toMatchObject({
      name: '회의록 도우미',
      icon: 'list-checks',
      tags: ['회의'],
      config: { tools: ['read', 'write', 'ask'] },
    });
    // What designed it goes on beside it, also after a reload.
    await page.reload();
    await done(2);
    await expect.poll(() => proposal.last().getAttribute('data-open')).toBe('0');
    await takeScreen(page, 'agent-design-done');
  });
});

describe('what is proposed', () => {
  beforeAll(async () => {
    await page.goto(`${platform.url}/agents/new`);
    await page.getByTestId('design-chat').getByTestId('idea').first().waitFor();
    await field('name').fill('내가 지은 이름');
  });

  it('is refused where the form does not take it, told to the model, and shown as that', async () => {
    await say(
      script(
        propose({ name: '좋은 이름', owner_id: 'somebody' }),
        { ...propose({ instructions: 'x' }), times: { instructions: 100_000 }, every_ms: 150 },
        propose({ tools: ['read', 'internet'] }),
        propose({ name: '고친 이름' }),
        { say: '고쳤어요.' },
      ),
    );
    await done(1);
    expect(await page.getByTestId('proposal-refused').count()).toBe(3);
    expect(await page.getByTestId('proposal').count()).toBe(1);
    await takeScreen(page, 'agent-design-refused');
    await expectAccessibleInBothThemes(page, 'refused proposals');
    const told = page.getByTestId('proposal-refused').first().getByTestId('tool-line');
    await told.locator('summary').click();
    await expect.poll(() => told.textContent()).toContain('owner_id: is not a field of this');
    expect(await field('name').inputValue()).toBe('내가 지은 이름');
  });

  it('shows markup as the text that it is, and undoes what was taken over', async () => {
    const proposal: AgentProposal = {
      name: '<b onclick=alert(1)>굵은</b>',
      description: '<img src=x onerror="window.hacked=1">',
      instructions: '</textarea><script>window.hacked=1</script>\n![x](https://evil.example.com/x.png)',
    };
    await say(script(propose(proposal), { say: '끝' }));
    await done(2);
    const card = page.getByTestId('proposal').last();
    await expect.poll(() => card.getAttribute('data-open')).toBe('3');
    await card.getByText('<img src=x onerror="window.hacked=1">').waitFor();
    await card.getByTestId('proposal-take').click();
    await expect.poll(() => field('name').inputValue()).toBe(proposal.name);
    expect(await field('instructions').inputValue()).toBe(proposal.instructions);
    expect(await page.evaluate(() => 'hacked' in window)).toBe(false);
    await field('turn_usd').fill('0.5');
    await card.getByTestId('proposal-undo').click();
    await expect.poll(() => field('name').inputValue()).toBe('내가 지은 이름');
    expect([await field('instructions').inputValue(), await field('turn_usd').inputValue()]).toEqual(['', '0.5']);
  });

  it('goes by all that was said and attached while nothing was taken over', async () => {
    await page.getByTestId('design-restart').click();
    const chat = page.getByTestId('design-chat');
    await chat.getByTestId('idea').first().waitFor();
    const csv = { name: '매출.csv', mimeType: 'text/csv', buffer: Buffer.from('지역,금액\n서울,120\n') };
    await chat.getByTestId('attach-picker').setInputFiles([csv]);
    await chat.locator('[data-testid=attached][data-state=ready]').waitFor();
    await say('이 자료를 요약하는 에이전트를 만들어 줘');
    await done(1);
    await say('서울은 맨 위에');
    await done(2);
    const proposal = page.getByTestId('proposal').last();
    await proposal.getByTestId('proposal-take').click();
    await expect.poll(() => field('description').inputValue()).toBe('이 자료를 요약해요.');
    const instructions = await field('instructions').inputValue();
    expect(instructions).toContain('- 이 자료를 요약하는 에이전트를 만들어 줘\n- 다루는 자료: `매출.csv` (열: 지역, 금액)\n');
    expect(instructions).toMatch(/- 서울은 맨 위에$/);
    await proposal.getByTestId('proposal-undo').click();
    await expect.poll(() => field('instructions').inputValue()).toBe('');
  });

  it('comes after what it asked of its person', async () => {
    await page.getByTestId('design-restart').click();
    await page.getByTestId('design-chat').getByTestId('idea').first().waitFor();
    await page.getByTestId('idea').getByText('먼저 나에게 물어보고').click();
    const ask = page.getByTestId('ask');
    await ask.getByText('회의록', { exact: true }).click();
    await ask.getByText('팀', { exact: true }).click();
    await ask.getByText('표', { exact: true }).click();
    await ask.getByRole('button', { name: '답 보내기' }).click();
    await done(1);
    await page.getByTestId('proposal-take').click();
    await expect.poll(() => field('instructions').inputValue()).toContain('- 읽는 사람: 팀\n- 결과의 모양: 표');
    expect(await field('instructions').inputValue()).toContain('## 맡은 일\n- 회의 메모를 회의록으로 정리해요.\n');
  });
});

describe('a conversation', () => {
  it('becomes an agent, and makes it better, with the difference between its versions', async () => {
    const session = await client.createSession();
    const asked = await client.ask(session.id, '매출 CSV를 만들고 합계를 알려 줘');
    await client.reply(session.id, asked, ({ status }) => status === 'done');
    await page.goto(`${platform.url}/workspace/${session.id}`);
    await page.getByTestId('session-menu').first().click();
    await takeScreen(page, 'workspace-to-agent');
    await page.getByTestId('session-to-agent').first().click();
    await page.waitForURL(/\/agents\/new/);
    await expect.poll(() => page.getByTestId('composer').inputValue()).toContain('이 대화에서 한 일을');
    await page.getByTestId('design-source').waitFor();
    await takeScreen(page, 'agent-design-from-chat');
    await page.getByTestId('composer').press('Enter');
    await done(1);
    await page.getByTestId('proposal-take').click();
    await expect.poll(() => field('name').inputValue()).toBe('자료 정리 도우미');
    expect(await field('instructions').inputValue()).toContain('- 매출 CSV를 만들고 합계를 알려 줘');
    await page.getByTestId('agent-submit').click();
    await page.waitForURL(/\/agents\/\w{20}$/);
    const id = idOf();

    // With the agent something had to be added, which it is to know the next time.
    const work = await client.createSession(id);
    for (const words of ['매출 CSV를 만들고 합계를 알려 줘', '다음부터는 합계를 천 원 단위로 적어 줘']) {
      const mid = await client.ask(work.id, words);
      await client.reply(work.id, mid, ({ status }) => status === 'done');
    }
    await page.goto(`${platform.url}/workspace/${work.id}`);
    await page.getByTestId('session-menu').first().click();
    await page.getByTestId('session-improve').first().click();
    await page.waitForURL(new RegExp(`/agents/${id}`));
    await expect.poll(() => page.getByTestId('composer').inputValue()).toContain('내가 덧붙인 말을');
    await page.getByTestId('composer').press('Enter');
    await done(1);
    await takeScreen(page, 'agent-design-improve');
    await page.getByTestId('proposal-take').click();
    await page.getByTestId('agent-submit').click();
    await expect.poll(async () => (await stored(id)).version).toBe(2);
    await page.getByTestId('side-versions').click();
    await page.getByTestId('version').last().locator('button').first().click();
    const change = page.locator('[data-testid=agent-change][data-field=instructions]').first();
    await change.getByText('다음부터는 합계를 천 원 단위로 적어 줘').waitFor();
    await takeScreen(page, 'agent-design-versions');
  });
});

describe('on a phone', () => {
  it('the designer is a sheet over the form, and leads back to it', async () => {
    const phone = await newContext(browser, { viewport: PHONE, theme: 'dark' });
    page = await open(phone);
    await signInOnPage(page, platform.url, member.email);
    await page.goto(`${platform.url}/agents/new`);
    await page.getByTestId('agent-form').waitFor();
    await takeScreen(page, 'agent-design-phone-form');
    await page.getByTestId('agent-design').click();
    await page.getByTestId('idea').first().click();
    await done(1);
    await page.getByTestId('proposal-take').scrollIntoViewIfNeeded();
    await takeScreen(page, 'agent-design-phone');
    await expectAccessibleInBothThemes(page, 'a proposal on a phone');
    await page.getByTestId('proposal-take').click();
    await takeScreen(page, 'agent-design-phone-taken');
    await page.getByTestId('proposal-show-form').click();
    await page.getByTestId('design-chat').waitFor({ state: 'hidden' });
    await expect.poll(() => field('name').inputValue()).toBe('회의록 도우미');
    await phone.close();
  });
});
