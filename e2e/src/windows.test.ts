import { ASK_TOOL, Conversation, DEMO_PEOPLE, paths, type RunPhase, SessionDocument } from '@oma/contract';
import { setTimeout as sleep } from 'node:timers/promises';
import type { Browser, BrowserContext, Page } from 'playwright-core';
import { afterAll, afterEach, beforeAll, describe, expect, it } from 'vitest';
import { closeBrowser, DESKTOP, newContext, PHONE, signedInAs, signInOnPage, startBrowser, takeScreen } from './browser.ts';
import { type Client, signIn } from './client.ts';
import { type RunningPlatform, runnerPids, startPlatform } from './platform.ts';

const [, member] = DEMO_PEOPLE;
const OFFSET = 15_000;
let platform: RunningPlatform;
let browser: Browser;
let client: Client;
let context: BrowserContext;
let page: Page;
const errors: string[] = [];

beforeAll(async () => {
  [platform, browser] = await Promise.all([startPlatform(OFFSET), startBrowser()]);
  client = await signIn(OFFSET, member);
  context = await newContext(browser, { viewport: DESKTOP, theme: 'light', moves: true });
  context.on('weberror', (error) => errors.push(error.error().message));
  page = await context.newPage();
  await signInOnPage(page, platform.url, member.email);
});
afterAll(async () => {
  await client.close();
  await platform.stop();
  await closeBrowser(browser);
  expect(errors).toEqual([]);
});

const script = (...steps: object[]): string => `\`\`\`script\n${JSON.stringify(steps)}\n\`\`\``;
/** Words that tell which one is missing, or there twice. */
const numbered = (count: number): string => Array.from({ length: count }, (_, index) => `w${index}`).join(' ');

type Shown = { id: string; status: string; phase: string | null; question: string; reply: string | null };
/** The conversation as a window shows it at one moment. */
const shownOn = (on: Page): Promise<Shown[]> =>
  on.getByTestId('message').evaluateAll((all) =>
    all.map((one) => {
      const inside = one.shadowRoot ?? one;
      // Not its inner text, of which there is none where it is far out of sight and not laid out.
      const reply = inside.querySelector('oma-reply')?.shadowRoot?.querySelector('[data-testid=reply-text]');
      return {
        id: one.getAttribute('data-message-id') ?? '',
        status: one.getAttribute('data-status') ?? '',
        phase: inside.querySelector('[data-testid=phase]')?.getAttribute('data-phase') ?? null,
        question: inside.querySelector('.words')?.textContent ?? '',
        reply: reply?.textContent.trim() ?? null,
      };
    }),
  );
const newest = async (on: Page): Promise<Shown> =>
  (await shownOn(on)).at(-1) ?? { id: '', status: 'none', phase: null, question: '', reply: null };
const statuses = async (on: Page): Promise<string[]> => (await shownOn(on)).map(({ status }) => status);
const said = (shown: readonly Shown[]): string[] => shown.flatMap(({ question, reply }) => [question, reply ?? '']);
/** What was said, as the API tells it. */
const told = async (sessionId: string): Promise<string[]> => {
  const { body } = await client.api('GET', `/api/sessions/${sessionId}/conversation`);
  return Conversation.parse(body).messages.map(({ content }) => content.trim());
};
const send = async (on: Page, text: string): Promise<void> => {
  await on.getByTestId('composer').fill(text);
  await on.getByTestId('composer').press('Enter');
};
/** A conversation in which nothing was said yet, shown in each window. */
const begin = async (...windows: readonly Page[]): Promise<string> => {
  const { id } = await client.createSession();
  for (const on of windows) await on.goto(`${platform.url}/workspace/${id}`);
  for (const on of windows) await on.locator('.welcome').waitFor();
  return id;
};
const LOST = '연결이 끊겼어요';

