import { DEMO_PEOPLE } from '@oma/contract';
import { mkdir, readFile, writeFile } from 'node:fs/promises';
import path from 'node:path';
import process from 'node:process';
import type { Browser, Page } from 'playwright-core';
import { CARD, ICONS, LANGUAGES, type Language, pictureFile, PICTURES, type Shape, type Theme, THEMES } from '../../web/pictures.mjs';
import { newContext, signInOnPage, startBrowser } from './browser.ts';
import { ROOT, startPlatform } from './platform.ts';

/**
 * Draws what the pages show of the product from the product itself: a member's real conversation with the scripted model, in both languages and themes, the
 * picture beside a link, and the icons. Writes into `web/static/`, which is committed.
 */
const OFFSET = 14_000;
const STATIC = path.join(ROOT, 'web', 'static');
const PICTURES_FOLDER = path.join(STATIC, 'pictures');
const ICONS_FOLDER = path.join(STATIC, 'icons');
/** Good enough that letters are crisp, small enough for a phone. */
const WEBP_QUALITY = 78;
const JPEG_QUALITY = 86;

const [, member] = DEMO_PEOPLE;
const say = (line: string): void => void process.stdout.write(`${line}\n`);
const source = (...names: string[]): Promise<string> => readFile(path.join(ROOT, 'web', 'src', ...names), 'utf8');

const WORDS: Readonly<Record<Language, { agent: string; question: string }>> = {
  ko: { agent: '매출 도우미', question: '매출 CSV를 만들고 합계를 알려 줘' },
  en: { agent: 'Sales helper', question: 'Make a sales CSV and tell me the total' },
};

/** Has a conversation with an agent of the member's own, and answers with its page once the reply is whole. */
async function converse(page: Page, url: string, language: Language): Promise<void> {
  const { agent, question } = WORDS[language];
  await signInOnPage(page, url, member.email);
  await page.getByTestId('budget').waitFor();
  const shown = await page.evaluate(() => document.documentElement.lang);
  if (shown !== language) {
    const isKept = page.waitForResponse((response) => response.request().method() === 'PATCH');
    await page.getByTestId('person-menu').click();
    await page.getByTestId('language').click();
    await isKept;
  }
  await page.getByTestId('new-agent').click();
  await page.locator('input[name=name]').fill(agent);
  await page.getByTestId('agent-submit').click();
  await page.waitForURL(/\/agents\/\w{20}$/);
  await page.goto(`${url}/dashboard`);
  await page.getByTestId('agent').filter({ hasText: agent }).getByTestId('open-session').click();
  await page.getByTestId('composer').fill(question);
  await page.getByTestId('composer').press('Enter');
  await page.locator('[data-testid=message][data-status=done]').waitFor({ timeout: 60_000 });
}

async function drawWorkspace(page: Page, shape: Shape, theme: Theme, language: Language): Promise<void> {
  const { width, height, scale } = PICTURES[shape];
  const devtools = await page.context().newCDPSession(page);
  await devtools.send('Emulation.setDeviceMetricsOverride', { width, height, deviceScaleFactor: scale, mobile: shape === 'phone' });
  await page.evaluate((chosen) => localStorage.setItem('theme', chosen), theme);
  await page.reload();
  await page.locator('[data-testid=message][data-status=done]').waitFor();
  await page.locator('[data-testid=composer-budget]').waitFor();
  await page.getByTestId('composer').blur();
  // Until the list has come to rest at its end.
  await page.evaluate(() => new Promise((resolve) => setTimeout(resolve, 500)));
  const { data } = await devtools.send('Page.captureScreenshot', { format: 'webp', quality: WEBP_QUALITY });
  await write(path.join(PICTURES_FOLDER, pictureFile(shape, theme, language)), Buffer.from(data, 'base64'));
  await devtools.detach();
}

