import { CONSENT_VERSION, DEMO_PEOPLE, paths } from '@oma/contract';
import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import type { Browser, Page } from 'playwright-core';
import { expectAccessibleInBothThemes } from './axe.ts';
import { chooseAccount, closeBrowser, type Look, newContext, PHONE, signInOnPage, startBrowser, takeScreen } from './browser.ts';
import { type Client, signIn } from './client.ts';
import { expectComposedEnterIgnored } from './composed-enter.ts';
import { decisionToken, mailbox } from './mailbox.ts';
import { asOperator, readAsOperator } from './operator.ts';
import { type RunningPlatform, startPlatform } from './platform.ts';

const OFFSET = 4000;
const [administrator, member, guest] = DEMO_PEOPLE;
const post = mailbox(OFFSET);
const LONG = `\`\`\`script\n${JSON.stringify([{ say: 'word '.repeat(6000), deltas: 3000, every_ms: 30 }])}\n\`\`\``;

let platform: RunningPlatform;
let admin: Client;
beforeAll(async () => {
  platform = await startPlatform(OFFSET);
  admin = await signIn(OFFSET, administrator);
});
afterAll(async () => {
  await admin.close();
  await platform.stop();
});

let count = 0;
/** Somebody new, who has applied. */
async function applicant(given: { name?: string; purpose?: string } = {}): Promise<Client> {
  count += 1;
  const client = await signIn(OFFSET, {
    sub: `applicant-${count}`,
    email: `applicant-${count}@example.com`,
    name: given.name ?? `지원 ${count}`,
  });
  const applied = await client.api('POST', '/api/beta/apply', {
    purpose: given.purpose ?? '보고서를 쓰고 싶어요',
    consent_version: CONSENT_VERSION,
  });
  expect(applied.status).toBe(201);
  return client;
}
const address = async (client: Client): Promise<string> => ((await client.api('GET', '/api/me')).body as { email: string }).email;
const state = async (client: Client): Promise<string> => ((await client.api('GET', '/api/me')).body as { beta_status: string }).beta_status;
const lettersTo = async (to: string, subject: string): Promise<number> =>
  (await post.all()).filter((letter) => letter.to.includes(to) && letter.subject.includes(subject)).length;
const openPath = (path: string, token: string) =>
  fetch(`${platform.url}${path}`, { method: 'POST', headers: { 'content-type': 'application/json' }, body: JSON.stringify({ token }) });

