import { DEMO_PEOPLE, paths } from '@oma/contract';
import { readFile } from 'node:fs/promises';
import type { Browser, BrowserContext, Locator, Page } from 'playwright-core';
import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { expectAccessibleInBothThemes, expectAccessibleInLook } from './axe.ts';
import { changeLook, chooseAccount, closeBrowser, DESKTOP, type Look, LOOKS, newContext, startBrowser, takeScreen } from './browser.ts';
import { type Client, signIn } from './client.ts';
import { expectComposedEnterIgnored } from './composed-enter.ts';
import { approve, asOperator, readAsOperator } from './operator.ts';
import { type RunningPlatform, startPlatform } from './platform.ts';
import { zipEntries } from './zip-entries.ts';

const OFFSET = 8000;
const [administrator, member, guest] = DEMO_PEOPLE;
/** A long answer, so that there is time to delete the account meanwhile. */
const LONG = `\`\`\`script\n${JSON.stringify([{ say: 'word '.repeat(2000), deltas: 1000, every_ms: 40 }])}\n\`\`\``;

let platform: RunningPlatform;
let browser: Browser;
beforeAll(async () => {
  [platform, browser] = await Promise.all([startPlatform(OFFSET), startBrowser()]);
});
afterAll(async () => {
  await platform.stop();
  await closeBrowser(browser);
});

const account = (page: Page): Locator => page.getByTestId('profile');
const exportState = (page: Page, state: string): Locator => page.locator(`section [data-testid=export-state][data-state=${state}]`).first();

/** The account page, signed in on the page itself. */
async function openAccount(context: BrowserContext, email: string): Promise<Page> {
  const page = await context.newPage();
  await page.goto(`${platform.url}/account`);
  await chooseAccount(page, email);
  await account(page).waitFor();
  return page;
}

/** The same for somebody whom the account chooser does not name. */
async function openAccountOf(context: BrowserContext, email: string): Promise<Page> {
  const page = await context.newPage();
  await page.goto(`${platform.url}/account`);
  await page.getByTestId('sign-in').click();
  await page.getByTestId('account-other').fill(email);
  await page.getByTestId('account-other').press('Enter');
  await account(page).waitFor();
  return page;
}

/** Somebody let in, as the account chooser makes them of the address. */
async function somebody(name: string): Promise<{ client: Client; email: string }> {
  const email = `${name}@example.com`;
  const client = await signIn(OFFSET, { sub: `demo-${name}-example-com`, email, name });
  await approve(OFFSET, client.uid);
  return { client, email };
}

const confirmDeletion = async (page: Page, email: string): Promise<void> => {
  await page.getByTestId('delete-account').click();
  await page.getByTestId('delete-email').fill(email);
  await page.getByTestId('delete-confirm').click();
};
const farewell = (page: Page, outcome: 'done' | 'going_on') =>
  page.locator(`[data-testid=farewell][data-outcome=${outcome}]`).waitFor({ timeout: 60_000 });
/** What the frame offers to go to. */
const entries = (page: Page) => page.getByRole('navigation').getByRole('link');
const keptKeys = (page: Page): Promise<string[]> => page.evaluate(() => Object.keys(localStorage));
const shownTheme = (page: Page) => page.evaluate(() => document.documentElement.dataset['theme']);

async function chooseLanguage(page: Page, locale: 'en' | 'ko'): Promise<void> {
  if (await page.getByTestId(`language-${locale}`).isChecked()) return;
  await page.getByTestId(`language-${locale}`).check();
  await expect.poll(() => page.getByTestId('language-outcome').getAttribute('data-state')).toBe('saved');
}

