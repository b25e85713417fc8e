import { DEMO_PEOPLE } from '@oma/contract';
import type { Browser, Page } from 'playwright-core';
import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import * as z from 'zod';
import { PAGES } from '../../web/pages.mjs';
import { expectAccessibleInBothThemes, expectAccessibleInLook } from './axe.ts';
import {
  chooseAccount,
  closeBrowser,
  DESKTOP,
  type Look,
  LOOKS,
  newContext,
  PHONE,
  signInOnPage,
  startBrowser,
  takeScreen,
  watchPolicy,
} from './browser.ts';
import { type RunningPlatform, startPlatform } from './platform.ts';

const [, member, guest] = DEMO_PEOPLE;
let platform: RunningPlatform;
let browser: Browser;

beforeAll(async () => {
  [platform, browser] = await Promise.all([startPlatform(6000), startBrowser()]);
});
afterAll(async () => {
  await platform.stop();
  await closeBrowser(browser);
});

type Language = 'ko' | 'en';
const WIDTHS = [320, 390, 768, 1280, 1920];

/** A visitor's window, in a language that this browser remembers. */
async function open(look: Look = { viewport: DESKTOP, theme: 'light' }, language: Language = 'ko'): Promise<Page> {
  const context = await newContext(browser, look);
  await context.addInitScript((chosen) => {
    if (localStorage.getItem('locale') === null) localStorage.setItem('locale', chosen);
  }, language);
  return context.newPage();
}

/** Scrolls through the page once, so that lazy pictures come. */
const showAll = (page: Page): Promise<void> =>
  page.evaluate(async () => {
    for (let y = 0; y < document.documentElement.scrollHeight; y += 400) {
      window.scrollTo(0, y);
      await new Promise((resolve) => requestAnimationFrame(resolve));
    }
    window.scrollTo(0, 0);
    const shown = [...document.images].filter((image) => image.getClientRects().length > 0);
    await Promise.all(shown.map((image) => image.decode()));
  });

const overflow = (page: Page): Promise<number> => page.evaluate(() => document.documentElement.scrollWidth - window.innerWidth);

describe('what travels', () => {
  /** The scripts that a window has fetched, one after the other, as one text. */
  function scriptsOf(page: Page): () => Promise<string> {
    const bodies: Promise<string>[] = [];
    page.on('response', (response) => {
      if (response.request().resourceType() === 'script') bodies.push(response.text());
    });
    return async () => (await Promise.all(bodies)).join('\n');
  }
  const has = async (scripts: () => Promise<string>, what: string): Promise<boolean> => (await scripts()).includes(what);
  const AUTH = 'identitytoolkit.googleapis.com';
  const ZOD = '$ZodType';
  const FIRESTORE = 'WebChannelConnection';

  it('is a few kilobytes of script for a visitor, sign-in once they reach for the button, the rest once they are somebody', async () => {
    const page = await open();
    const scripts = scriptsOf(page);
    await page.goto(platform.url, { waitUntil: 'networkidle' });
    expect(await has(scripts, AUTH)).toBe(false);
    // Not minified here; `npm run check` weighs what is deployed.
    expect((await scripts()).length).toBeLessThan(15 * 1024);
    await page.getByTestId('sign-in').hover();
    await expect.poll(() => has(scripts, AUTH)).toBe(true);
    await page.waitForFunction(() => customElements.get('oma-entry') !== undefined);
    expect(await has(scripts, ZOD)).toBe(false);
    expect(await has(scripts, FIRESTORE)).toBe(false);
    await chooseAccount(page, guest.email);
    await page.getByTestId('apply-purpose').waitFor();
    await expect.poll(() => has(scripts, FIRESTORE)).toBe(true);
    expect(await has(scripts, ZOD)).toBe(true);
    await page.context().close();
  });

  it('is no zod and no Firebase on pages that only read', async () => {
    const page = await open();
    const scripts = scriptsOf(page);
    for (const path of ['/privacy', '/nowhere']) {
      await page.goto(`${platform.url}${path}`, { waitUntil: 'networkidle' });
      await page.getByTestId('language').click();
      await page.getByTestId('theme').click();
      expect(await has(scripts, 'switch-language')).toBe(true);
      expect(await has(scripts, ZOD)).toBe(false);
      expect(await has(scripts, AUTH)).toBe(false);
    }
    expect(await page.locator('html').getAttribute('lang')).toBe('ko');
    expect(await page.locator('html').getAttribute('data-theme')).toBe('light');
    await page.context().close();
  });

  it('may be kept for ever where its name says what is in it, and is asked for anew elsewhere', async () => {
    const headers = async (path: string) => (await fetch(`${platform.url}${path}`)).headers;
    const html = await (await fetch(platform.url)).text();
    const assets = [...html.matchAll(/(?:src|href|srcset)="(\/assets\/[^"]+)"/g)].map(([, path]) => path!);
    expect(assets.length).toBeGreaterThan(10);
    for (const path of assets) expect((await headers(path)).get('cache-control'), path).toBe('public, max-age=31536000, immutable');
    const pages = ['/', '/dashboard', '/workspace/11111111-1111-4111-8111-111111111111', '/admin', '/decision', '/privacy', '/nowhere'];
    for (const path of [...pages, '/favicon.svg', '/manifest.webmanifest', ...Object.values(PAGES).map((file) => `/${file}`)]) {
      expect((await headers(path)).get('cache-control'), path).toBe('no-cache');
    }
    expect((await headers('/api/me')).get('cache-control')).toBe('no-store');
    for (const path of pages) {
      const given = await headers(path);
      expect(given.get('content-security-policy'), path).toContain("default-src 'none'; script-src 'self' https://apis.google.com;");
      expect(given.get('strict-transport-security'), path).toMatch(/^max-age=\d{8}/);
      expect(given.get('cross-origin-opener-policy'), path).toBe('same-origin-allow-popups');
    }
  });
});