describe('two tabs and a phone', () => {
  it('show the same while an answer comes and after it, also once one of them was without a connection for 20 seconds', async () => {
    const phones = await newContext(browser, { viewport: PHONE, theme: 'dark', moves: true }, await signedInAs(context));
    const [first, second, phone] = [page, await context.newPage(), await phones.newPage()];
    const windows = [first, second, phone] as const;
    const id = await begin(...windows);
    const expectAll = async (those: readonly Page[], expected: readonly string[]): Promise<void> => {
      for (const on of those) await expect.poll(() => statuses(on), { timeout: 30_000 }).toEqual(expected);
    };

    const words = numbered(250);
    const asked = script({ say: words, deltas: 250, every_ms: 40 });
    await send(phone, asked);
    for (const on of windows) await expect.poll(async () => (await newest(on)).reply ?? '', { timeout: 30_000 }).not.toBe('');
    for (let sample = 0; sample < 3; sample += 1) {
      for (const shown of await Promise.all(windows.map(newest))) {
        expect(shown).toMatchObject({ status: 'working', phase: 'working', question: asked });
        expect(words.startsWith(shown.reply ?? '-'), `the beginning of the answer: ${shown.reply ?? ''}`).toBe(true);
      }
      await sleep(400);
    }

    await phones.setOffline(true);
    const cutAt = performance.now();
    // What had come by then is shown within a second.
    await sleep(1500);
    const cut = await newest(phone);
    expect(words.length - (cut.reply?.length ?? 0)).toBeGreaterThan(100);
    await phone.getByText(LOST).waitFor();
    const long = script({ say: numbered(2000), deltas: 1000, every_ms: 40 });
    await send(phone, long);
    await phone.locator('[data-phase=sending]').getByText('연결되면 보낼게요').waitFor();
    await takeScreen(phone, 'workspace-offline');
    await send(second, script({ say: 'asked meanwhile' }));
    await expectAll([first, second], ['done', 'done']);
    await sleep(20_000 - (performance.now() - cutAt));
    expect(await shownOn(phone)).toEqual([cut, expect.objectContaining({ phase: 'sending', question: long })]);

    await phones.setOffline(false);
    await expectAll(windows, ['done', 'done', 'working']);
    await phone.getByText(LOST).waitFor({ state: 'detached' });
    for (const on of windows) await expect.poll(async () => (await newest(on)).phase).toBe('working');
    await first.getByTestId('stop').click();
    await expectAll(windows, ['done', 'done', 'stopped']);
    const [one = [], ...others] = await Promise.all(windows.map(shownOn));
    for (const other of others) expect(other).toEqual(one);
    expect(one.slice(0, 2).map(({ reply }) => reply)).toEqual([words, 'asked meanwhile']);
    expect(said(one)).toEqual(await told(id));
    await Promise.all([second.close(), phones.close()]);
  });
});