describe('the account page', () => {
  it('shows who somebody is, what today has cost, and what they agreed to', async () => {
    const client = await signIn(OFFSET, member);
    await asOperator(OFFSET, paths.user(client.uid), {
      consent: { mapValue: { fields: { version: { stringValue: '2026-01-02' }, at: { timestampValue: '2026-01-03T04:05:06Z' } } } },
    });
    const { session_id } = await client.createSession();
    await client.reply(session_id, await client.ask(session_id, '매출 CSV를 만들고 합계를 알려 줘'));
    const context = await newContext(browser);
    const page = await openAccount(context, member.email);
    await expect.poll(() => account(page).innerText()).toContain(member.email);
    await expect.poll(() => page.getByTestId('account-budget').innerText()).toMatch(/\$5\.00 가운데 \$0\.0\d 썼어요/);
    expect(await page.getByTestId('account-consent').innerText()).toBe('2026년 1월 3일에 2026-01-02 버전에 동의했어요.');
    await expect.poll(() => page.getByTestId('what-goes').innerText()).toMatch(/대화 \d+개/);
    await page.goto(`${platform.url}/dashboard`);
    await page.getByTestId('person-menu').click();
    await page.getByTestId('to-account').click();
    await account(page).waitFor();
    await client.close();
    await context.close();
  });

  it('keeps the language on the account and the theme in the browser', async () => {
    const context = await newContext(browser);
    const page = await openAccount(context, member.email);
    await page.getByTestId('language-en').check();
    await page.locator('[data-testid=language-outcome][data-state=saved]').waitFor();
    await expect.poll(() => page.locator('h1').innerText()).toBe('My account');
    await page.getByTestId('theme-dark').check();
    expect(await shownTheme(page)).toBe('dark');
    await page.reload();
    await account(page).waitFor();
    expect(await page.locator('h1').innerText()).toBe('My account');
    expect(await shownTheme(page)).toBe('dark');
    expect(await page.getByTestId('theme-dark').isChecked()).toBe(true);

    const elsewhere = await newContext(browser);
    const other = await openAccount(elsewhere, member.email);
    await expect.poll(() => other.locator('h1').innerText()).toBe('My account');
    expect(await shownTheme(other)).toBe('light');
    // The language of the menu is the account's as well.
    await other.getByTestId('person-menu').click();
    await other.getByTestId('language').click();
    await expect.poll(() => other.locator('h1').innerText()).toBe('내 계정');
    await other.reload();
    await account(other).waitFor();
    expect(await other.locator('h1').innerText()).toBe('내 계정');
    await elsewhere.close();

    // Without a choice of its own the page goes along with the system, at once.
    const tab = await context.newPage();
    await tab.goto(`${platform.url}/dashboard`);
    await tab.getByTestId('person-menu').waitFor();
    await page.getByTestId('theme-system').check();
    await expect.poll(() => shownTheme(tab)).toBe('light');
    await page.emulateMedia({ colorScheme: 'dark' });
    await expect.poll(() => shownTheme(page)).toBe('dark');
    await context.close();
  });

  it('sends how quick its pages are and what goes wrong only where its person wants it, to the operators’ page', async () => {
    const context = await newContext(browser);
    const sent: unknown[] = [];
    const parts: string[] = [];
    context.on('request', (request) => {
      if (request.url().endsWith('/api/measurements')) sent.push(JSON.parse(request.postData() ?? ''));
      if (/\/measure-[\w-]{8}\.js$/.test(request.url())) parts.push(request.url());
    });
    const page = await openAccount(context, member.email);
    const fail = () =>
      page.evaluate(() => {
        setTimeout(() => {
          throw new TypeError("Cannot read properties of undefined (reading 'my secret')");
        });
      });
    await fail();
    // It is below what a window shows, and comes as it is scrolled to.
    await page.getByTestId('delete-account').scrollIntoViewIfNeeded();
    expect(await page.getByTestId('measuring').isChecked()).toBe(false);
    await page.goto(`${platform.url}/dashboard`);
    await page.getByTestId('measuring-ask').waitFor();
    await fail();
    await page.goto(platform.url, { waitUntil: 'load' });
    expect([sent, parts]).toEqual([[], []]);

    await page.goto(`${platform.url}/dashboard`);
    await page.getByTestId('measuring-yes').click();
    await page.getByTestId('measuring-answered').waitFor();
    // What measures is on its way; the same fault is sent once.
    const failAgain = async () => {
      await fail();
      return sent;
    };
    await expect.poll(failAgain).toEqual([{ page: 'dashboard', errors: [{ name: 'TypeError', kind: 'missing', at: [] }] }]);
    // What is sent as a page is left the browser tells nobody; the operators see that it came.
    await page.goto(`${platform.url}/privacy`, { waitUntil: 'networkidle' });
    await expect.poll(() => parts.length).toBe(2);
    await page.goto(`${platform.url}/account#measuring`);
    expect(await page.getByTestId('measuring').isChecked()).toBe(true);
    await page.getByTestId('measuring').uncheck();
    await page.locator('[data-testid=measuring-state][data-state=off]').waitFor();
    await page.goto(`${platform.url}/dashboard`);
    await page.getByTestId('stats').or(page.getByTestId('first-steps')).first().waitFor();
    expect(await page.getByTestId('measuring-ask').count()).toBe(0);
    expect(sent).toHaveLength(1);
    await context.close();

    const office = await newContext(browser);
    const admin = await openAccount(office, administrator.email);
    await admin.goto(`${platform.url}/admin#operations`);
    await expect.poll(() => admin.getByTestId('ops-lcp').innerText()).toContain('2번');
    expect(await admin.getByTestId('ops-errors').innerText()).toMatch(/대시보드\s*1/);
    expect(await admin.getByTestId('ops-stop').getAttribute('data-verdict')).toBe('unknown');
    const verdict = admin.getByTestId('ops-stop').locator('oma-verdict');
    expect(await verdict.evaluate(({ shadowRoot }) => shadowRoot?.textContent)).toContain('아직 자료 없음');
    // What is shown stays where it cannot be read anew.
    await admin.route('**/api/admin/operations', (route) => route.abort());
    await admin.getByTestId('ops-reload').click();
    await admin.getByTestId('ops-load-failed').waitFor();
    expect(await admin.getByTestId('ops-errors').innerText()).toMatch(/대시보드\s*1/);
    await admin.unroute('**/api/admin/operations');
    await admin.getByTestId('ops-load-failed').getByRole('button').click();
    await admin.getByTestId('ops-load-failed').waitFor({ state: 'detached' });
    for (const { name, locale, ...look } of LOOKS) {
      await admin.goto(`${platform.url}/account`);
      await changeLook(admin, look);
      await chooseLanguage(admin, locale);
      await admin.goto(`${platform.url}/admin#operations`);
      await admin.getByTestId('ops-days').waitFor();
      const unseen = await admin.locator('oma-operation-days .scroll').evaluate((within) => within.scrollWidth - within.clientWidth);
      if (look.viewport === DESKTOP) expect(unseen, `${name}: all columns of the days are seen`).toBeLessThanOrEqual(0);
      await expectAccessibleInLook(admin, `the operators’ page, ${name}`, look);
      await takeScreen(admin, `admin-operations-${name}`);
    }
    await admin.goto(`${platform.url}/account`);
    await chooseLanguage(admin, 'ko');
    await office.close();
  });

  it('says that a language could not be kept, and keeps it at the next press', async () => {
    const context = await newContext(browser);
    const page = await openAccount(context, member.email);
    await page.route('**/api/me', (route) => (route.request().method() === 'PATCH' ? route.abort() : route.continue()));
    await page.getByTestId('language-en').check();
    await page.locator('[data-testid=language-outcome][data-state=failed]').waitFor();
    await page.unroute('**/api/me');
    await page.getByTestId('language-outcome').getByRole('button').click();
    await page.locator('[data-testid=language-outcome][data-state=saved]').waitFor();
    await page.getByTestId('language-ko').check();
    await page.locator('[data-testid=language-outcome][data-state=saved]').waitFor();
    await context.close();
  });
});