describe('an application', () => {
  it('is receipted to the applicant and told to the admin, who lets them in by the link', async () => {
    const client = await applicant({ name: '김민지' });
    const to = await address(client);
    const receipt = await post.wait('the receipt', (letter) => letter.to.includes(to));
    expect(receipt.subject).toBe('[AI Agent Platform] 베타 신청이 접수되었습니다');
    for (const words of [
      '안녕하세요, 김민지님.',
      to,
      '승인은 순차적으로 진행되며, 완료되면 별도로 안내드리겠습니다.',
      'admin@example.com',
    ]) {
      expect(receipt.text).toContain(words);
    }
    const notice = await post.wait('the notice', (letter) => letter.subject === '[AI Agent Platform] 새 베타 신청: 김민지');
    expect(notice.to).toContain('admin@example.com');
    expect((await client.api('GET', '/api/agents')).status).toBe(403);

    const token = decisionToken(notice, 'approve');
    expect(await (await openPath('/api/beta/decision/preview', token)).json()).toMatchObject({
      name: '김민지',
      email: to,
      decision: 'approve',
    });
    expect(await state(client)).toBe('applied');
    expect((await openPath('/api/beta/decision', token)).status).toBe(200);
    await post.wait(
      'the approval',
      (letter) => letter.to.includes(to) && letter.subject === '[AI Agent Platform] 베타 이용이 승인되었습니다',
    );
    expect((await client.api('GET', '/api/agents')).status).toBe(200);
    expect((await openPath('/api/beta/decision', token)).status).toBe(410);
    expect((await openPath('/api/beta/decision', decisionToken(notice, 'deny'))).status).toBe(410);
    expect((await openPath('/api/beta/decision', `${token}x`)).status).toBe(404);
    await client.close();
  });

  it('twice, with a stale consent, or of somebody let in already is a clear refusal', async () => {
    const client = await applicant();
    expect(await client.api('POST', '/api/beta/apply', { purpose: 'x', consent_version: CONSENT_VERSION })).toMatchObject({
      status: 409,
      body: { code: 'conflict' },
    });
    const other = await signIn(OFFSET, { sub: 'stale', email: 'stale@example.com' });
    expect(await other.api('POST', '/api/beta/apply', { purpose: 'x', consent_version: '2020-01-01' })).toMatchObject({
      status: 422,
      body: { errors: [{ path: 'consent_version' }] },
    });
    expect((await other.api('POST', '/api/beta/apply', { purpose: ' ', consent_version: CONSENT_VERSION })).status).toBe(422);
    expect((await other.api('POST', '/api/beta/apply', { purpose: 'x'.repeat(1001), consent_version: CONSENT_VERSION })).status).toBe(422);
    await client.close();
    await other.close();
  });

  it('with a hostile name and purpose is text everywhere', async () => {
    const name = '<img src=x onerror=alert(1)>\r\nBcc: victim@example.com \u202Eevil 👩‍💻';
    const client = await applicant({ name, purpose: '</blockquote><script>alert(1)</script>\r\n\r\nSubject: x' });
    const to = await address(client);
    const receipt = await post.wait('the receipt', (letter) => letter.to.includes(to));
    const notice = await post.wait('the notice', (letter) => letter.subject.includes('<img src=x'));
    for (const letter of [receipt, notice]) {
      expect(letter.html).not.toMatch(/<img src=x|<script/);
      expect(letter.subject).not.toMatch(/[\r\n]/);
      expect(letter.to).not.toContain('victim');
    }
    expect((await post.all()).filter((letter) => letter.to.includes('victim'))).toEqual([]);
    await client.close();
  });
});

describe('the other ways to decide', () => {
  it('a plain write in the console, back and forth, is one letter each time', async () => {
    const client = await applicant();
    const to = await address(client);
    const byHand = (isApproved: boolean) => asOperator(OFFSET, paths.user(client.uid), { beta_approved: { booleanValue: isApproved } });
    await byHand(true);
    await post.wait('the approval', (letter) => letter.to.includes(to) && letter.subject.includes('승인되었습니다'));
    expect(await state(client)).toBe('approved');
    await byHand(false);
    await post.wait(
      'the end of access',
      (letter) => letter.to.includes(to) && letter.subject === '[AI Agent Platform] 베타 이용이 중지되었습니다',
    );
    expect((await client.api('GET', '/api/agents')).status).toBe(403);
    await byHand(true);
    await expect.poll(() => lettersTo(to, '승인되었습니다'), { timeout: 30_000 }).toBe(2);
    expect(await lettersTo(to, '중지되었습니다')).toBe(1);
    const { body } = await admin.api('GET', '/api/admin/audit');
    expect(body).toMatchObject({
      entries: expect.arrayContaining([expect.objectContaining({ by: 'console', target: client.uid, email: to })]) as unknown,
    });
    await client.close();
  });

  it('the admin page’s calls: deny, undo, approve with an own limit', async () => {
    const client = await applicant();
    const to = await address(client);
    const decide = async (decision: string, more: object = {}) =>
      (await admin.api('POST', '/api/admin/decisions', { uids: [client.uid], decision, ...more })).body;
    expect(await decide('deny', { reason: '지금은 자리가 없어요' })).toMatchObject({ results: [{ ok: true, beta_status: 'denied' }] });
    const denied = await post.wait(
      'the denial',
      (letter) => letter.to.includes(to) && letter.subject === '[AI Agent Platform] 베타 신청 결과를 안내드립니다',
    );
    expect(denied.text).toContain('지금은 자리가 없어요');
    expect(await decide('undo')).toMatchObject({ results: [{ ok: true, beta_status: 'applied' }] });
    await post.wait(
      'the undoing',
      (letter) => letter.to.includes(to) && letter.subject === '[AI Agent Platform] 베타 신청을 다시 검토합니다',
    );
    expect(await decide('approve', { day_usd: 0.5 })).toMatchObject({ results: [{ ok: true }] });
    expect((await client.api('GET', '/api/me')).body).toMatchObject({ beta_status: 'approved', budget: { limit_usd: 0.5 } });
    await client.close();
  });
});

