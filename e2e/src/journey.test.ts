import { BROWSER_SPANS, DEMO_PEOPLE, portsAt, traceOf, traceparent } from '@oma/contract';
import type { Browser, BrowserContext, Page } from 'playwright-core';
import { afterAll, beforeAll, describe, expect, it, vi } from 'vitest';
import type { KeptSpan } from '../../local/src/cloud/kept-span.ts';
import { expectAccessibleInBothThemes } from './axe.ts';
import {
  changeLook,
  chooseAccount,
  closeBrowser,
  DESKTOP,
  newContext,
  PHONE,
  signedInAs,
  signInOnPage,
  startBrowser,
  takeRefusals,
  takeScreen,
} from './browser.ts';
import { expectComposedEnterIgnored } from './composed-enter.ts';
import { LARGE_WORKBOOK } from './large-workbook.ts';
import { type RunningPlatform, startPlatform } from './platform.ts';

const OFFSET = 11_000;
const [admin, member, guest] = DEMO_PEOPLE;
let platform: RunningPlatform;
let browser: Browser;

beforeAll(async () => {
  [platform, browser] = await Promise.all([startPlatform(OFFSET), startBrowser()]);
});
afterAll(async () => {
  await platform.stop();
  // Wherever the hostile output was shown, Chromium held its handlers against the policy: in the sanitiser's own document, where nothing runs.
  expect(takeRefusals('inline')).toBe(true);
  await closeBrowser(browser);
});

const message = (page: Page, status: string) => page.locator(`[data-testid=message][data-status=${status}]`);
const send = async (page: Page, text: string) => {
  await page.getByTestId('composer').fill(text);
  await page.getByTestId('composer').press('Enter');
};
/** A long answer, so that there is time to stop it: written as a script for the model that simulates. */
const LONG = `\`\`\`script\n${JSON.stringify([{ say: 'word '.repeat(2000), deltas: 1000, every_ms: 40 }])}\n\`\`\``;

