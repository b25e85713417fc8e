import type { Locale } from '@oma/contract';
import { existsSync } from 'node:fs';
import { mkdir } from 'node:fs/promises';
import path from 'node:path';
import { type Browser, type BrowserContext, chromium, type Page } from 'playwright-core';
import { expect } from 'vitest';

const PROGRAMS = ['chromium-headless-shell', 'chromium', 'google-chrome', 'chromium-browser'];
const FLAGS = [
  '--no-sandbox',
  '--disable-gpu',
  '--disable-quic',
  '--no-first-run',
  '--disable-background-networking',
  '--disable-component-update',
  '--disable-sync',
];

/** Starts the browser that is installed here. Throws a sentence that says what to install where there is none. */
export async function startBrowser(): Promise<Browser> {
  const folders = (process.env['PATH'] ?? '').split(path.delimiter);
  const program = PROGRAMS.flatMap((name) => folders.map((folder) => path.join(folder, name))).find((file) => existsSync(file));
  if (program === undefined)
    throw new Error('No browser: install Chromium (on Debian: apt-get install chromium-headless-shell fonts-noto-cjk).');
  return chromium.launch({ executablePath: program, headless: true, args: FLAGS });
}

export const DESKTOP = { width: 1280, height: 800 };
export const PHONE = { width: 390, height: 844 };

/** `moves`: for somebody who has not asked for less motion. What moves takes a third of the browser's time, so most windows try the other kind of people. */
export type Look = { viewport: { width: number; height: number }; theme: 'light' | 'dark'; moves?: boolean };

/** Each theme, each language and each window once with each other. */
export const LOOKS: readonly (Look & { name: string; locale: Locale })[] = [
  { name: 'desktop-light-ko', viewport: DESKTOP, theme: 'light', locale: 'ko', moves: true },
  { name: 'desktop-dark-en', viewport: DESKTOP, theme: 'dark', locale: 'en' },
  { name: 'phone-dark-ko', viewport: PHONE, theme: 'dark', locale: 'ko' },
  { name: 'phone-light-en', viewport: PHONE, theme: 'light', locale: 'en' },
];

/** Shows a window in another look from its next page on; a page of somebody signed in takes the language of the person. Much quicker than another window. */
export async function changeLook(page: Page, look: Look): Promise<void> {
  await page.setViewportSize(look.viewport);
  await page.emulateMedia({ colorScheme: look.theme, reducedMotion: reducedMotion(look) });
}

const reducedMotion = ({ moves }: Look) => (moves === true ? 'no-preference' : 'reduce');

/** What a browser keeps of somebody who has signed in, so that further windows need not. */
export type SignedIn = Awaited<ReturnType<BrowserContext['storageState']>>;
export const signedInAs = (context: BrowserContext): Promise<SignedIn> => context.storageState({ indexedDB: true });

/** What the pages' Content-Security-Policy refused in any window of `newContext`. */
const refusals: string[] = [];

export async function newContext(
  browser: Browser,
  look: Look = { viewport: DESKTOP, theme: 'light' },
  storageState?: SignedIn,
): Promise<BrowserContext> {
  const context = await browser.newContext({
    viewport: look.viewport,
    colorScheme: look.theme,
    locale: 'ko-KR',
    timezoneId: 'Asia/Seoul',
    reducedMotion: reducedMotion(look),
    ...(storageState === undefined ? {} : { storageState }),
  });
  await watchPolicy(context, refusals);
  return context;
}

/** Forgets the refusals that say this, which a test brings about on purpose, and answers whether there were any. */
export function takeRefusals(words: string): boolean {
  const others = refusals.filter((what) => !what.includes(words));
  return refusals.splice(0, refusals.length, ...others).length > others.length;
}

/** Closes the browser, and expects that the Content-Security-Policy has refused nothing that a page of ours needs. */
export async function closeBrowser(browser: Browser): Promise<void> {
  await browser.close();
  expect(refusals, 'refused by the Content-Security-Policy').toEqual([]);
}

/** Puts into `found` what the Content-Security-Policy refuses in a window. */
export async function watchPolicy(context: BrowserContext, found: string[]): Promise<void> {
  const take = (what: string): void => {
    // Without a connection Firestore's client asks Google for a picture, to learn whether there is one; refused, it tries again later all the same.
    if (!what.includes('https://www.google.com/images/cleardot.gif')) found.push(what);
  };
  await context.exposeBinding('reportRefusal', (_source, what: string) => take(what));
  await context.addInitScript(() => {
    document.addEventListener('securitypolicyviolation', (event) => {
      const what = `${event.violatedDirective} refused ${event.blockedURI} at ${event.sourceFile}:${event.lineNumber} ${event.sample}`;
      (window as unknown as { reportRefusal(what: string): void }).reportRefusal(what);
    });
  });
  context.on('console', (message) => {
    if (message.type() === 'error' && /Content Security Policy|Refused to/i.test(message.text())) take(message.text());
  });
}

/** Where pictures lie for people to look at. */
export const SCREENS = path.join(import.meta.dirname, '..', 'screens');

/** A picture for people to look at, into `e2e/screens/`; `isWhole`: of all that can be scrolled to. */
export async function takeScreen(page: Page, name: string, { isWhole = false } = {}): Promise<void> {
  await mkdir(SCREENS, { recursive: true });
  await page.screenshot({ path: path.join(SCREENS, `${name}.png`), fullPage: isWhole });
}

/** Picks an account of the chooser on a page that offers sign-in. */
export async function chooseAccount(page: Page, email: string): Promise<void> {
  await page.getByTestId('sign-in').click();
  await page.locator(`[data-testid=account][data-email="${email}"]`).click();
}

/** Signs in through the account chooser of the main page, as somebody with access. */
export async function signInOnPage(page: Page, url: string, email: string): Promise<void> {
  await page.goto(url);
  await chooseAccount(page, email);
  await page.waitForURL('**/dashboard');
}