describe('shutting out', () => {
  it('bites at once: the API, the listeners, and what is running', async () => {
    const client = await applicant();
    await admin.api('POST', '/api/admin/decisions', { uids: [client.uid], decision: 'approve' });
    await expect.poll(() => state(client)).toBe('approved');
    const { session_id } = await client.createSession();
    const id = await client.ask(session_id, LONG);
    await new Promise<void>((resolve) => {
      void client.watchChunks(session_id, id, () => resolve()).catch(() => undefined);
    });
    const revokedAt = performance.now();
    expect((await admin.api('POST', '/api/admin/decisions', { uids: [client.uid], decision: 'revoke' })).status).toBe(200);
    expect((await client.api('GET', `/api/sessions/${session_id}`)).status).toBe(403);
    expect(await client.tryRead(paths.run('run_aaaaaaaaaaaaaaaaaaaa'))).toBe('permission-denied');
    await expect(client.ask(session_id, 'more')).rejects.toMatchObject({ code: 'permission-denied' });
    // The person may not look any more; the operator does.
    await expect.poll(async () => replyStatus(session_id, id), { timeout: 15_000 }).toBe('failed');
    expect(performance.now() - revokedAt).toBeLessThan(15_000);
    await client.close();
  });
});

describe('the journey in a browser', () => {
  let browser: Browser;
  beforeAll(async () => {
    browser = await startBrowser();
  });
  afterAll(() => closeBrowser(browser));
  const open = async (look?: Look): Promise<Page> => (await newContext(browser, look)).newPage();
  const apply = async (page: Page, purpose: string): Promise<void> => {
    await page.getByTestId('apply-purpose').fill(purpose);
    await page.getByTestId('apply-consent').check();
    await page.getByTestId('apply-submit').click();
    await page.locator('[data-testid=application-status][data-status=applied]').waitFor();
  };

  it('a guest applies, the admin approves by the link, and the open page turns into the dashboard by itself', async () => {
    const page = await open();
    const errors: string[] = [];
    page.on('pageerror', (error) => errors.push(error.message));
    await page.goto(platform.url);
    await chooseAccount(page, guest.email);
    await page.getByTestId('apply-submit').click();
    expect(await page.getByTestId('application-status').count()).toBe(0);
    await page.getByTestId('apply-purpose').fill('매출 보고서');
    await page.reload();
    expect(await page.getByTestId('apply-purpose').inputValue()).toBe('매출 보고서');
    await expectComposedEnterIgnored(page, 'the application', 1);
    await takeScreen(page, 'main-application');
    await apply(page, '매주 매출 자료를 모아 보고서로 정리하고 싶어요');
    await page.goto(`${platform.url}/dashboard`);
    await page.getByTestId('waiting-room').waitFor();
    const menu = page.getByRole('navigation').getByRole('link');
    await expect.poll(() => menu.allInnerTexts()).toEqual(['신청 상황', '내 계정']);
    expect(await page.title()).toBe('신청 상황 · AI Agent Platform');
    await page.locator('input[name=name]').fill('매출 도우미');
    await expectComposedEnterIgnored(page, 'the waiting room', 2);
    await page.getByTestId('agent-submit').click();
    await page.getByTestId('agent-draft').waitFor();
    await takeScreen(page, 'waiting-room');
    await expectAccessibleInBothThemes(page, 'the waiting room');

    const notice = await post.wait('the notice', (letter) => letter.text.includes(guest.email) && letter.subject.includes('새 베타 신청'));
    const link = `${platform.url}/decision#${decisionToken(notice, 'approve')}`;
    // What looks into letters opens links, runs scripts and may even press by script: nothing is decided.
    const scanner = await open();
    for (const method of ['GET', 'HEAD']) await fetch(link, { method });
    await scanner.goto(link);
    await scanner.getByTestId('decision-preview').waitFor();
    await scanner.getByTestId('decision-confirm').evaluate((button: HTMLElement) => button.click());
    expect(await page.getByTestId('waiting-room').isVisible()).toBe(true);
    await scanner.close();

    const adminPage = await open({ viewport: PHONE, theme: 'dark' });
    await adminPage.goto(link);
    await adminPage.getByTestId('decision-preview').waitFor();
    expect(adminPage.url()).not.toContain('#');
    await takeScreen(adminPage, 'decision-phone-dark');
    await expectAccessibleInBothThemes(adminPage, 'a decision to make');
    await adminPage.getByTestId('decision-confirm').click();
    await adminPage.locator('[data-testid=decision-result][data-result=decided]').waitFor();
    await expectAccessibleInBothThemes(adminPage, 'a decision that was made');
    await page.getByTestId('new-agent').waitFor();
    await page.getByTestId('draft-created').waitFor();
    await expect.poll(() => page.getByTestId('agent').count()).toBe(1);
    await post.wait('the approval', (letter) => letter.to.includes(guest.email) && letter.subject.includes('승인되었습니다'));
    // In the same window, where only the fragment changes.
    await adminPage.goto(`${platform.url}/decision#${decisionToken(notice, 'deny')}`);
    await adminPage.locator('[data-testid=decision-result][data-result=gone]').waitFor();
    expect(adminPage.url()).not.toContain('#');
    await takeScreen(adminPage, 'decision-gone-phone-dark');
    await adminPage.goto(`${platform.url}/decision`);
    await adminPage.locator('[data-testid=decision-result][data-result=no-token]').waitFor();
    expect(errors).toEqual([]);
    await adminPage.close();
    await page.close();
  });

  it('the admin page decides on many, and a page that is open when access ends says so', async () => {
    const first = await applicant();
    const email = await address(first);
    const page = await open();
    await page.goto(platform.url);
    await page.getByTestId('sign-in').click();
    await page.getByTestId('account-other').waitFor();
    await expectComposedEnterIgnored(page, 'the choice of an account', 1);
    await page.getByTestId('account-other').fill('applicant-browser@example.com');
    await page.getByTestId('account-other').press('Enter');
    await apply(page, '둘러보고 싶어요');
    await page.goto(`${platform.url}/dashboard`);
    await page.locator('input[name=name]').fill('쓰다 만 에이전트');

    const adminPage = await open();
    await signInOnPage(adminPage, platform.url, administrator.email);
    await adminPage.getByTestId('to-admin').click();
    await adminPage.locator(`[data-testid=application-row][data-uid="${first.uid}"]`).waitFor();
    await expectComposedEnterIgnored(adminPage, 'admin, applications', 1);
    await takeScreen(adminPage, 'admin-applications');
    await expectAccessibleInBothThemes(adminPage, 'admin, applications');
    for (const row of [
      adminPage.locator(`[data-testid=application-row]`, { hasText: email }),
      adminPage.locator('[data-testid=application-row]', { hasText: 'applicant-browser' }),
    ])
      await row.getByTestId('select-application').check();
    await adminPage.locator('.chosen').getByTestId('decide-approve').click();
    await expectComposedEnterIgnored(adminPage, 'admin, approving', 2);
    await adminPage.getByTestId('decide-confirm').click();
    await expect.poll(() => state(first)).toBe('approved');
    await page.getByTestId('draft-continue').click();
    await page.getByTestId('agent-form').waitFor();
    expect(await page.locator('input[name=name]').inputValue()).toBe('쓰다 만 에이전트');
    await page.getByTestId('agent-submit').click();
    await page.waitForURL(/\/agents\/\w{20}$/);
    await page.goto(`${platform.url}/dashboard`);
    await page.getByTestId('agent').waitFor();
    expect(await page.getByTestId('draft-unfinished').count()).toBe(0);

    await adminPage.getByTestId('admin-tab-people').click();
    const person = adminPage.locator('[data-testid=people-row]', { hasText: 'applicant-browser' });
    await expect.poll(() => adminPage.title()).toBe('사람 · 관리 · AI Agent Platform');
    await expectComposedEnterIgnored(adminPage, 'admin, people', 1);
    await adminPage.locator('[data-testid=people-row]', { hasText: administrator.email }).getByTestId('decide-revoke').click();
    await adminPage.getByTestId('decide-self').waitFor();
    await takeScreen(adminPage, 'admin-decide-self');
    await adminPage.keyboard.press('Escape');
    await person.getByTestId('decide-revoke').click();
    expect(await adminPage.getByTestId('decide-self').count()).toBe(0);
    await adminPage.getByTestId('decide-reason').fill('시험이 끝났어요');
    await expectAccessibleInBothThemes(adminPage, 'admin, people, revoking');
    await adminPage.getByTestId('decide-confirm').click();
    await page.locator('[data-testid=waiting-room][data-status=revoked]').waitFor();
    await expect.poll(() => page.getByTestId('application-reason').textContent()).toBe('시험이 끝났어요');
    await takeScreen(page, 'waiting-room-revoked');
    await expectAccessibleInBothThemes(page, 'the waiting room after access ended');
    await adminPage.route(/oma-admin-mail-[\w-]+\.js/, (route) => route.abort());
    await adminPage.getByTestId('admin-tab-mail').click();
    await adminPage.getByTestId('admin-tab-lost').waitFor();
    await adminPage.unroute(/oma-admin-mail-[\w-]+\.js/);
    await adminPage.getByTestId('admin-tab-lost').getByRole('button').click();
    await adminPage.locator('oma-admin-mail').locator('li').first().waitFor();
    for (const tab of ['mail', 'operations', 'usage', 'settings', 'audit']) {
      await adminPage.getByTestId(`admin-tab-${tab}`).click();
      await adminPage.locator(`oma-admin-${tab}`).locator('li, meter, form').first().waitFor();
      await expectComposedEnterIgnored(adminPage, `admin, ${tab}`, tab === 'settings' ? 10 : 0);
      if (tab === 'usage') {
        await adminPage.getByTestId('recount').click();
        await adminPage.locator('[data-testid=recount-outcome][data-state=done]').waitFor();
        const held = Promise.withResolvers<undefined>();
        await adminPage.route(/\/api\/admin\/usage/, async (route) => {
          await held.promise;
          await route.continue();
        });
        const day = adminPage.getByTestId('usage-day').first();
        await day.click();
        await expect.poll(() => day.getAttribute('aria-pressed')).toBe('true');
        await adminPage.locator('oma-admin-usage [aria-busy=true]').waitFor();
        await expectAccessibleInBothThemes(adminPage, 'admin, usage, while another day is read');
        held.resolve(undefined);
        await adminPage.locator('oma-admin-usage [aria-busy=false]').waitFor();
        await adminPage.unroute(/\/api\/admin\/usage/);
      }
      if (tab === 'settings') {
        await adminPage.getByTestId('settings-turn_limit_min').fill('2000');
        await adminPage.getByTestId('settings-linger_s.alone').fill('0');
        await adminPage.getByTestId('settings-save').click();
        await adminPage.getByText('0보다 크고 1,440 이하인 수를 적어 주세요.').waitFor();
        expect(await adminPage.locator('[aria-invalid=true]').count()).toBe(1);
      }
      if (tab === 'audit') {
        const entries = await adminPage.getByTestId('audit-row').locator('b').allInnerTexts();
        expect(entries).toEqual(expect.arrayContaining(['모든 사람의 통계를 다시 셌어요']));
        expect(entries.some((entry) => entry.includes('님의 이용을 중지했어요'))).toBe(true);
      }
      await takeScreen(adminPage, `admin-${tab}`);
      await expectAccessibleInBothThemes(adminPage, `admin, ${tab}`);
    }
    await first.close();
    await adminPage.close();
    await page.close();
  });

  it('a plain write in the console opens the waiting page, and shuts it again', async () => {
    const email = 'applicant-console@example.com';
    const page = await open({ viewport: PHONE, theme: 'dark' });
    await page.goto(platform.url);
    await page.getByTestId('sign-in').click();
    await page.getByTestId('account-other').fill(email);
    await page.getByTestId('account-other').press('Enter');
    await apply(page, '콘솔로 승인받기');
    await page.goto(`${platform.url}/dashboard`);
    await page.getByTestId('waiting-room').waitFor();
    await takeScreen(page, 'waiting-room-phone-dark');
    const { people } = (await admin.api('GET', `/api/admin/people?q=${email}`)).body as { people: { id: string }[] };
    const byHand = (isApproved: boolean) =>
      asOperator(OFFSET, paths.user(people[0]?.id ?? ''), { beta_approved: { booleanValue: isApproved } });
    await byHand(true);
    await page.getByTestId('new-agent').waitFor();
    await post.wait('the approval', (letter) => letter.to.includes(email) && letter.subject.includes('승인되었습니다'));
    await byHand(false);
    await page.locator('[data-testid=waiting-room][data-status=revoked]').waitFor();
    await post.wait('the end of access', (letter) => letter.to.includes(email) && letter.subject.includes('중지되었습니다'));
    await page.close();
  });

  it('the switch that stops all: nobody can ask, running work ends, and back', async () => {
    const client = await signIn(OFFSET, member);
    const { session_id } = await client.createSession();
    const id = await client.ask(session_id, LONG);
    await new Promise<void>((resolve) => {
      void client.watchChunks(session_id, id, () => resolve()).catch(() => undefined);
    });
    const adminPage = await open({ viewport: PHONE, theme: 'light' });
    await signInOnPage(adminPage, platform.url, administrator.email);
    await adminPage.goto(`${platform.url}/admin#settings`);
    await adminPage.getByTestId('stop-all').waitFor();
    const elsewhere = await adminPage.context().newPage();
    await elsewhere.goto(`${platform.url}/admin#settings`);
    await elsewhere.getByTestId('stop-all').waitFor();
    await adminPage.getByTestId('stop-all').click();
    await adminPage.getByTestId('stop-all-confirm').click();
    expect(await client.reply(session_id, id)).toMatchObject({ status: 'failed', error: { code: 'not_accepting' } });
    await expect(client.ask(session_id, 'more')).rejects.toMatchObject({ code: 'permission-denied' });
    await takeScreen(adminPage, 'admin-settings-phone');
    await expectAccessibleInBothThemes(adminPage, 'admin, all stopped');
    // A form that was opened before saves what was changed in it, not the switch.
    await elsewhere.locator('textarea').fill('점검하고 있어요.\n곧 돌아와요.');
    await elsewhere.getByTestId('settings-save').click();
    await elsewhere.locator('[data-testid=settings-accepting][data-on=false]').waitFor();
    // What cannot be sent is still there, with the reason, in the field and after a reload; nothing is pushed out of the window.
    await elsewhere.goto(`${platform.url}/dashboard`);
    await elsewhere.getByTestId('new-session').click();
    await elsewhere.getByTestId('composer').fill('나중에 보낼 말');
    await elsewhere.getByTestId('send').click();
    await elsewhere.getByTestId('refusal').waitFor();
    await expectAccessibleInBothThemes(elsewhere, 'a message that was refused');
    await elsewhere.reload();
    await elsewhere.getByTestId('notice').waitFor();
    await expect.poll(() => elsewhere.getByTestId('composer').inputValue()).toBe('나중에 보낼 말');
    const { y, height } = (await elsewhere.getByTestId('composer').boundingBox())!;
    expect(y + height).toBeLessThan(PHONE.height - 48);
    await takeScreen(elsewhere, 'workspace-paused-phone');
    await adminPage.getByTestId('start-all').click();
    await adminPage.getByTestId('stop-all').waitFor();
    await client.ask(session_id, 'more');
    await client.close();
    await adminPage.close();
  });
});

const replyStatus = async (sessionId: string, messageId: string): Promise<unknown> =>
  (await readAsOperator(OFFSET, paths.reply(sessionId, messageId)))['status'];