describe('the main job, in a browser', () => {
  let context: BrowserContext;
  let page: Page;
  const errors: string[] = [];

  beforeAll(async () => {
    context = await newContext(browser, { viewport: DESKTOP, theme: 'light', moves: true });
    page = await context.newPage();
    page.on('pageerror', (error) => errors.push(error.message));
  });
  afterAll(() => context.close());

  it('signs in and makes an agent', async () => {
    await signInOnPage(page, platform.url, member.email);
    await expect.poll(() => page.getByTestId('simulation').isVisible()).toBe(true);
    await page.getByTestId('new-agent').click();
    await page.getByTestId('agent-submit').click();
    await expect.poll(() => page.getByTestId('agent-form').getByRole('alert').first().isVisible()).toBe(true);
    await takeScreen(page, 'agent-form-error');
    await page.locator('input[name=name]').fill('보고서 도우미');
    await page.locator('textarea[name=instructions]').fill('늘 존댓말로 답해요.');
    await page.getByTestId('agent-submit').click();
    await page.waitForURL(/\/agents\/\w{20}$/);
    await page.goto(`${platform.url}/dashboard`);
    await page.getByTestId('agent').waitFor();
    await takeScreen(page, 'dashboard');
  });

  it('streams a reply, with a file written by a tool', async () => {
    await page.getByTestId('open-session').first().click();
    await page.waitForURL('**/workspace/*');
    await page.getByTestId('idea').first().waitFor();
    await takeScreen(page, 'workspace-empty');
    await send(page, '매출 CSV를 만들고 합계를 알려 줘');
    await page.getByTestId('phase').waitFor();
    await takeScreen(page, 'workspace-phase');
    await message(page, 'done').waitFor({ timeout: 60_000 });
    const tools = page.locator('[data-testid=tool-line][data-ok=true]');
    expect(await tools.evaluateAll((lines) => lines.map((line) => line.getAttribute('data-tool')))).toEqual(['Write', 'Bash']);
    await expect.poll(() => page.getByTestId('reply-text').innerText()).toContain('9,150,000');
    await expect.poll(() => page.getByTestId('composer-budget').innerText()).toContain('$4.98');
    await takeScreen(page, 'workspace-done');
    await expectAccessibleInBothThemes(page, 'a conversation with an answer');
  });

  it('takes a thumb and a note on an answer, which another window and an admin see', async () => {
    await page.getByTestId('thumb-up').click();
    await page.getByTestId('feedback-note').getByRole('textbox').fill('합계가 맞아요');
    await expectComposedEnterIgnored(page, 'a note on an answer', 2);
    await expectAccessibleInBothThemes(page, 'a note on an answer');
    await takeScreen(page, 'workspace-feedback');
    await page.getByTestId('note-save').click();
    await expect.poll(() => page.getByTestId('feedback-note').count()).toBe(0);
    const second = await context.newPage();
    await second.goto(page.url());
    await second.locator('[data-testid=thumb-up][aria-pressed=true]').waitFor();
    await second.getByTestId('note-open').click();
    expect(await second.getByTestId('feedback-note').getByRole('textbox').inputValue()).toBe('합계가 맞아요');
    await second.close();
    const admins = await newContext(browser, { viewport: PHONE, theme: 'light' });
    const other = await admins.newPage();
    await signInOnPage(other, platform.url, admin.email);
    await other.goto(`${platform.url}/admin#feedback`);
    const row = other.locator('[data-testid=feedback-row][data-value=up]');
    await row.waitFor();
    expect(await row.innerText()).toContain('합계가 맞아요');
    expect(await row.innerText()).toContain('매출 CSV');
    await expectAccessibleInBothThemes(other, 'the feedback that admins read');
    await takeScreen(other, 'admin-feedback');
    await admins.close();
  });

  it('answers a follow-up in the same run, which finds the file', async () => {
    const composer = page.getByTestId('composer');
    await composer.pressSequentially('파일 목록을 보여 줘, @sal');
    await page.getByTestId('mentions').getByRole('option', { name: 'sales.csv' }).waitFor();
    await expectAccessibleInBothThemes(page, 'a file that is being named');
    await composer.press('Enter');
    await expect.poll(() => composer.inputValue()).toBe('파일 목록을 보여 줘, sales.csv ');
    await send(page, '파일 목록을 보여 줘');
    await expect.poll(() => message(page, 'done').count(), { timeout: 60_000 }).toBe(2);
    await expect.poll(() => page.getByTestId('reply-text').nth(1).innerText()).toContain('sales.csv');
  });

  it('asks in the middle of its work; the question outlasts a reload, and is answered in another tab', async () => {
    const [first, second] = [await context.newPage(), await context.newPage()];
    await first.goto(`${platform.url}/dashboard`);
    await first.getByTestId('new-session').click();
    await first.waitForURL('**/workspace/*');
    const begun = first.waitForResponse((response) => response.url().endsWith('/warm'));
    await first.getByTestId('composer').fill('먼저 물어보고 안내문을 써 줘');
    expect((await begun).status()).toBe(202);
    await first.getByTestId('composer').press('Enter');
    const ask = (tab: Page, state: string) => tab.locator(`[data-testid=ask][data-state=${state}]`);
    await ask(first, 'open').waitFor({ timeout: 60_000 });
    await first.locator('[data-testid=phase][data-phase=waiting]').waitFor();
    // It is higher than what is seen on a phone: its beginning is in sight, and not its end.
    await first.setViewportSize({ width: 390, height: 600 });
    await first.reload();
    await ask(first, 'open').waitFor();
    const [seen, form] = [await first.locator('.scroller').boundingBox(), await ask(first, 'open').boundingBox()];
    expect(form?.height).toBeGreaterThan(seen?.height ?? 0);
    const below = async () => ((await ask(first, 'open').boundingBox())?.y ?? 0) - (seen?.y ?? 0);
    await expect.poll(async () => Math.round(await below())).toBe(8);
    expect(await first.getByTestId('composer').getAttribute('placeholder')).toBe('위의 양식에서 답을 기다려요');
    await first.getByTestId('composer').fill('이것도 알려 줘');
    await expect.poll(() => first.getByTestId('turn-hint').innerText()).toContain('답은 위의 양식에서 기다려요.');
    await takeScreen(first, 'workspace-asking-phone');
    await expectAccessibleInBothThemes(first, 'a question of the agent');
    await first.getByTestId('composer').fill('');
    await first.setViewportSize(DESKTOP);
    await second.goto(first.url());
    await ask(second, 'open').getByRole('radio', { name: '직접 쓰기' }).check();
    await ask(second, 'open').getByRole('button').click();
    // Nothing is sent before each question has its answer.
    await expect.poll(() => ask(second, 'open').getByRole('alert').count()).toBe(2);
    await second.getByLabel('직접 쓰기: 누가 읽는 안내문인가요?').fill('신입 사원');
    await expectComposedEnterIgnored(second, 'a question of the agent', 2);
    await ask(second, 'open').getByRole('checkbox', { name: '준비물' }).check();
    // What is half answered outlasts a reload as well.
    await second.reload();
    await expect.poll(() => second.getByLabel('직접 쓰기: 누가 읽는 안내문인가요?').inputValue()).toBe('신입 사원');
    expect(await ask(second, 'open').getByRole('checkbox', { name: '준비물' }).isChecked()).toBe(true);
    await ask(second, 'open').getByRole('checkbox', { name: '문의처' }).check();
    await ask(second, 'open').getByRole('button').click();
    for (const tab of [first, second]) await expect.poll(() => ask(tab, 'person').innerText(), { timeout: 20_000 }).toContain('신입 사원');
    await message(first, 'done').waitFor({ timeout: 30_000 });
    await expect.poll(() => first.getByTestId('reply-text').innerText()).toContain('준비물, 문의처');
    await takeScreen(first, 'workspace-asked');
    await Promise.all([first.close(), second.close()]);
  });

  it('takes files along: chosen or dropped, kept over a reload, and found by the agent; what cannot be taken says why', async () => {
    const csv = { name: '매출 보고서.csv', mimeType: 'text/csv', buffer: Buffer.from('지역,금액\n서울,120\n') };
    const attached = (state: string) => page.locator(`[data-testid=attached][data-state=${state}]`);
    await page.getByTestId('attach-picker').setInputFiles([csv, { name: 'setup.exe', mimeType: '', buffer: Buffer.from('MZ') }]);
    await attached('ready').waitFor();
    await expect.poll(() => attached('failed').innerText()).toContain('실행 파일은 붙일 수 없어요.');
    await takeScreen(page, 'workspace-attached');
    await expectAccessibleInBothThemes(page, 'a message with files');
    await page.reload();
    await attached('ready').waitFor();
    expect(await attached('failed').count()).toBe(0);
    const dropped = await page.evaluateHandle(() => {
      const data = new DataTransfer();
      data.items.add(new File(['second file'], 'notes.txt'));
      return data;
    });
    await page.dispatchEvent('body', 'drop', { dataTransfer: dropped });
    await expect.poll(() => attached('ready').count()).toBe(2);
    await send(page, '첨부한 파일을 보여 줘');
    await page.getByTestId('message').last().and(message(page, 'done')).waitFor({ timeout: 60_000 });
    expect(await page.getByTestId('attached').count()).toBe(0);
    const reply = page.getByTestId('reply-text').last();
    await expect.poll(() => reply.innerText()).toContain('서울,120');
    expect(await reply.innerText()).toContain('second file');
    expect(await page.getByTestId('sent-file').allInnerTexts()).toEqual([
      expect.stringContaining('매출 보고서.csv'),
      expect.stringContaining('notes.txt'),
    ]);
    await takeScreen(page, 'workspace-sent-files');
  });

  it('forks a conversation, which goes on from what was said, with the files', async () => {
    const forked = await context.newPage();
    await forked.goto(page.url());
    await message(forked, 'done').first().waitFor();
    const count = await forked.getByTestId('message').count();
    await forked.getByTestId('fork').last().click();
    await forked.waitForURL((url) => url.href !== page.url());
    await forked.locator('[data-testid=forked][data-files=now]').waitFor();
    expect(await forked.getByTestId('message').count()).toBe(count);
    await expectAccessibleInBothThemes(forked, 'a forked conversation');
    await takeScreen(forked, 'workspace-forked');
    await send(forked, '파일 목록을 보여 줘');
    await expect.poll(() => message(forked, 'done').count(), { timeout: 60_000 }).toBe(count + 1);
    await expect.poll(() => forked.getByTestId('reply-text').last().innerText()).toContain('sales.csv');
    await forked.getByTestId('recalled').waitFor();
    expect(await forked.title()).toMatch(/^갈라짐 · /);
    // One press stops what waits as well.
    await send(forked, LONG);
    await message(forked, 'working').waitFor({ timeout: 30_000 });
    await send(forked, '기다리는 질문');
    await forked.getByTestId('stop-waiting').waitFor();
    await takeScreen(forked, 'workspace-stop-waiting');
    await forked.getByTestId('stop-waiting').click();
    await expect.poll(() => message(forked, 'stopped').count(), { timeout: 15_000 }).toBe(2);
    expect(await message(forked, 'queued').count()).toBe(0);
    await forked.close();
  });

  it('shares a conversation by a link that anybody reads until it is taken back', async () => {
    await page.getByTestId('session-menu').getByRole('button').first().click();
    await page.getByTestId('share').click();
    await page.getByTestId('share-make').click();
    const link = await page.getByTestId('share-link').inputValue();
    await expectAccessibleInBothThemes(page, 'the dialog of sharing');
    await takeScreen(page, 'workspace-share');
    await page.getByTestId('share-close').click();
    await expect.poll(() => page.locator('oma-session-menu').getByTestId('shared').innerText()).toBe('공유 중');
    const strangers = await newContext(browser, { viewport: PHONE, theme: 'light' });
    const reader = await strangers.newPage();
    await reader.goto(link);
    await reader.getByTestId('shared-exchange').first().waitFor();
    await expect.poll(() => reader.getByTestId('reply-text').first().innerText()).toContain('9,150,000');
    expect(await reader.getByTestId('cost').count()).toBe(0);
    await expectAccessibleInBothThemes(reader, 'a shared conversation');
    await takeScreen(reader, 'shared');
    await page.getByTestId('session-menu').getByRole('button').first().click();
    await page.getByTestId('share').click();
    await page.getByTestId('unshare').click();
    await expect.poll(() => page.getByTestId('share-dialog').isVisible()).toBe(false);
    await expect.poll(() => page.getByTestId('shared').count()).toBe(0);
    // Whoever asks too often is told so, and not that the link is no good.
    await reader.route('**/api/shared', (route) =>
      route.fulfill({
        status: 429,
        contentType: 'application/problem+json',
        json: { title: '', status: 429, code: 'rate_limited', detail: '' },
      }),
    );
    await reader.reload();
    await reader.getByText('이 링크를 여는 사람이 많아요').waitFor();
    await reader.unroute('**/api/shared');
    await reader.getByTestId('shared-failed').getByRole('button').click();
    await reader.getByTestId('shared-gone').waitFor();
    await strangers.close();
  });

  it('queues a second message, shows the same in another tab, and stops', async () => {
    await send(page, LONG);
    await message(page, 'working').waitFor({ timeout: 30_000 });
    await send(page, '안녕하세요');
    await message(page, 'queued').waitFor();
    const second = await context.newPage();
    await second.goto(page.url());
    await message(second, 'working').waitFor();
    await expect.poll(() => second.getByTestId('message').count()).toBe(5);
    await expect
      .poll(async () => (await second.getByTestId('reply-text').nth(3).innerText()).length, { timeout: 20_000 })
      .toBeGreaterThan(20);
    await page.getByTestId('stop').click();
    await message(page, 'stopped').waitFor({ timeout: 10_000 });
    await message(second, 'stopped').waitFor();
    await expect.poll(() => message(page, 'done').count(), { timeout: 60_000 }).toBe(4);
    await second.close();
  });

  it('withdraws a question that waits, and its text is back', async () => {
    await send(page, LONG);
    await message(page, 'working').waitFor({ timeout: 30_000 });
    const count = await page.getByTestId('message').count();
    await send(page, '거둘 질문');
    await message(page, 'queued').getByTestId('withdraw').click();
    await expect.poll(() => page.getByTestId('composer').inputValue()).toBe('거둘 질문');
    await expect.poll(() => page.getByTestId('message').count()).toBe(count);
    await expect.poll(() => page.getByTestId('composer').evaluate((field) => field.matches(':focus'))).toBe(true);
    // While another is written anew, it goes to the draft.
    await page.getByTestId('composer').press('Enter');
    await message(page, 'queued').waitFor();
    await page.getByTestId('edit-anew').nth(1).click();
    await page.getByTestId('withdraw').click();
    await expect.poll(() => page.getByTestId('message').count()).toBe(count);
    expect(await page.getByTestId('composer').inputValue()).toBe('파일 목록을 보여 줘');
    await page.getByTestId('composer').press('Escape');
    await expect.poll(() => page.getByTestId('composer').inputValue()).toBe('거둘 질문');
  });

  it('edits a question that ended and sends it anew; Escape ends the editing, not the run, and the draft waits', async () => {
    const first = page.getByTestId('edit-anew').nth(1);
    await first.click();
    expect(await page.getByTestId('composer').inputValue()).toBe('파일 목록을 보여 줘');
    await page.getByTestId('editing').waitFor();
    await page.getByTestId('composer').press('Escape');
    await expect.poll(() => page.getByTestId('editing').count()).toBe(0);
    expect(await page.getByTestId('composer').inputValue()).toBe('거둘 질문');
    expect(await message(page, 'working').count()).toBe(1);
    // Its files come along, and are gone with it.
    await page.getByTestId('edit-anew').nth(2).click();
    await expect.poll(() => page.getByTestId('attached').allInnerTexts()).toHaveLength(2);
    await page.getByTestId('composer').press('Escape');
    await expect.poll(() => page.getByTestId('attached').count()).toBe(0);
    await first.click();
    await page.getByTestId('composer').fill('파일 목록을 다시 보여 줘');
    // Another is not begun in its place unasked.
    await page.getByTestId('edit-anew').first().click();
    await page.locator('body > oma-confirm').getByTestId('confirm').waitFor();
    await expectAccessibleInBothThemes(page, 'whether an edit may be dropped');
    await page.keyboard.press('Escape');
    await page.locator('body > oma-confirm').getByTestId('confirm').waitFor({ state: 'detached' });
    expect(await page.getByTestId('composer').inputValue()).toBe('파일 목록을 다시 보여 줘');
    await page.reload();
    await page.getByTestId('editing').waitFor();
    await expect.poll(() => page.getByTestId('composer').inputValue()).toBe('파일 목록을 다시 보여 줘');
    await page.getByTestId('composer').press('Enter');
    await message(page, 'queued').waitFor();
    expect(await page.getByTestId('editing').count()).toBe(0);
    expect(await page.getByTestId('composer').inputValue()).toBe('거둘 질문');
    await page.getByTestId('composer').fill('');
    await page.getByTestId('stop').click();
    await expect.poll(() => message(page, 'stopped').count(), { timeout: 10_000 }).toBe(2);
    await page.getByTestId('message').last().and(message(page, 'done')).waitFor({ timeout: 60_000 });
    await expect.poll(() => page.getByTestId('reply-text').last().innerText()).toContain('sales.csv');
  });

  it('shows the same after a reload', async () => {
    const before = await page
      .getByTestId('message')
      .evaluateAll((all) => all.map((one) => [one.getAttribute('data-message-id'), one.getAttribute('data-status')]));
    await page.reload();
    await expect
      .poll(() =>
        page
          .getByTestId('message')
          .evaluateAll((all) => all.map((one) => [one.getAttribute('data-message-id'), one.getAttribute('data-status')])),
      )
      .toEqual(before);
    await takeScreen(page, 'workspace-reloaded');
    await expectAccessibleInBothThemes(page, 'a conversation with what was stopped');
    expect(errors).toEqual([]);
  });

  it('never sends while a syllable is being composed', async () => {
    const count = await page.getByTestId('message').count();
    const composer = page.getByTestId('composer');
    await composer.fill('한');
    await composer.evaluate((field) =>
      field.dispatchEvent(new KeyboardEvent('keydown', { key: 'Enter', isComposing: true, bubbles: true })),
    );
    expect(await composer.inputValue()).toBe('한');
    expect(await page.getByTestId('message').count()).toBe(count);
    await page.reload();
    await expect.poll(() => page.getByTestId('composer').inputValue()).toBe('한');
  });

  it('puts what is written before it is known who writes behind the draft that is kept', async () => {
    let go = (): void => undefined;
    const known = new Promise<void>((resolve) => (go = resolve));
    await page.route('**/accounts:lookup*', (route) => known.then(() => route.continue()));
    await page.reload();
    const composer = page.getByTestId('composer');
    await composer.pressSequentially('글');
    expect(await composer.inputValue()).toBe('글');
    go();
    await expect.poll(() => composer.inputValue()).toBe('한\n\n글');
    await page.unroute('**/accounts:lookup*');
    await page.reload();
    await expect.poll(() => composer.inputValue()).toBe('한\n\n글');
  });

  it('sends what was sent without a connection once there is one, in another window, and once only', async () => {
    const away = await newContext(browser, undefined, await signedInAs(context));
    const first = await away.newPage();
    await first.goto(page.url());
    await message(first, 'done').first().waitFor();
    const count = await first.getByTestId('message').count();
    await away.setOffline(true);
    await send(first, '파일 목록을 꼭 보여 줘');
    await first.getByText('연결되면 보낼게요').waitFor();
    await first.close();
    await away.setOffline(false);
    const second = await away.newPage();
    await second.goto(page.url());
    const sent = second.getByTestId('message').filter({ hasText: '파일 목록을 꼭 보여 줘' });
    await sent.and(message(second, 'done')).waitFor({ timeout: 60_000 });
    expect(await second.getByTestId('composer').inputValue()).toBe('');
    await second.reload();
    await message(second, 'done').first().waitFor();
    expect(await sent.count()).toBe(1);
    expect(await second.getByTestId('message').count()).toBe(count + 1);
    expect(await second.evaluate(() => Object.keys(localStorage).filter((key) => key.startsWith('unsent:')))).toEqual([]);
    await away.close();
  });

  it('shows hostile output as what it is', async () => {
    const hostile =
      '<script>window.hacked = 1</script>\n\n<img src=x onerror="window.hacked = 2">\n\n[link](javascript:window.hacked=3) <iframe src="https://example.com"></iframe>\n\n[good](https://example.com)';
    await send(page, `\`\`\`script\n${JSON.stringify([{ say: hostile }])}\n\`\`\``);
    await page.getByTestId('message').last().and(message(page, 'done')).waitFor({ timeout: 60_000 });
    const reply = page.getByTestId('reply-text').last();
    await expect
      .poll(() => reply.locator('a').evaluateAll((links) => links.map((link) => link.getAttribute('href'))))
      .toEqual([null, 'https://example.com']);
    expect(await reply.locator('script, img, iframe').count()).toBe(0);
    expect(await page.evaluate(() => 'hacked' in window)).toBe(false);
  });
});