describe('a reload', () => {
  const DRAFT = '다음에 물을 것';
  const FIRESTORE = '**/google.firestore.v1.Firestore/**';
  let id: string;
  let others: readonly number[];
  /** Stops the process that answers, or lets it go on: a phase lasts as long as the test needs it. */
  const hold = (signal: 'SIGSTOP' | 'SIGCONT'): number => {
    const pids = runnerPids(platform).filter((pid) => !others.includes(pid));
    for (const pid of pids) process.kill(pid, signal);
    return pids.length;
  };
  const session = async (): Promise<SessionDocument> => SessionDocument.parse(await client.session(id, () => true));
  const reload = async (): Promise<void> => {
    await page.reload();
    await page.getByTestId('message').first().waitFor();
    await expect.poll(() => page.getByTestId('composer').inputValue()).toBe(DRAFT);
  };
  /** Reloads once a phase is so old, and expects it with its seconds, and everything as it was before. */
  const reloadIn = async (phase: RunPhase, ageMs = 2000): Promise<void> => {
    await expect.poll(async () => (await newest(page)).phase).toBe(phase);
    const since = (await session()).run?.since.getTime() ?? 0;
    await sleep(ageMs - (Date.now() - since));
    const before = await shownOn(page);
    await reload();
    await expect.poll(() => shownOn(page)).toEqual(before);
    const words = await page.getByTestId('phase').evaluate((line) => line.querySelector('oma-seconds')?.shadowRoot?.textContent ?? '');
    const seconds = Number(/\d+/.exec(words)?.[0]);
    expect(Math.abs(seconds - (Date.now() - since) / 1000), `${seconds} s of ${phase}`).toBeLessThan(2);
    expect(seconds).toBeGreaterThanOrEqual(ageMs / 1000);
  };

  afterEach(() => {
    hold('SIGCONT');
  });

  it('while a question is on its way, or what answers it starts, shows how far it is', async () => {
    others = runnerPids(platform);
    id = await begin(page);
    // What is begun at the first letter would be up before the question comes.
    await page.route('**/warm', (route) => route.abort());
    await context.route(FIRESTORE, (route) => route.abort());
    const words = numbered(100);
    const asked = script({ say: `${'\n'.repeat(150)}${words}`, deltas: 150 + words.length, every_ms: 20 });
    await send(page, asked);
    await expect.poll(async () => (await newest(page)).phase).toBe('sending');
    await page.getByTestId('composer').fill(DRAFT);
    await reload();
    expect(await newest(page)).toMatchObject({ status: 'sending', question: asked });
    await page.getByText(LOST).waitFor();
    expect(await page.getByTestId('no-session').count()).toBe(0);
    expect(await client.tryRead(paths.question(id, (await newest(page)).id))).not.toBe('present');
    await context.unroute(FIRESTORE);
    await expect.poll(() => hold('SIGSTOP'), { timeout: 60_000, interval: 30 }).toBe(1);
    await page.getByText(LOST).waitFor({ state: 'detached' });
    await reload();
    await expect.poll(async () => (await newest(page)).status).toBe('queued');
    const goOnABit = async (): Promise<string | undefined> => {
      hold('SIGCONT');
      await sleep(30);
      hold('SIGSTOP');
      await sleep(150);
      return (await session()).run?.phase;
    };
    await expect.poll(goOnABit, { timeout: 60_000 }).toBe('starting');
    await reloadIn('starting');
    hold('SIGCONT');

    await expect.poll(async () => (await newest(page)).phase).toBe('working');
    hold('SIGSTOP');
    await reloadIn('working');
    expect((await newest(page)).reply).toBe('');
    hold('SIGCONT');
    await expect.poll(async () => (await newest(page)).reply?.length ?? 0, { timeout: 30_000 }).toBeGreaterThan(50);
    const before = (await newest(page)).reply ?? '';
    await reload();
    await expect.poll(async () => (await newest(page)).reply?.length ?? 0).toBeGreaterThanOrEqual(before.length);
    const shown = await newest(page);
    expect(shown).toMatchObject({ status: 'working', phase: 'working' });
    expect(words.startsWith(shown.reply ?? '-'), `the beginning of the answer: ${shown.reply ?? ''}`).toBe(true);
    await expect.poll(() => statuses(page), { timeout: 30_000 }).toEqual(['done']);
    await reload();
    await expect.poll(() => shownOn(page)).toEqual([{ ...shown, status: 'done', phase: null, reply: words }]);
    expect(await told(id)).toEqual([asked, words]);
  });

  it('while it is waited for an answer, or a stop is on its way, shows that', async () => {
    const options = [
      { label: 'one', description: 'the first' },
      { label: 'two', description: 'the second' },
    ];
    const questions = [{ question: 'Which one?', header: 'Choice', multiSelect: false, options }];
    await send(page, script({ say: 'Before I go on:' }, { tool: ASK_TOOL, input: { questions } }, { say: 'never' }));
    await page.getByTestId('composer').fill(DRAFT);
    await reloadIn('waiting');
    await page.locator('[data-testid=ask][data-state=open]').waitFor();
    hold('SIGSTOP');
    await page.getByTestId('stop').click();
    // After five seconds it is ended by others.
    await reloadIn('stopping', 1000);
    expect(await page.getByTestId('stop').isDisabled()).toBe(true);
    hold('SIGCONT');
    await expect.poll(() => statuses(page)).toEqual(['done', 'stopped']);
    await reload();
    await expect.poll(async () => said(await shownOn(page)).slice(0, 3)).toEqual((await told(id)).slice(0, 3));
    expect((await newest(page)).reply).toContain('Before I go on:');
  });
});
