import { ASK_TOOL, DEMO_PEOPLE, type Part } from '@oma/contract';
import type { Browser, Page } from 'playwright-core';
import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { ATTACKS, BURDENS } from '../../web/src/text/hostile-texts.test-data.ts';
import { expectAccessible, expectAccessibleInBothThemes } from './axe.ts';
import { closeBrowser, newContext, signInOnPage, startBrowser, takeRefusals, takeScreen } from './browser.ts';
import { type RunningPlatform, startPlatform } from './platform.ts';

const [, member] = DEMO_PEOPLE;
let platform: RunningPlatform;
let browser: Browser;
let page: Page;
/** Whom the page asked for something outside this machine. */
const asked: string[] = [];
const navigations: string[] = [];
const errors: string[] = [];

beforeAll(async () => {
  [platform, browser] = await Promise.all([startPlatform(17_000), startBrowser()]);
  page = await (await newContext(browser)).newPage();
  await signInOnPage(page, platform.url, member.email);
  await page.getByTestId('new-session').click();
  await page.waitForURL('**/workspace/*');
  await page.locator('oma-chat .welcome').waitFor();
  page.on('request', (request) => {
    if (!request.url().startsWith('http://127.0.0.1:')) asked.push(request.url());
  });
  page.on('framenavigated', (frame) => navigations.push(frame.url()));
  page.on('pageerror', (error) => errors.push(error.message));
});
afterAll(async () => {
  await platform.stop();
  // The sanitiser's own document holds what it is given against the policy, before it takes it away; nothing runs there.
  takeRefusals('inline');
  takeRefusals('base');
  await closeBrowser(browser);
});

/** Shows an answer with the real elements in the built page, in place of the conversation, and gives the milliseconds until the page answers again. */
const show = (text: string): Promise<number> => showParts([{ k: 'text', s: text }], text);

/** `further`: more properties of the element that shows it. */
const showParts = (parts: readonly Part[], content: string, further: object = {}): Promise<number> =>
  page.locator('.scroller').evaluate(
    async (host, { parts: given, content: said, further: more }) => {
      const nextFrame = (): Promise<unknown> => new Promise((resolve) => requestAnimationFrame(() => setTimeout(resolve)));
      host.querySelector('.shown')?.remove();
      const reply = document.createElement('oma-reply');
      reply.className = 'shown';
      Object.assign(reply, {
        isRecording: true,
        ...more,
        reply: {
          reply_to: '0'.repeat(26),
          role: 'assistant',
          status: 'done',
          content: said,
          parts: given,
          error: null,
          recalled: null,
          model: 'model',
          usage: { input_tokens: 1, output_tokens: 1, cache_read_tokens: 0, cache_write_tokens: 0 },
          cost_usd: 0,
          timings_ms: { queued: null, launched: null, claimed: null, first_delta: null, ended: null },
          created_at: new Date(),
          ended_at: new Date(),
        },
      });
      const from = performance.now();
      host.append(reply);
      await nextFrame();
      return performance.now() - from;
    },
    { parts, content, further },
  );

/** Every element and attribute that an answer became, sorted. */
const shownAs = (): Promise<{ names: string[]; attributes: string[]; classes: string[]; links: (string | null)[] }> =>
  page
    .getByTestId('reply-text')
    .last()
    .evaluate((root) => {
      const all = [...root.querySelectorAll('*')];
      const sorted = (given: string[]): string[] => [...new Set(given)].sort();
      return {
        names: sorted(all.map(({ localName }) => localName)),
        attributes: sorted(all.flatMap((element) => element.getAttributeNames().map((name) => `${element.localName} ${name}`))),
        classes: sorted(all.flatMap((element) => [...element.classList])),
        links: all.filter(({ localName }) => localName === 'a').map((link) => link.getAttribute('href')),
      };
    });