it('says so where there is nothing', async () => {
  const context = await newContext(browser);
  const page = await context.newPage();
  const answer = await page.goto(`${platform.url}/nowhere`);
  expect(answer?.status()).toBe(404);
  await page.getByRole('link', { name: '대시보드로 가기' }).waitFor();
  await context.close();
});

describe('who may not', () => {
  it('tells somebody without approval so', async () => {
    const context = await newContext(browser);
    const page = await context.newPage();
    await page.goto(platform.url);
    await chooseAccount(page, guest.email);
    await page.getByTestId('apply-purpose').waitFor();
    await page.goto(`${platform.url}/workspace/11111111-1111-4111-8111-111111111111`);
    await page.getByTestId('waiting-room').waitFor();
    await takeScreen(page, 'waiting-room-new');
    await context.close();
  });

  it('tells somebody else that a conversation is not theirs', async () => {
    const context = await newContext(browser);
    const page = await context.newPage();
    await signInOnPage(page, platform.url, member.email);
    await page.goto(`${platform.url}/workspace/11111111-1111-4111-8111-111111111111`);
    await page.getByTestId('no-session').waitFor();
    await expectAccessibleInBothThemes(page, 'no such conversation');
    await context.close();
  });
});

describe('the files of a conversation', () => {
  let page: Page;
  /** A drawing of a billion circles: a browser that draws it answers nothing else meanwhile. */
  const drawing = `<svg xmlns="http://www.w3.org/2000/svg"><g id="a0"><circle r="1"/></g>${Array.from(
    { length: 9 },
    (_, level) => `<g id="a${level + 1}">${`<use href="#a${level}"/>`.repeat(10)}</g>`,
  ).join('')}</svg>`;
  const picture = 'iVBORw0KGgoAAAANSUhEUgAAAAkAAAAJCAAAAADF+lnMAAAADElEQVR42mNgoBUAAABaAAFqPlD4AAAAAElFTkSuQmCC';
  const work = async (command: string): Promise<void> => {
    const before = await message(page, 'done').count();
    await send(page, `\`\`\`script\n${JSON.stringify([{ tool: 'Bash', input: { command } }, { say: '끝' }])}\n\`\`\``);
    await message(page, 'done').nth(before).waitFor();
  };
  const file = (path: string) => page.locator(`button.file[data-path="${path}"]`);
  beforeAll(async () => {
    page = await (await newContext(browser)).newPage();
    await signInOnPage(page, platform.url, member.email);
    await page.getByTestId('new-session').first().click();
    await page.getByTestId('composer').waitFor();
  });
  afterAll(() => page.context().close());

  it('are none, then listed, and shown as what they are, whatever their encoding or form', async () => {
    await page.getByTestId('files-button').click();
    await page.getByTestId('no-files').waitFor();
    const decomposed = '한글'.normalize('NFD');
    await work(
      `mkdir 폴더 && printf '이름,값\\n서울,1\\n' | iconv -f UTF-8 -t CP949 > 매출.csv && printf '${drawing}' > 도면.svg && printf ${picture} | base64 -d > 그림.png && printf ${LARGE_WORKBOOK} | base64 -d > 표.xlsx && printf '# 제목' > '폴더/${decomposed}.md' && printf 'a = 1\\nb = 2\\n' > 계산.py && printf x > 지울것.txt`,
    );
    await file('매출.csv').waitFor();
    await expectAccessibleInBothThemes(page, 'the list of files');
    await takeScreen(page, 'files');
    await file('매출.csv').click();
    await page.getByTestId('file-table').getByText('서울').waitFor();
    await expectAccessibleInBothThemes(page, 'a file');
    await page.getByTestId('file-back').click();
    await file('표.xlsx').click();
    await page.getByTestId('file-table').getByText('부산').waitFor();
    await page.getByTestId('file-back').click();
    await file('도면.svg').click();
    await page.locator('oma-file-view .code-keyword', { hasText: 'svg' }).first().waitFor();
    await page.getByTestId('file-drawing').waitFor();
    await page.getByTestId('file-back').click();
    await file('그림.png').click();
    await expect.poll(() => page.getByTestId('file-image').evaluate((image: HTMLImageElement) => image.naturalWidth)).toBe(9);
    await page.getByTestId('file-back').click();
    await file(`폴더/${decomposed}.md`).click();
    await page.locator('oma-file-view h1').getByText('제목').waitFor();
    const saved = page.waitForEvent('download');
    await page.getByTestId('file-download').click();
    expect((await saved).suggestedFilename()).toBe('한글.md');
    await page.getByTestId('file-back').click();
  });

  it('show what the last answer did, and take a line into the next message', async () => {
    await work("printf 'a = 1\\nb = 20\\n' > 계산.py; rm 지울것.txt; printf new > 새것.txt");
    await file('계산.py').getByText('바뀜').waitFor();
    await file('새것.txt').getByText('새로 생김').waitFor();
    await file('지울것.txt').click();
    await page.locator('oma-file-view').getByText('x', { exact: true }).waitFor();
    await page.getByTestId('file-back').click();
    await file('계산.py').click();
    await page.getByTestId('file-compare').click();
    await page.getByTestId('remark').nth(2).click();
    await expect.poll(() => page.getByTestId('composer').inputValue()).toBe('계산.py:2\n> b = 20\n');
    // What is new can be spoken of as well.
    await page.getByTestId('file-back').click();
    await file('새것.txt').click();
    await page.getByTestId('file-compare').click();
    await page.locator('oma-text-diff .added').getByText('new').waitFor();
    expect(await page.getByTestId('remark').count()).toBe(1);
    await page.getByTestId('file-back').click();
    await file('계산.py').click();
    await page.getByTestId('file-compare').click();
    await page.setViewportSize({ width: 320, height: 640 });
    expect(await page.evaluate(() => document.documentElement.scrollWidth)).toBeLessThanOrEqual(320);
    await takeScreen(page, 'file-narrow');
    await page.getByTestId('remark').first().click();
    await page.getByTestId('composer').waitFor();
    await expect.poll(() => page.getByTestId('composer').inputValue()).toContain('계산.py:1');
  });
});