describe('the download of all own data', () => {
  it('begins by itself, opens, and is offered again', async () => {
    const { client, email } = await somebody('exporter');
    const { session_id } = await client.createSession();
    await client.reply(session_id, await client.ask(session_id, '매출 CSV를 만들고 합계를 알려 줘'));
    const context = await newContext(browser);
    const page = await openAccountOf(context, email);
    const download = page.waitForEvent('download');
    await page.getByTestId('export').first().click();
    const file = await download;
    expect(file.suggestedFilename()).toMatch(/\.zip$/);
    const archive = await readFile(await file.path());
    const entries = zipEntries(archive);
    expect(entries).toEqual(expect.arrayContaining(['README.txt', 'profile.json', 'usage.json']));
    for (const ending of ['.json', '.md', '/workspace.tar.gz'])
      expect(entries.some((name) => name.startsWith('conversations/') && name.endsWith(ending))).toBe(true);
    await exportState(page, 'ready').waitFor();
    expect(await exportState(page, 'ready').innerText()).toMatch(/\d KB/);
    const again = page.waitForEvent('download');
    await page.getByTestId('export').first().click();
    expect((await readFile(await (await again).path())).equals(archive)).toBe(true);
    expect(page.url()).toBe(`${platform.url}/account`);
    await client.close();
    await context.close();
  });

  it('is waited for while it is being made, and says what to do where it fails', async () => {
    const context = await newContext(browser);
    const page = await openAccount(context, guest.email);
    const problem = (status: number, code: string) => ({
      status,
      contentType: 'application/problem+json',
      body: JSON.stringify({ type: 'about:blank', title: code, status, code, detail: code }),
    });
    await page.route('**/api/me/export', (route) => route.fulfill(problem(500, 'internal')));
    await page.getByTestId('export').first().click();
    await exportState(page, 'failed').waitFor();
    expect(await exportState(page, 'failed').innerText()).toContain('다시 눌러');
    await page.unroute('**/api/me/export');

    let calls = 0;
    await page.route('**/api/me/export', (route) => {
      calls += 1;
      if (calls === 1) return route.fulfill(problem(429, 'rate_limited'));
      return calls === 2 ? route.fulfill({ status: 504, body: 'upstream request timeout' }) : route.continue();
    });
    const download = page.waitForEvent('download');
    await page.getByTestId('export').first().click();
    await exportState(page, 'making').waitFor();
    await expectAccessibleInBothThemes(page, 'an archive that is being made');
    expect(zipEntries(await readFile(await (await download).path()))).toContain('profile.json');
    expect(calls).toBe(3);

    await page.route('**/api/me', (route) => route.fulfill(problem(500, 'internal')));
    await page.reload();
    await page.locator('[data-testid=trouble][data-trouble=fault]').waitFor();
    await page.unroute('**/api/me');
    await page.route('**/api/me', (route) => route.abort());
    await page.reload();
    await page.locator('[data-testid=trouble][data-trouble=offline]').waitFor();
    await context.close();
  });
});