const ELEMENTS = [
  ...['a', 'blockquote', 'br', 'code', 'del', 'div', 'em', 'h1', 'h2', 'h3', 'h4', 'h5', 'h6', 'hr', 'input', 'li', 'oma-code', 'oma-text'],
  ...['ol', 'p', 'pre', 'span', 'strong', 'sub', 'sup', 'table', 'tbody', 'td', 'th', 'thead', 'tr', 'ul'],
];
const ATTRIBUTES = [
  ...[
    'a href',
    'a rel',
    'a target',
    'a title',
    'div class',
    'div tabindex',
    'input aria-label',
    'input checked',
    'input disabled',
    'input type',
  ],
  ...[
    'oma-code language',
    'ol class',
    'ol start',
    'pre class',
    'pre tabindex',
    'p class',
    'span class',
    'td align',
    'th align',
    'ul class',
  ],
];

describe('an answer that means harm', () => {
  it('is shown as text and structure, and does nothing', async () => {
    for (const attack of ATTACKS) {
      await show(attack);
      await page.getByTestId('reply-text').last().locator('.block').first().waitFor({ state: 'attached' });
      const { names, attributes, classes, links } = await shownAs();
      expect(
        names.filter((name) => !ELEMENTS.includes(name)),
        attack,
      ).toEqual([]);
      expect(
        attributes.filter((name) => !ATTRIBUTES.includes(name)),
        attack,
      ).toEqual([]);
      expect(
        links.filter((link) => link !== null && !/^(https?:\/\/|mailto:)/.test(link)),
        attack,
      ).toEqual([]);
      expect(
        classes.filter((name) => !/^(block|plain|table|loose|cut|code-\w+)$/.test(name)),
        attack,
      ).toEqual([]);
    }
    await show(ATTACKS.join('\n\n'));
    for (const link of await page.getByTestId('reply-text').last().locator('a:not([href])').all()) await link.click({ force: true });
    await expectAccessible(page, 'an answer that means harm');
    expect(await page.evaluate(() => 'hacked' in window)).toBe(false);
    expect([asked, navigations, errors]).toEqual([[], [], []]);
  });

  it('does not keep the page from answering, whatever it is made of', async () => {
    const slow: string[] = [];
    for (const [name, text] of Object.entries(BURDENS)) {
      const ms = await show(text);
      if (ms > 3000) slow.push(`${name}: ${Math.round(ms)} ms`);
    }
    expect(slow).toEqual([]);
    // The one whose code is slow to read is the last: it stays plain, and the page goes on.
    await page.getByTestId('composer').fill('still here');
    expect(await page.getByTestId('composer').inputValue()).toBe('still here');
    expect([asked, navigations, errors]).toEqual([[], [], []]);
  });
});

describe('code in an answer', () => {
  it('is coloured once it is finished, by what it is', async () => {
    await show('```ts\nconst one: number = 1; // two\n```\n\n- ```py\n  def f(): return "x"\n  ```\n\n```klingon\nqapla\n```');
    const code = page.getByTestId('reply-text').last().locator('code');
    await expect.poll(() => code.nth(0).locator('.code-keyword').allInnerTexts()).toEqual(['const']);
    await expect.poll(() => code.nth(1).locator('.code-text').allInnerTexts()).toEqual(['"x"']);
    expect(await code.nth(2).locator('span').count()).toBe(0);
    expect(await code.nth(0).innerText()).toBe('const one: number = 1; // two');
    await takeScreen(page, 'code');
    await expectAccessibleInBothThemes(page, 'an answer with code');
  });
});

/** Lets a text of 45 KB grow, step by step; `piece`: what it is made of. Gives how long a step takes, in milliseconds, and how many of the first elements it kept. The middle one of the steps counts: a fault makes each of them slow, a busy machine only some. */
const grow = (text: { head: string; line: string; piece: string }): Promise<{ stepMs: number; kept: number; pieces: number }> =>
  page.locator('.scroller').evaluate(async (host, { head, line, piece }) => {
    const nextFrame = (): Promise<unknown> => new Promise((resolve) => requestAnimationFrame(() => setTimeout(resolve)));
    host.querySelector('.shown')?.remove();
    const shown = document.createElement('oma-text');
    shown.className = 'shown';
    host.append(shown);
    const tookMs: number[] = [];
    const whole = head + line.repeat(45_000 / line.length);
    const steps = 25;
    let first: Element[] = [];
    for (let step = 1; step <= steps; step += 1) {
      const startedAt = performance.now();
      Object.assign(shown, { isStreaming: step < steps, text: whole.slice(0, (whole.length * step) / steps) });
      await nextFrame();
      if (step === 5) first = [...shown.querySelectorAll(piece)].slice(0, 10);
      if (step > 5) tookMs.push(performance.now() - startedAt);
    }
    const stepMs = tookMs.sort((one, other) => one - other)[Math.floor(tookMs.length / 2)] ?? Infinity;
    const pieces = [...shown.querySelectorAll(piece)];
    shown.remove();
    return { stepMs, kept: first.filter((element) => pieces.includes(element)).length, pieces: pieces.length };
  }, text);