describe('the looks', () => {
  let page: Page;
  beforeAll(async () => {
    page = await (await newContext(browser)).newPage();
    await signInOnPage(page, platform.url, member.email);
  });
  afterAll(() => page.context().close());

  it.each([
    { name: 'desktop-dark', viewport: DESKTOP, theme: 'dark' },
    { name: 'phone-light', viewport: PHONE, theme: 'light' },
    { name: 'phone-dark', viewport: PHONE, theme: 'dark' },
    { name: 'narrow', viewport: { width: 320, height: 640 }, theme: 'light' },
  ] as const)('fit $name: nothing is wider than the screen', async ({ name, viewport, theme }) => {
    await changeLook(page, { viewport, theme });
    await page.goto(`${platform.url}/dashboard`);
    await page.getByTestId('session').first().waitFor();
    await takeScreen(page, `dashboard-${name}`);
    await page.getByTestId('session').first().click();
    await message(page, 'done').first().waitFor();
    await takeScreen(page, `workspace-${name}`);
    expect(await page.evaluate(() => document.documentElement.scrollWidth)).toBeLessThanOrEqual(viewport.width);
    const thread = page.locator('.scroller');
    expect(await thread.evaluate((element) => element.scrollWidth - element.clientWidth)).toBeLessThanOrEqual(0);
    const switchLanguage = async (to: 'ko' | 'en'): Promise<void> => {
      await page.getByTestId('person-menu').getByRole('button').first().click();
      // Kept on the account before the next look begins, which shows what is kept.
      const kept = page.waitForResponse((answer) => answer.request().method() === 'PATCH' && answer.url().endsWith('/api/me'));
      await page.getByTestId('language').click();
      await page.locator(`html[lang=${to}]`).waitFor();
      await kept;
    };
    await switchLanguage('en');
    await takeScreen(page, `workspace-${name}-en`);
    await switchLanguage('ko');
  });
});