describe('deleting the account', () => {
  it('works without access, asks for the own address, and whoever comes back is new', async () => {
    const context = await newContext(browser);
    await context.grantPermissions(['clipboard-read', 'clipboard-write']);
    const page = await openAccount(context, guest.email);
    const { uid } = await signIn(OFFSET, guest);
    await page.evaluate((id) => localStorage.setItem(`apply-purpose:${id}`, '쓰던 말'), uid);
    await page.evaluate(() => localStorage.setItem('apply-purpose:somebody-else', '남의 말'));
    expect(await page.getByTestId('export').first().isVisible()).toBe(true);

    await page.getByTestId('delete-account').click();
    await page.getByTestId('delete-confirm').click();
    await expectComposedEnterIgnored(page, 'deleting the account', 1);
    await page.getByTestId('delete-email').fill('other@example.com');
    await page.getByTestId('delete-email').press('Enter');
    await expect.poll(() => page.getByTestId('delete-wrong').isVisible()).toBe(true);
    // Enter that ends a syllable sends nothing, whatever is in the field.
    await page.evaluate((email) => navigator.clipboard.writeText(`  ${email.toUpperCase()} `), guest.email);
    await page.getByTestId('delete-email').fill('');
    await page.getByTestId('delete-email').press('Control+V');
    const isSent = await page
      .getByTestId('delete-email')
      .evaluate((field) =>
        field.dispatchEvent(
          new KeyboardEvent('keydown', { key: 'Enter', isComposing: true, bubbles: true, composed: true, cancelable: true }),
        ),
      );
    expect(isSent).toBe(false);
    expect((await readAsOperator(OFFSET, paths.user(uid)))['email']).toBe(guest.email);
    await page.getByTestId('delete-email').press('Enter');
    await farewell(page, 'done');
    expect(
      await page
        .getByTestId('farewell')
        .locator('h2')
        .evaluate((title) => title.matches(':focus')),
    ).toBe(true);
    expect(await readAsOperator(OFFSET, paths.user(uid))).toEqual({});
    expect(await keptKeys(page)).not.toContain(`apply-purpose:${uid}`);
    expect(await keptKeys(page)).toContain('apply-purpose:somebody-else');

    await page.getByTestId('farewell').getByRole('link').click();
    await page.getByTestId('sign-in').waitFor();
    await page.goto(`${platform.url}/account`);
    await chooseAccount(page, guest.email);
    await account(page).waitFor();
    const anew = await signIn(OFFSET, guest);
    expect(anew.uid).not.toBe(uid);
    expect((await anew.api('GET', '/api/me')).body).toMatchObject({ beta_status: 'none', consent: null, locale: 'ko' });
    await anew.close();
    await context.close();
  });

  it('ends running work, and signs out every other window, here and on other devices', async () => {
    const { client, email } = await somebody('leaver');
    const { session_id } = await client.createSession();
    const question = await client.ask(session_id, LONG);
    await client.session(session_id, (session) => session['run'] !== null && session['run'] !== undefined);
    const context = await newContext(browser);
    const elsewhere = await newContext(browser);
    const page = await openAccountOf(context, email);
    const other = await openAccountOf(elsewhere, email);
    const tab = await context.newPage();
    await tab.goto(`${platform.url}/workspace/${session_id}`);
    await tab.getByTestId('composer').fill('나중에 보낼 말');
    await expect.poll(async () => (await keptKeys(tab)).filter((key) => key.startsWith('draft:'))).toHaveLength(1);
    await tab.locator(`[data-message-id="${question}"]`).waitFor();

    await confirmDeletion(page, email);
    await farewell(page, 'done');
    await tab.getByTestId('sign-in').waitFor();
    await other.getByTestId('sign-in').waitFor();
    expect(await tab.getByTestId('message').count()).toBe(0);
    expect(await other.getByTestId('profile').count()).toBe(0);
    expect((await keptKeys(tab)).filter((key) => key.startsWith('draft:'))).toEqual([]);
    expect(await readAsOperator(OFFSET, paths.session(session_id))).toEqual({});
    await takeScreen(tab, 'account-other-tab');
    await client.close();
    await context.close();
    await elsewhere.close();
  });

  it('loses nothing where it fails, and finds out where the answer was lost', async () => {
    const { client, email } = await somebody('unlucky');
    const context = await newContext(browser);
    const page = await openAccountOf(context, email);
    await page.route('**/api/me', (route) => (route.request().method() === 'DELETE' ? route.abort() : route.continue()));
    await confirmDeletion(page, email);
    await expect.poll(() => page.getByTestId('delete-problem').innerText()).toContain('아무것도 지워지지 않았어요');
    await takeScreen(page, 'account-delete-failed');
    await expectAccessibleInBothThemes(page, 'a deletion that failed');
    expect((await client.api('GET', '/api/me')).status).toBe(200);
    await page.unroute('**/api/me');
    await context.setOffline(true);
    await page.getByTestId('delete-confirm').click();
    await expect.poll(() => page.getByTestId('delete-problem').innerText()).toContain('확인하지 못했어요');
    await context.setOffline(false);

    await page.route('**/api/me', async (route) => {
      if (route.request().method() !== 'DELETE') return route.continue();
      await route.fetch();
      return route.abort();
    });
    await page.getByTestId('delete-confirm').click();
    await farewell(page, 'going_on');
    await expect.poll(() => entries(page).count()).toBe(0);
    expect(await readAsOperator(OFFSET, paths.user(client.uid))).toEqual({});
    await takeScreen(page, 'account-farewell-going-on');
    await expectAccessibleInBothThemes(page, 'the farewell');
    await client.close();
    await context.close();
  });

  it('shows nobody what was loaded for the person before', async () => {
    const { client, email } = await somebody('earlier');
    await client.close();
    const context = await newContext(browser);
    const page = await openAccountOf(context, email);
    const tab = await context.newPage();
    await tab.goto(`${platform.url}/account`);
    await account(tab).waitFor();
    await page.getByTestId('person-menu').click();
    await page.getByTestId('sign-out').click();
    await page.waitForURL(`${platform.url}/`);
    await tab.getByTestId('sign-in').waitFor();
    let hasLoadedAnew = false;
    tab.on('load', () => (hasLoadedAnew = true));
    await chooseAccount(page, member.email);
    await expect.poll(async () => (await account(tab).count()) > 0 && (await account(tab).innerText())).toContain(member.email);
    expect(hasLoadedAnew).toBe(true);
    await context.close();
  });
});