describe('the way in', () => {
  it('takes a press that comes before the code', async () => {
    const page = await open();
    let letCome = (): void => undefined;
    const isAllowed = new Promise<void>((resolve) => (letCome = resolve));
    await page.route('**/assets/enter-*', async (route) => {
      await isAllowed;
      await route.continue();
    });
    await page.goto(platform.url);
    const button = page.getByTestId('sign-in');
    const place = await button.boundingBox();
    await button.click();
    await expect.poll(() => button.getAttribute('aria-busy')).toBe('true');
    letCome();
    await page.locator(`[data-testid=account][data-email="${member.email}"]`).waitFor();
    await page.keyboard.press('Escape');
    expect(await button.boundingBox()).toEqual(place);
    await page.context().close();
  });

  it('says so where the code cannot be had, and works at the next press', async () => {
    const page = await open(undefined, 'en');
    await page.route('**/assets/enter-*', (route) => route.abort());
    await page.goto(platform.url);
    await page.getByTestId('sign-in').click();
    await page.getByText('Sign-in could not be loaded.').waitFor();
    await expectAccessibleInBothThemes(page, 'no sign-in');
    await page.unroute('**/assets/enter-*');
    await page.getByTestId('sign-in').click();
    await page.getByRole('heading', { name: 'Choose an account' }).waitFor();
    expect(await page.getByText('Sign-in could not be loaded.').isVisible()).toBe(false);
    await page.context().close();
  });

  it('goes by keyboard alone, from the address bar to the dashboard', async () => {
    const page = await open();
    await page.goto(platform.url);
    for (let presses = 0; presses < 10; presses += 1) {
      await page.keyboard.press('Tab');
      if (await page.getByTestId('sign-in').evaluate((button) => button === document.activeElement)) break;
    }
    await page.keyboard.press('Enter');
    const account = page.locator(`[data-testid=account][data-email="${member.email}"]`);
    await account.waitFor();
    await account.focus();
    await page.keyboard.press('Enter');
    await page.waitForURL('**/dashboard');
    await page.context().close();
  });

  it('knows who comes back, and forgets whoever leaves', async () => {
    const page = await open();
    await signInOnPage(page, platform.url, member.email);
    await page.goto(platform.url);
    await page.getByTestId('enter').waitFor();
    expect(await page.getByTestId('sign-in').isVisible()).toBe(false);
    await page.getByTestId('enter').click();
    await page.waitForURL('**/dashboard');
    await page.getByTestId('person-menu').click();
    await page.getByTestId('sign-out').click();
    await page.waitForURL(`${platform.url}/`);
    await page.getByTestId('sign-in').waitFor();
    expect(await page.evaluate(() => localStorage.getItem('signed-in'))).toBe(null);
    // Where the hint is wrong, the button is there all the same.
    await page.evaluate(() => localStorage.setItem('signed-in', 'yes'));
    await page.reload();
    await page.getByTestId('sign-in').waitFor();
    await page.context().close();
  });

  it('switches the language for the page, and for the person', async () => {
    const page = await open();
    await page.goto(platform.url);
    await page.getByTestId('language').click();
    await page.getByRole('heading', { name: 'Design the agent' }).waitFor();
    expect(await page.title()).toBe('AI Agent Platform · Design the agent that does the work');
    await chooseAccount(page, 'admin@example.com');
    await page.waitForURL('**/dashboard');
    await page.goto(platform.url);
    await page.getByRole('link', { name: 'Go to the dashboard' }).waitFor();
    const isKept = page.waitForResponse((response) => response.request().method() === 'PATCH');
    await page.getByTestId('language').click();
    await isKept;
    await page.getByRole('link', { name: '대시보드로 가기' }).waitFor();
    await page.reload();
    await page.getByRole('link', { name: '대시보드로 가기' }).waitFor();
    expect(await page.title()).toBe('AI Agent Platform · 일을 맡길 에이전트를 직접 설계하세요');
    await page.context().close();
  });

  it('can be read without JavaScript', async () => {
    const context = await browser.newContext({ javaScriptEnabled: false, viewport: PHONE });
    const page = await context.newPage();
    await page.goto(platform.url);
    for (const words of ['직접 설계하세요', '멈추면 멈춰요', '베타는 이렇게 진행돼요']) {
      expect(await page.getByText(words).first().isVisible(), words).toBe(true);
    }
    expect(await page.locator('noscript').innerText()).toContain('로그인하려면 JavaScript가 필요해요');
    expect((await page.locator('noscript').boundingBox())?.height).toBeGreaterThan(20);
    expect(await page.getByText('Stop means stop').isVisible()).toBe(false);
    expect(await page.getByTestId('sign-in').isVisible()).toBe(false);
    await context.close();
  });
});