describe('an answer that grows', () => {
  it('keeps what is finished, and the page answering, whatever it is made of', async () => {
    const paragraphs = await grow({ head: '', line: 'A paragraph has **some words** and `code`, as answers do.\n\n', piece: '.block' });
    for (const text of [
      { head: '', line: '- An item has **some words** and `code`, as answers do.\n', piece: 'li' },
      { head: '', line: '1. An item has **some words**, as answers do.\n\n   And a second paragraph.\n\n', piece: 'li' },
      { head: '| a | b |\n|---|---|\n', line: '| A row has **some words** | and `code`, as answers do |\n', piece: 'tbody tr' },
    ]) {
      const { stepMs, kept, pieces } = await grow(text);
      expect([kept, pieces], text.line).toEqual([10, Math.floor(45_000 / text.line.length)]);
      // A machine that others use too is slow with everything.
      expect(stepMs, text.line).toBeLessThan(Math.max(100, 4 * paragraphs.stepMs));
    }
    // Stands as it was written, up to where it can still be broken into lines anew with every word that comes.
    const { stepMs, kept } = await grow({ head: '', line: '이런 저런 말이 길게 ', piece: '.block' });
    expect(kept).toBe(1);
    expect(stepMs).toBeLessThan(Math.max(100, 4 * paragraphs.stepMs));
  });
});

describe('an answer too long for its message', () => {
  it('says that some of it is missing, shows all of it on wish, and is copied whole', async () => {
    const whole = { content: 'the beginning and THE END', parts: [{ k: 'text', s: 'the beginning and THE END' }] };
    const cut: Part[] = [{ k: 'text', s: 'the beginning', object: 'somewhere' }];
    const sessionId = '00000000-0000-4000-8000-000000000000';
    await page.context().grantPermissions(['clipboard-read', 'clipboard-write']);
    const reply = page.locator('oma-reply.shown');
    // What is missing may be kept nowhere any more.
    await page.route('**/answer', (route) => route.fulfill({ json: { content: 'the beginning', parts: cut } }));
    await showParts(cut, 'the beginning', { sessionId });
    await reply.getByTestId('show-whole').click();
    await reply.getByText('빠진 부분은 더는 남아 있지 않아요.').waitFor();
    await expectAccessible(page, 'an answer of which some is lost');
    await page.unroute('**/answer');
    await page.route('**/answer', (route) => route.fulfill({ json: whole }));
    await showParts(cut, 'the beginning', { sessionId });
    await reply.getByTestId('answer-cut').waitFor();
    await expectAccessible(page, 'an answer of which some is missing');
    await reply.getByTestId('copy-reply').getByRole('button').click();
    await expect.poll(() => page.evaluate(() => navigator.clipboard.readText())).toBe(whole.content);
    await reply.getByTestId('show-whole').click();
    await expect.poll(() => reply.getByTestId('reply-text').innerText()).toContain('THE END');
    expect(await reply.getByTestId('answer-cut').count()).toBe(0);
    // By a link it is only said.
    await showParts(cut, 'the beginning', { isShared: true });
    await reply.getByTestId('answer-cut').waitFor();
    expect(await reply.getByTestId('show-whole').count()).toBe(0);
    await page.unroute('**/answer');
  });
});