describe('for everybody', () => {
  it('the menu of the person works by the keyboard', async () => {
    const context = await newContext(browser, { viewport: { width: 320, height: 640 }, theme: 'light' });
    const page = await openAccount(context, administrator.email);
    const opener = page.getByTestId('person-menu').getByRole('button', { name: '내 메뉴' });
    await opener.focus();
    await page.keyboard.press('Enter');
    await expect.poll(() => page.getByTestId('to-account').evaluate((item) => item.matches(':focus'))).toBe(true);
    await page.keyboard.press('End');
    expect(await page.getByTestId('sign-out').evaluate((item) => item.matches(':focus'))).toBe(true);
    await page.keyboard.press('Escape');
    await expect.poll(() => opener.evaluate((button) => button.matches(':focus'))).toBe(true);
    await context.close();
  });

  it('nothing is wider than the screen', async () => {
    const context = await newContext(browser);
    const page = await openAccount(context, administrator.email);
    for (const locale of ['en', 'ko'] as const) {
      await chooseLanguage(page, locale);
      for (const width of [320, 768, 1920]) {
        await page.setViewportSize({ width, height: 800 });
        const wide = await page.evaluate(() => {
          const found: string[] = [];
          const look = (root: ParentNode): void => {
            for (const element of root.querySelectorAll('*')) {
              if (element.getBoundingClientRect().right > innerWidth + 1 && !element.closest('.sr')) found.push(element.tagName);
              if (element.shadowRoot !== null) look(element.shadowRoot);
            }
          };
          look(document);
          return found;
        });
        expect([locale, width, wide]).toEqual([locale, width, []]);
        await takeScreen(page, `account-${width}-${locale}`);
      }
    }
    await context.close();
  });

  it('every state is accessible, in every look', async () => {
    const context = await newContext(browser);
    const page = await context.newPage();
    await page.goto(`${platform.url}/account`);
    await page.getByTestId('sign-in').waitFor();
    for (const { name, ...look } of LOOKS) {
      await changeLook(page, look);
      await expectAccessibleInLook(page, `the sign-in, ${name}`, look);
      await takeScreen(page, `account-sign-in-${name}`);
    }
    await chooseAccount(page, member.email);
    await account(page).waitFor();
    for (const { name, locale, ...look } of LOOKS) {
      await changeLook(page, look);
      await chooseLanguage(page, locale);
      await lookAround(page, name, look);
    }
    await context.close();
  });

  async function lookAround(page: Page, name: string, look: Look): Promise<void> {
    await page.reload();
    await expect.poll(() => page.getByTestId('what-goes').innerText()).toMatch(/\d/);
    await expectAccessibleInLook(page, `the page, ${name}`, look);
    await takeScreen(page, `account-${name}`);

    await page.getByTestId('person-menu').click();
    await expectAccessibleInLook(page, `the menu, ${name}`, look);
    await takeScreen(page, `account-menu-${name}`);
    await page.keyboard.press('Escape');

    await page.route('**/api/me/export', (route) => route.abort());
    await page.getByTestId('export').first().click();
    await exportState(page, 'failed').waitFor();
    await expectAccessibleInLook(page, `a failed download, ${name}`, look);
    await takeScreen(page, `account-export-failed-${name}`);
    await page.unroute('**/api/me/export');
    const download = page.waitForEvent('download');
    await page.getByTestId('export').first().click();
    await download;
    await exportState(page, 'ready').waitFor();
    await page.getByTestId('delete-account').scrollIntoViewIfNeeded();
    await expectAccessibleInLook(page, `a download, ${name}`, look);
    await takeScreen(page, `account-export-ready-${name}`);

    await page.getByTestId('delete-account').click();
    await page.getByTestId('delete-email').fill('other@example.com');
    await page.getByTestId('delete-confirm').click();
    await expectAccessibleInLook(page, `the question, ${name}`, look);
    await takeScreen(page, `account-delete-${name}`);
    await page.getByTestId('delete-cancel').click();

    await page.route('**/api/me', (route) => route.abort());
    await page.reload();
    await page.getByRole('alert').waitFor({ timeout: 60_000 });
    await expectAccessibleInLook(page, `no connection, ${name}`, look);
    await takeScreen(page, `account-offline-${name}`);
    await page.unroute('**/api/me');
    await page.reload();
    await account(page).waitFor();
  }
});