describe('the trace of a message', () => {
  const spansOf = async (messageId: string): Promise<KeptSpan[]> => {
    const answer = await fetch(`http://127.0.0.1:${portsAt(OFFSET).cloud}/traces/${traceOf(messageId).traceId}`);
    return ((await answer.json()) as { spans: KeptSpan[] }).spans;
  };

  /** Asks something in a new conversation and waits for the answer; answers the message's id, and what calls about it said of its trace. */
  async function ask(page: Page): Promise<{ id: string; traces: (string | undefined)[] }> {
    const traces: (string | undefined)[] = [];
    page.on('request', (request) => {
      if (request.url().includes('/messages/')) traces.push(request.headers()['traceparent']);
    });
    await page.goto(`${platform.url}/dashboard`);
    await page.getByTestId('new-session').click();
    await page.waitForURL('**/workspace/*');
    await send(page, '안녕하세요');
    await message(page, 'done').waitFor({ timeout: 60_000 });
    return { id: (await message(page, 'done').getAttribute('data-message-id')) ?? '', traces };
  }

  it('goes from the press to the paint where its person wants this browser measured, and is the platform’s alone elsewhere', async () => {
    const context = await newContext(browser);
    const page = await context.newPage();
    await signInOnPage(page, platform.url, member.email);
    const unmeasured = await ask(page);
    await page.evaluate(() => localStorage.setItem('measuring', 'yes'));
    const { id: first, traces } = await ask(page);
    // What takes the times came while the first was being answered, if not before.
    await send(page, '한 번 더 인사해 줘');
    await message(page, 'done').nth(1).waitFor({ timeout: 60_000 });
    const id = (await message(page, 'done').nth(1).getAttribute('data-message-id')) ?? '';
    const spans = await vi.waitFor(
      async () => {
        const found = await spansOf(id);
        expect(found.filter(({ service }) => service === 'browser')).toHaveLength(BROWSER_SPANS.length);
        expect(found.map(({ name }) => name)).toContain('message');
        return found;
      },
      { timeout: 20_000, interval: 200 },
    );
    const span = (name: string): KeptSpan => spans.find((one) => one.name === name)!;
    const whole = span('message');
    for (const name of BROWSER_SPANS) expect(span(name)).toMatchObject({ parentSpanId: whole.spanId, startMs: span('send').startMs });
    const ORDER = ['message_shown', 'first_text_painted', 'end_painted'];
    expect(ORDER.map((name) => span(name).endMs)).toEqual(ORDER.map((name) => span(name).endMs).toSorted((a, b) => a - b));
    expect(span('first_text_painted').endMs).toBeGreaterThanOrEqual(span('answer').startMs);
    expect(span('end_painted').endMs).toBeGreaterThanOrEqual(span('answer').endMs);
    // Whatever the page calls about the message belongs to its trace: what it took to be seen, and what is thought of the answer.
    const thought = page.waitForResponse((response) => response.url().endsWith('/feedback'));
    await page.getByTestId('thumb-up').last().click();
    await thought;
    expect(traces.filter((trace) => trace !== traceparent(traceOf(first)))).toEqual([traceparent(traceOf(id)), traceparent(traceOf(id))]);

    expect((await spansOf(unmeasured.id)).filter(({ service }) => service === 'browser')).toEqual([]);
    await context.close();
  });
});