describe('what the agent asks', () => {
  it('can be read, and reached for again, where the form for it does not come', async () => {
    const ask: Part = {
      k: 'tool',
      id: 'one',
      name: ASK_TOOL,
      input: JSON.stringify({ questions: [{ question: 'Which one?' }] }),
      result: null,
    };
    await page.route('**/*.js', (route) => route.abort());
    await showParts([ask], '', { sessionId: '00000000-0000-4000-8000-000000000000' });
    const reply = page.locator('oma-reply.shown');
    await reply.getByText('Which one?').waitFor();
    await reply.getByTestId('load-ask').click();
    await page.getByText('불러오지 못했어요. 연결을 확인하거나').waitFor();
    await page.unroute('**/*.js');
    await reply.getByTestId('load-ask').click();
    await reply.getByTestId('load-ask').waitFor({ state: 'hidden' });
  });
});

describe('whoever does not see an answer come', () => {
  type Heard = { heard: string[] };
  const CODE = 'const one = 1;';
  const ANSWER = `${'word '.repeat(120)}\n\n~~~ts\n${CODE}\n~~~`;

  it('hears that it comes and that it is complete, none of its words, and little besides', async () => {
    const began = page.getByTestId('announced');
    await page.evaluate(() => {
      const chat = document.querySelector('oma-workspace-page')?.shadowRoot?.querySelector('oma-chat')?.shadowRoot;
      if (chat === null || chat === undefined) throw new Error('no conversation is shown');
      const heard: string[] = [];
      const take = ({ target }: MutationRecord): void => {
        const region = (target instanceof Element ? target : target.parentElement)?.closest('[role=status], [role=alert], [aria-live]');
        const words = region?.textContent.trim() ?? '';
        if (words !== '') heard.push(words);
      };
      new MutationObserver((records) => records.forEach(take)).observe(chat, { subtree: true, childList: true, characterData: true });
      Object.assign(window, { heard });
    });
    const steps = [
      { say: ANSWER, deltas: 150, every_ms: 20 },
      { tool: 'Bash', input: { command: 'echo done' } },
      { say: ANSWER, deltas: 150, every_ms: 20 },
    ];
    await page.getByTestId('composer').fill(`\`\`\`script\n${JSON.stringify(steps)}\n\`\`\``);
    await page.getByTestId('composer').press('Enter');
    await page.locator('[data-testid=message][data-status=done]').waitFor({ timeout: 60_000 });
    await expect.poll(() => began.innerText()).toBe('답이 끝났어요.');
    const heard = await page.evaluate(() => (window as unknown as Heard).heard);
    expect(heard.filter((words) => words.startsWith('답이'))).toEqual(['답이 오고 있어요.', '답이 끝났어요.']);
    expect(heard.at(-1)).toBe('답이 끝났어요.');
    expect(heard.join('\n')).not.toContain('word');
    // What is left is how far its beginning is, each step once.
    expect(heard.length).toBeLessThanOrEqual(8);
    expect(new Set(heard).size).toBe(heard.length);
  });

  it('stays on the button that copies, and hears how that went', async () => {
    await page.context().grantPermissions(['clipboard-read', 'clipboard-write']);
    const whole = page.locator('[data-testid=message] [data-testid=copy-reply]');
    const code = page.locator('[data-testid=message] [data-testid=copy-code]').first();
    const press = async (copy: typeof whole, said: string): Promise<void> => {
      const button = copy.getByRole('button', { name: '복사', exact: true });
      await button.focus();
      await page.keyboard.press('Enter');
      await copy.getByRole('status').getByText(said, { exact: true }).waitFor();
      expect(await button.evaluate((element) => element.matches(':focus'))).toBe(true);
    };
    await press(code, '복사했어요');
    expect(await page.evaluate(() => navigator.clipboard.readText())).toBe(CODE);
    await press(whole, '복사했어요');
    expect(await page.evaluate(() => navigator.clipboard.readText())).toBe(`${ANSWER}\n\n${ANSWER}`);
    await expectAccessibleInBothThemes(page, 'an answer that was copied');
    await page.evaluate(() => {
      navigator.clipboard.writeText = () => Promise.reject(new Error('not allowed'));
    });
    await press(whole, '복사하지 못했어요');
    await press(code, '복사하지 못했어요');
    await takeScreen(page, 'copy-failed');
    expect(errors).toEqual([]);
  });
});