/** The mark, the headline, and the workspace running out of the frame. */
async function drawCard(page: Page): Promise<void> {
  const [mark, tokens, picture] = await Promise.all([
    source('mark.svg'),
    source('styles', 'tokens.css'),
    readFile(path.join(PICTURES_FOLDER, pictureFile('desktop', 'light', 'ko'))),
  ]);
  await page.setViewportSize({ width: CARD.width, height: CARD.height });
  await page.setContent(`<!doctype html>
    <html lang="ko">
      <style>
        ${tokens}
        body { margin: 0; height: 100vh; overflow: hidden; font-family: var(--font); word-break: keep-all;
          color: var(--ink); background: radial-gradient(120% 130% at 12% 0%, var(--accent-soft), var(--surface-low) 72%); }
        .words { position: absolute; left: 72px; top: 84px; width: 440px; }
        .mark { display: flex; align-items: center; gap: 18px; font-size: 30px; font-weight: 700; }
        .mark svg { width: 56px; height: 56px; }
        h1 { margin: 96px 0 24px; font-size: 54px; line-height: 1.24; letter-spacing: -0.025em; }
        p { margin: 0; font-size: 25px; line-height: 1.5; color: var(--ink-soft); }
        img { position: absolute; left: 560px; top: 84px; width: 1000px; border: 1px solid var(--line); border-radius: 16px;
          box-shadow: 0 2px 4px rgb(0 0 0 / 6%), 0 24px 60px rgb(0 0 0 / 14%); }
      </style>
      <body>
        <div class="words">
          <div class="mark">${mark}oh-my-agent</div>
          <h1>일을 맡길<br />에이전트를<br />직접 설계하세요</h1>
          <p>Design the agent<br />that does the work</p>
        </div>
        <img src="data:image/webp;base64,${picture.toString('base64')}" alt="" />
      </body>
    </html>`);
  await page.locator('img').evaluate((image: HTMLImageElement) => image.decode());
  await write(path.join(PICTURES_FOLDER, CARD.file), await page.screenshot({ type: 'jpeg', quality: JPEG_QUALITY }));
}

async function drawIcons(page: Page): Promise<void> {
  const mark = await source('mark.svg');
  const ground = /class="ground"[^>]*fill="(#[0-9a-f]{6})"/.exec(mark)?.[1];
  if (ground === undefined) throw new Error('web/src/mark.svg has no ground with a colour');
  for (const { file, size, padding, bleeds } of ICONS) {
    await page.setViewportSize({ width: size, height: size });
    await page.setContent(`<!doctype html>
      <style>
        html { background: ${bleeds ? ground : 'transparent'}; }
        body { margin: ${padding * size}px; }
        svg { display: block; width: ${(1 - 2 * padding) * size}px; height: auto; }
      </style>
      ${mark}`);
    await write(path.join(ICONS_FOLDER, file), await page.screenshot({ type: 'png', omitBackground: !bleeds }));
  }
}

async function write(file: string, content: Buffer): Promise<void> {
  await writeFile(file, content);
  say(`${path.relative(ROOT, file)}  ${(content.length / 1024).toFixed(1)} KB`);
}

async function drawConversations(browser: Browser, url: string): Promise<void> {
  for (const language of LANGUAGES) {
    const context = await newContext(browser);
    const page = await context.newPage();
    await converse(page, url, language);
    for (const shape of ['desktop', 'phone'] as const) for (const theme of THEMES) await drawWorkspace(page, shape, theme, language);
    await context.close();
  }
}

await Promise.all([mkdir(PICTURES_FOLDER, { recursive: true }), mkdir(ICONS_FOLDER, { recursive: true })]);
say('… starting a platform of its own');
const [platform, browser] = await Promise.all([startPlatform(OFFSET), startBrowser()]);
try {
  await drawConversations(browser, platform.url);
  const page = await (await newContext(browser)).newPage();
  await drawCard(page);
  await drawIcons(page);
} finally {
  await browser.close();
  await platform.stop();
}
process.exit(0);