describe('what others see of it', () => {
  it('is a card with a picture, and addresses that lead somewhere', async () => {
    const page = await open();
    await page.goto(platform.url);
    const content = (selector: string) => page.locator(selector).getAttribute('content');
    expect(await page.locator('link[rel=canonical]').getAttribute('href')).toBe(`${platform.url}/`);
    expect(await content('meta[name=description]')).toContain('에이전트');
    const card = await fetch((await content('meta[property="og:image"]'))!);
    expect(card.headers.get('content-type')).toBe('image/jpeg');
    expect((await card.arrayBuffer()).byteLength).toBeGreaterThan(10_000);
    expect(await content('meta[name="twitter:card"]')).toBe('summary_large_image');
    expect(await (await fetch(`${platform.url}/robots.txt`)).text()).toContain(`Sitemap: ${platform.url}/sitemap.xml`);
    const sitemap = await (await fetch(`${platform.url}/sitemap.xml`)).text();
    for (const [, address] of sitemap.matchAll(/<loc>([^<]+)<\/loc>/g)) expect((await fetch(address!)).status, address).toBe(200);
    await page.context().close();
  });

  it('can be installed', async () => {
    const page = await open();
    await page.goto(platform.url);
    const devtools = await page.context().newCDPSession(page);
    const { errors, data } = await devtools.send('Page.getAppManifest');
    expect(errors).toEqual([]);
    const { icons } = z.object({ icons: z.array(z.object({ src: z.string() })) }).parse(JSON.parse(data ?? ''));
    for (const { src } of icons) expect((await fetch(`${platform.url}${src}`)).headers.get('content-type'), src).toMatch(/^image\//);
    const { installabilityErrors } = await devtools.send('Page.getInstallabilityErrors');
    // The windows of tests are private ones, which install nothing.
    expect(installabilityErrors.map(({ errorId }) => errorId).filter((id) => id !== 'in-incognito')).toEqual([]);
    await page.context().close();
  });
});

describe('the looks', () => {
  // A theme changes colours only, so each language has one.
  it.each([
    { language: 'ko', theme: 'light' },
    { language: 'en', theme: 'dark' },
  ] as const)('fit every width in $language: nothing is wider than the screen', async ({ language, theme }) => {
    const page = await open({ viewport: DESKTOP, theme }, language);
    for (const [name, path] of [
      ['main', '/'],
      ['privacy', '/privacy'],
      ['nowhere', '/nowhere'],
      ['decision', '/decision'],
    ] as const) {
      await page.goto(`${platform.url}${path}`);
      if (name === 'decision') await page.getByTestId('decision-result').waitFor();
      for (const width of WIDTHS) {
        await page.setViewportSize({ width, height: width < 600 ? 844 : 800 });
        await showAll(page);
        expect(await overflow(page), `${name} at ${width} in ${language}`).toBeLessThanOrEqual(0);
        await takeScreen(page, `${name}-${width}-${theme}-${language}`, { isWhole: true });
      }
    }
    await page.context().close();
  });

  it('keep to the theme that was chosen, in the browser’s own bars as well', async () => {
    const page = await open({ viewport: PHONE, theme: 'light' });
    await page.goto(platform.url);
    await page.getByTestId('theme').click();
    await page.goto(`${platform.url}/privacy`);
    expect(await page.locator('html').getAttribute('data-theme')).toBe('dark');
    const colours = await page
      .locator('meta[name=theme-color]')
      .evaluateAll((all) => all.map((one) => [one.getAttribute('content'), one.getAttribute('media')]));
    expect(colours).toEqual([
      ['#ffffff', 'not all'],
      ['#16191c', 'all'],
    ]);
    await page.context().close();
  });
});

describe('accessibility', () => {
  it.each(LOOKS)('of a visitor’s pages, $name', async ({ locale, ...look }) => {
    const page = await open(look, locale);
    for (const path of ['/', '/privacy', '/nowhere', '/decision', '/decision#unknown']) {
      await page.goto('about:blank');
      await page.goto(`${platform.url}${path}`);
      if (path.startsWith('/decision')) await page.getByTestId('decision-result').waitFor();
      await expectAccessibleInLook(page, path, look);
    }
    await page.goto(platform.url);
    await page.getByTestId('sign-in').click();
    await page.locator('[data-testid=account]').first().waitFor();
    await expectAccessibleInLook(page, 'the chooser of accounts', look);
    await page.context().close();
  });

  it.each(LOOKS)('of the application on the main page, $name', async ({ name, locale, ...look }) => {
    const page = await open(look);
    await page.goto(platform.url);
    if (locale === 'en') await page.getByTestId('language').click();
    await page.getByTestId('sign-in').click();
    await page.getByTestId('account-other').fill(`applicant-${name}@example.com`);
    await page.getByTestId('account-other').press('Enter');
    await page.getByTestId('apply-submit').click();
    await page.getByRole('alert').first().waitFor();
    expect(await overflow(page)).toBeLessThanOrEqual(0);
    await expectAccessibleInLook(page, 'the form with its problems', look);
    await takeScreen(page, `main-application-${name}`, { isWhole: true });
    await page.getByTestId('apply-purpose').fill('매주 매출 자료를 모아 보고서로 정리하고 싶어요');
    await page.getByTestId('apply-consent').check();
    await page.getByTestId('apply-submit').click();
    await page.locator('[data-testid=application-status][data-status=applied]').waitFor();
    await expectAccessibleInLook(page, 'the status', look);
    await takeScreen(page, `main-applied-${name}`, { isWhole: true });
    await page.context().close();
  });
});

// That it refuses nothing that a page needs is asked of every window of every test: see `closeBrowser`.
describe('the Content-Security-Policy', () => {
  it('is heard of where it refuses something', async () => {
    const context = await browser.newContext();
    const found: string[] = [];
    await watchPolicy(context, found);
    const page = await context.newPage();
    await page.goto(platform.url);
    await page.evaluate(() => {
      document.body.insertAdjacentHTML('beforeend', '<p style="color: red">x</p><img src="https://example.com/x.png" alt="">');
      const script = document.createElement('script');
      script.textContent = 'window.hasRun = true';
      document.body.append(script);
    });
    for (const directive of ['style-src-attr', 'img-src', 'script-src-elem']) {
      await expect.poll(() => found.some((what) => what.startsWith(directive)), { message: directive }).toBe(true);
    }
    expect(await page.evaluate(() => 'hasRun' in window)).toBe(false);
    await context.close();
  });
});
