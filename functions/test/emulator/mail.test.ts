import { type ApplicationDocument, MAIL_LIMITS, type MailTemplate } from '@oma/contract';
import { simpleParser } from 'mailparser';
import { type AddressInfo, createServer, type Server, type Socket } from 'node:net';
import { getCACertificates, setDefaultCACertificates } from 'node:tls';
import { afterEach, beforeEach, describe, expect, it } from 'vitest';
import { hashToken } from '../../src/hash-token.ts';
import type { Mailer } from '../../src/mail/mailer.ts';
import { queueMail } from '../../src/mail/queue-mail.ts';
import { retryMail } from '../../src/mail/retry-mail.ts';
import { sendMail } from '../../src/mail/send-mail.ts';
import { sweepMail } from '../../src/mail/sweep-mail.ts';
import { readOperations } from '../../src/operations/read-operations.ts';
import { APPROVED, createMailHarness, type MailHarness, mailerTo } from './mail-harness.ts';
import { TEST_CERTIFICATE, TEST_KEY } from './test-certificate.ts';
import { startSmtpServer, type TestSmtpServer, type Treatment } from './test-smtp-server.ts';

const ID = 'person-1-1';
const SHORT = { connect: 300, silence: 300, total: 900 };
const FIRST_WAIT = MAIL_LIMITS.retries[0];

let h: MailHarness;
/** Where letters go; a test may put another in its place. */
let mailer: Mailer;
const closing: (() => unknown)[] = [];
beforeEach(() => {
  h = createMailHarness({ send: (letter) => mailer.send(letter) });
});
afterEach(async () => {
  for (const close of closing.splice(0).reverse()) await close();
  await h.close();
});

async function server(...[treat, options]: Parameters<typeof startSmtpServer>): Promise<TestSmtpServer> {
  const started = await startSmtpServer(treat, options);
  closing.push(() => started.close());
  mailer = mailerTo(started.port);
  return started;
}

/** A server that treats the first letters as told, in this order, and all later ones well. */
function serverThat(...treatments: Treatment[]): Promise<TestSmtpServer> {
  return server(() => treatments.shift() ?? { kind: 'none' });
}

/** Something that listens and speaks no SMTP. */
async function rawServer(onConnection: (socket: Socket) => void): Promise<number> {
  const sockets = new Set<Socket>();
  const listening: Server = createServer((socket) => {
    sockets.add(socket);
    socket.on('error', () => undefined);
    onConnection(socket);
  });
  await new Promise<void>((resolve) => listening.listen(0, '127.0.0.1', resolve));
  closing.push(() => {
    for (const socket of sockets) socket.destroy();
    listening.close();
  });
  return (listening.address() as AddressInfo).port;
}

async function freePort(): Promise<number> {
  const probe = createServer();
  await new Promise<void>((resolve) => probe.listen(0, '127.0.0.1', resolve));
  const { port } = probe.address() as AddressInfo;
  await new Promise((resolve) => probe.close(resolve));
  return port;
}

const delivery = async (mailId = ID) => (await h.mail(mailId)).delivery;
const messageIds = (to: TestSmtpServer): (string | undefined)[] =>
  to.received.map(({ raw }) => /^Message-ID: (.*)$/im.exec(raw)?.[1]?.trim());

describe('a letter', () => {
  it('goes out once, whole, and is done', async () => {
    const smtp = await server();
    await h.queue(ID);
    await h.work();
    expect(await delivery()).toMatchObject({
      state: 'SUCCESS',
      attempts: 1,
      error: null,
      lease_until: null,
      next_attempt_at: null,
      message_id: `<${ID}@example.com>`,
      ended_at: h.clock.now,
    });
    expect(h.tasks).toEqual([]);
    expect(smtp.received.map(({ to }) => to)).toEqual(['person@example.com']);
    const letter = await simpleParser(smtp.received[0]?.raw ?? '');
    expect(letter.subject).toBe('[AI Agent Platform] 베타 이용이 승인되었습니다');
    expect(letter.from?.text).toBe('"AI Agent Platform" <noreply@example.com>');
    expect(letter.messageId).toBe(`<${ID}@example.com>`);
    expect(letter.headers.get('auto-submitted')).toBe('auto-generated');
    expect(letter.text).toContain('안녕하세요, 김하늘님.');
    expect(letter.html).toContain('안녕하세요, 김하늘님.');
  });

  it('is the same letter under the same id, however often it is asked for', async () => {
    const smtp = await server();
    expect(await queueMail(h.deps, ID, { to: ['first@example.com'], template: APPROVED })).toBe(true);
    expect(await queueMail(h.deps, ID, { to: ['second@example.com'], template: APPROVED })).toBe(false);
    await Promise.all(Array.from({ length: 8 }, () => sendMail(h.deps, ID, 0)));
    await Promise.all(Array.from({ length: 8 }, () => sendMail(h.deps, ID, 0)));
    expect(smtp.received.map(({ to }) => to)).toEqual(['first@example.com']);
    expect(await delivery()).toMatchObject({ state: 'SUCCESS', attempts: 1 });
    expect(await sendMail(h.deps, ID, 0)).toBe('settled');
    expect(await sendMail(h.deps, 'nothing', 0)).toBe('gone');
  });

  it('brings an admin two links whose tokens are kept nowhere', async () => {
    const smtp = await serverThat({ kind: 'answer', at: 'recipient', code: 451 });
    const data = { uid: 'guest', name: 'Guest', email: 'guest@example.com', purpose: 'reports', applied_at: h.clock.now, seq: 3 };
    await h.queue(ID, { to: 'admin@example.com', template: { name: 'notice', locale: 'en', data } });
    await h.work();
    h.clock.pass(FIRST_WAIT);
    await h.work();
    const { text = '', html } = await simpleParser(smtp.received[0]?.raw ?? '');
    const tokens = [...text.matchAll(/https:\/\/agents\.example\.com\/decision#([\w-]{43})\n/g)].map(([, token]) => token ?? '');
    expect(tokens).toHaveLength(2);
    const links = await Promise.all(tokens.map(async (token) => (await h.documents.decisionLink(hashToken(token)).get()).data()));
    const expires_at = new Date(h.clock.now.getTime() + 14 * 24 * 3_600_000);
    const link = { uid: 'guest', seq: 3, admin: 'admin@example.com', created_at: h.clock.now, expires_at };
    expect(links).toEqual([
      { ...link, decision: 'approve' },
      { ...link, decision: 'deny' },
    ]);
    for (const token of tokens) expect(html).toContain(`https://agents.example.com/decision#${token}`);
    const stored = JSON.stringify([
      (await h.documents.firestore.collection('decision_links').get()).docs.map((one) => [one.id, one.data()]),
      await h.mail(ID),
      h.logged,
    ]);
    for (const token of tokens) expect(stored).not.toContain(token);
  });

  it('leaves no address and no name in the log', async () => {
    await serverThat({ kind: 'answer', at: 'recipient', code: 451 }, { kind: 'answer', at: 'data', code: 550 });
    await h.queue(ID);
    await h.work();
    h.clock.pass(FIRST_WAIT);
    await h.work();
    expect(h.logged.map(({ event }) => event)).toEqual(['mail_failed', 'mail_failed']);
    expect(JSON.stringify(h.logged)).not.toMatch(/@|하늘|as the test asked/);
  });
});

describe('a server that misbehaves', () => {
  it.each<{ fault: string; treatment: Treatment; error: string; copies: number }>([
    { fault: 'puts letters off (451)', treatment: { kind: 'answer', at: 'recipient', code: 451 }, error: 'put_off 451', copies: 1 },
    { fault: 'is closing (421)', treatment: { kind: 'answer', at: 'data', code: 421 }, error: 'put_off 421', copies: 1 },
    { fault: 'resets the connection', treatment: { kind: 'reset' }, error: 'cut_off', copies: 1 },
    { fault: 'accepts and then hangs', treatment: { kind: 'silent' }, error: 'timed_out', copies: 1 },
    { fault: 'hangs up after DATA, with the letter', treatment: { kind: 'cut_after_data' }, error: 'cut_off', copies: 2 },
    { fault: 'keeps silent after DATA, with the letter', treatment: { kind: 'silent_after_data' }, error: 'timed_out', copies: 2 },
  ])('that $fault is asked again in time', async ({ treatment, error, copies }) => {
    const smtp = await serverThat(treatment);
    mailer = mailerTo(smtp.port, { timeouts: SHORT });
    await h.queue(ID);
    await h.work();
    const next_attempt_at = new Date(h.clock.now.getTime() + FIRST_WAIT);
    expect(await delivery()).toMatchObject({ state: 'RETRY', attempts: 1, error, next_attempt_at, lease_until: null });
    expect(h.tasks).toMatchObject([{ path: '/send-mail', body: { mail_id: ID, attempts: 1 }, at: next_attempt_at }]);
    expect(await h.work()).toBe(0);
    h.clock.pass(FIRST_WAIT);
    await h.work();
    expect(await delivery()).toMatchObject({ state: 'SUCCESS', attempts: 2, error: null });
    expect(smtp.received).toHaveLength(copies);
    expect(new Set(messageIds(smtp))).toEqual(new Set([`<${ID}@example.com>`]));
  });

  it('that refuses one of two recipients is not asked again, for the other has the letter', async () => {
    const smtp = await server((to) => (to.startsWith('bad') ? { kind: 'answer', at: 'recipient', code: 550 } : { kind: 'none' }));
    const letter = { id: 'odd id>\r\nX: y', to: ['bad@example.com', 'good@example.com'], subject: 's', text: 't', html: '<p>t</p>' };
    expect(await mailer.send(letter)).toEqual({ ok: false, error: { kind: 'rejected', reason: 'refused', code: 550 } });
    expect(smtp.received.map(({ to }) => to)).toEqual(['good@example.com']);
    expect(messageIds(smtp)).toEqual(['<odd_id___X__y@example.com>']);
  });

  it('that is slow gets its time', async () => {
    const smtp = await serverThat({ kind: 'slow' });
    await h.queue(ID);
    await h.work();
    expect(await delivery()).toMatchObject({ state: 'SUCCESS', attempts: 1 });
    expect(smtp.received).toHaveLength(1);
  });

  it('that is not there is asked again when it is', async () => {
    mailer = mailerTo(await freePort());
    await h.queue(ID);
    await h.work();
    expect(await delivery()).toMatchObject({ state: 'RETRY', error: 'unreachable' });
    const smtp = await server();
    h.clock.pass(FIRST_WAIT);
    await h.work();
    expect(await delivery()).toMatchObject({ state: 'SUCCESS', attempts: 2 });
    expect(smtp.received).toHaveLength(1);
    const { last_day } = await readOperations(h.documents, h.clock.now);
    expect(last_day).toMatchObject({ mail_sent: 1, mail_retried: 1, mail_failed: 0, delivered: 1 });
  });

  it.each<[string, Treatment, string]>([
    ['the recipient', { kind: 'answer', at: 'recipient', code: 550 }, 'refused 550'],
    ['the letter', { kind: 'answer', at: 'data', code: 554 }, 'refused 554'],
  ])('that refuses %s for good is not asked again', async (_what, treatment, error) => {
    const smtp = await serverThat(treatment);
    await h.queue(ID);
    await h.work();
    expect(await delivery()).toMatchObject({ state: 'ERROR', attempts: 1, error, ended_at: h.clock.now, message_id: null });
    expect(h.tasks).toEqual([]);
    expect(smtp.received).toEqual([]);
  });

  it.each(['no-address', 'two@example.com, three@example.com', 'x@example.com\r\nBcc: y@example.com', '"q"@example.com>', ''])(
    'is not even asked about %j',
    async (to) => {
      const smtp = await server();
      await h.queue(ID, { to });
      await h.work();
      expect(await delivery()).toMatchObject({ state: 'ERROR', error: 'invalid_address' });
      expect(smtp.received).toEqual([]);
    },
  );

  it.each<[string, (socket: Socket) => void]>([
    ['says nothing at all', () => undefined],
    ['never comes to the end of its greeting', (socket) => void setInterval(() => socket.write('220-wait\r\n'), 50).unref()],
    [
      'answers, but never to the end',
      (socket) => {
        socket.write('220 hello\r\n');
        socket.once('data', () => void setInterval(() => socket.write('250-more\r\n'), 50).unref());
      },
    ],
  ])('that %s is given up within the lease', async (_what, behave) => {
    mailer = mailerTo(await rawServer(behave), { timeouts: SHORT });
    const startedAt = performance.now();
    await h.queue(ID);
    await h.work();
    expect(await delivery()).toMatchObject({ state: 'RETRY', error: 'timed_out' });
    expect(performance.now() - startedAt).toBeLessThan(5_000);
  });

  it.each<[string, string, string]>([
    ['speaks another language', 'HTTP/1.1 400 Bad Request\r\n\r\n', 'cut_off'],
    ['is not taking mail at all', '554 no service here\r\n', 'put_off 554'],
  ])('that %s may be mended while the letter waits', async (_what, greeting, error) => {
    mailer = mailerTo(await rawServer((socket) => void socket.end(greeting)), { timeouts: SHORT });
    await h.queue(ID);
    await h.work();
    expect(await delivery()).toMatchObject({ state: 'RETRY', error });
  });
});

describe('the way to the server', () => {
  const TLS = { key: TEST_KEY, cert: TEST_CERTIFICATE, disabledCommands: ['AUTH'] };
  const trusted = getCACertificates();
  const trustTheTest = (): void => {
    setDefaultCACertificates([...trusted, TEST_CERTIFICATE]);
    closing.push(() => setDefaultCACertificates(trusted));
  };
  const attempt = async (): Promise<void> => {
    await h.queue(ID);
    await h.work();
  };

  it('is encrypted, and the name and password are said only then', async () => {
    trustTheTest();
    const smtp = await server(undefined, {
      ...TLS,
      disabledCommands: [],
      onAuth: ({ username, password }, _session, done) => done(null, password === 'secret' ? { user: username } : {}),
    });
    const options = { host: 'localhost', security: 'starttls', auth: { user: 'mailer', password: 'secret' } } as const;
    mailer = mailerTo(smtp.port, options);
    await attempt();
    expect(await delivery()).toMatchObject({ state: 'SUCCESS' });
    expect(smtp.received).toMatchObject([{ secure: true, user: 'mailer' }]);

    mailer = mailerTo(smtp.port, { ...options, auth: { user: 'mailer', password: 'wrong' } });
    await h.queue('other');
    await h.work();
    expect(await delivery('other')).toMatchObject({ state: 'RETRY', error: 'not_signed_in 535' });
  });

  it('is encrypted from the start on a port for that', async () => {
    trustTheTest();
    const smtp = await server(undefined, { ...TLS, secure: true });
    mailer = mailerTo(smtp.port, { host: 'localhost', security: 'tls' });
    await attempt();
    expect(await delivery()).toMatchObject({ state: 'SUCCESS' });
    expect(smtp.received).toMatchObject([{ secure: true }]);
  });

  it.each(['starttls', 'tls'] as const)('ends at a certificate nobody vouches for (%s)', async (security) => {
    const smtp = await server(undefined, { ...TLS, secure: security === 'tls' });
    mailer = mailerTo(smtp.port, { host: 'localhost', security });
    await attempt();
    expect(await delivery()).toMatchObject({ state: 'RETRY', error: 'no_tls' });
    expect(smtp.received).toEqual([]);
  });

  it('ends at a certificate for another name', async () => {
    trustTheTest();
    const smtp = await server(undefined, TLS);
    mailer = mailerTo(smtp.port, { host: '127.0.0.1', security: 'starttls' });
    await attempt();
    expect(await delivery()).toMatchObject({ state: 'RETRY', error: 'no_tls' });
    expect(smtp.received).toEqual([]);
  });

  it('ends at a server that offers no encryption', async () => {
    const smtp = await server();
    mailer = mailerTo(smtp.port, { security: 'starttls' });
    await attempt();
    expect((await delivery()).error).toMatch(/^no_tls/);
    expect(smtp.received).toEqual([]);
  });
});

describe('a sender that dies', () => {
  /** The process of the next attempt ends there: nothing after it happens. */
  function dies(when: 'before sending' | 'after sending', to: TestSmtpServer): void {
    const real = mailerTo(to.port);
    let isDead = false;
    mailer = {
      async send(letter) {
        if (isDead) return real.send(letter);
        isDead = true;
        if (when === 'after sending') await real.send(letter);
        throw new Error('killed');
      },
    };
  }

  it.each<{ when: 'before sending' | 'after sending'; copies: number }>([
    { when: 'before sending', copies: 1 },
    { when: 'after sending', copies: 2 },
  ])('$when leaves the letter to the sweep', async ({ when, copies }) => {
    const smtp = await server();
    dies(when, smtp);
    await h.queue(ID);
    await h.work();
    expect(await delivery()).toMatchObject({ state: 'PROCESSING', attempts: 1 });
    h.tasks.splice(0);

    h.clock.pass(MAIL_LIMITS.lease - 1);
    await sweepMail(h.deps);
    expect(h.tasks).toEqual([]);
    expect(await sendMail(h.deps, ID, 0)).toBe('waits');

    h.clock.pass(2);
    await sweepMail(h.deps);
    await h.work();
    expect(await delivery()).toMatchObject({ state: 'SUCCESS', attempts: 2, message_id: `<${ID}@example.com>` });
    expect(smtp.received).toHaveLength(copies);
    expect(new Set(messageIds(smtp)).size).toBe(1);
  });

  it('again and again takes its letter with it in the end', async () => {
    mailer = { send: () => Promise.reject(new Error('killed')) };
    await h.queue(ID);
    for (let attempt = 0; attempt <= MAIL_LIMITS.retries.length; attempt += 1) {
      await h.work();
      h.clock.pass(MAIL_LIMITS.lease + 1);
    }
    expect(await delivery()).toMatchObject({ state: 'PROCESSING', attempts: MAIL_LIMITS.retries.length + 1 });
    await h.work();
    expect(await delivery()).toMatchObject({ state: 'ERROR', error: 'sender_lost', ended_at: h.clock.now });
  });

  it('does not write over what another has done meanwhile', async () => {
    const smtp = await server();
    const real = mailerTo(smtp.port);
    const { promise: second, resolve: secondIsThrough } = Promise.withResolvers<undefined>();
    let calls = 0;
    mailer = {
      async send(letter) {
        calls += 1;
        if (calls > 1) return real.send(letter);
        await second;
        return { ok: false, error: { kind: 'rejected', reason: 'refused', code: 550 } };
      },
    };
    await queueMail(h.deps, ID, { to: ['person@example.com'], template: APPROVED });
    const first = sendMail(h.deps, ID, 0);
    await expect.poll(async () => (await delivery()).state).toBe('PROCESSING');
    h.clock.pass(MAIL_LIMITS.lease + 1);
    expect(await sendMail(h.deps, ID, 0)).toBe('sent');
    secondIsThrough(undefined);
    expect(await first).toBe('overtaken');
    expect(await delivery()).toMatchObject({ state: 'SUCCESS', attempts: 2, error: null });
  });
});

describe('a letter’s life', () => {
  const refuseAll = (): Promise<TestSmtpServer> => server(() => ({ kind: 'answer', at: 'recipient', code: 451 }));

  it('ends with the attempt after the last wait', async () => {
    await refuseAll();
    await h.queue(ID);
    for (const wait of MAIL_LIMITS.retries) {
      await h.work();
      expect((await delivery()).state).toBe('RETRY');
      h.clock.pass(wait);
    }
    await h.work();
    expect(await delivery()).toMatchObject({ state: 'ERROR', attempts: MAIL_LIMITS.retries.length + 1, error: 'put_off 451' });
    expect(h.tasks).toEqual([]);
  });

  it('ends when it is too old to be of use, without another attempt', async () => {
    const smtp = await server();
    await queueMail(h.deps, ID, { to: ['person@example.com'], template: APPROVED });
    h.clock.pass(MAIL_LIMITS.life + 1);
    await sweepMail(h.deps);
    await h.work();
    expect(await delivery()).toMatchObject({ state: 'ERROR', attempts: 0, error: 'expired' });
    expect(smtp.received).toEqual([]);
  });

  it('begins anew where an admin asks for it, once it has failed', async () => {
    const smtp = await serverThat({ kind: 'answer', at: 'recipient', code: 550 });
    expect(await retryMail(h.deps, ID)).toEqual({ ok: false, error: 'not_found' });
    await h.queue(ID);
    expect(await retryMail(h.deps, ID)).toEqual({ ok: false, error: 'not_failed' });
    await h.work();
    expect((await delivery()).state).toBe('ERROR');
    h.clock.pass(MAIL_LIMITS.life + 1);
    expect(await retryMail(h.deps, ID)).toMatchObject({ ok: true, value: { delivery: { state: 'PENDING', attempts: 0, error: null } } });
    await h.work();
    expect(await delivery()).toMatchObject({ state: 'SUCCESS', attempts: 1 });
    expect(await retryMail(h.deps, ID)).toEqual({ ok: false, error: 'not_failed' });
    expect(smtp.received).toHaveLength(1);
  });

  it('is not hurried by a call before its time', async () => {
    await refuseAll();
    await h.queue(ID);
    await h.work();
    expect(await sendMail(h.deps, ID, 1)).toBe('early');
    expect(await delivery()).toMatchObject({ state: 'RETRY', attempts: 1 });
  });

  it('goes on where the next attempt was recorded and its task could not be made', async () => {
    await refuseAll();
    await queueMail(h.deps, ID, { to: ['person@example.com'], template: APPROVED });
    const withoutTasks = { ...h.deps, tasks: { callLater: () => Promise.reject(new Error('no queue')) } };
    await expect(sendMail(withoutTasks, ID, 0)).rejects.toThrow('no queue');
    expect(await sendMail(h.deps, ID, 0)).toBe('waits');
    expect(await sendMail(h.deps, ID, 0)).toBe('waits');
    expect(h.tasks).toMatchObject([{ body: { mail_id: ID, attempts: 1 }, at: new Date(h.clock.now.getTime() + FIRST_WAIT) }]);
    expect(await delivery()).toMatchObject({ state: 'RETRY', attempts: 1 });
  });
});

describe('the sweep', () => {
  it('catches a lost trigger and a lost task after a minute, whatever stands beside them', async () => {
    const smtp = await serverThat({ kind: 'answer', at: 'recipient', code: 451 });
    await h.queue('lost-task');
    await h.work();
    h.tasks.splice(0);
    await queueMail(h.deps, 'lost-trigger', { to: ['person@example.com'], template: APPROVED });
    for (const state of ['PENDING', 'RETRY', 'PROCESSING']) {
      const broken = { created_at: new Date(0), delivery: { state, next_attempt_at: new Date(0), lease_until: new Date(0) } };
      await h.documents.firestore.doc(`mail/broken-${state}`).set(broken);
    }
    h.clock.pass(FIRST_WAIT + 1);
    await sweepMail(h.deps);
    expect(h.tasks).toEqual([]);
    h.clock.pass(60_000);
    await sweepMail(h.deps);
    await sweepMail(h.deps);
    expect(h.tasks.map(({ body }) => body)).toEqual(
      expect.arrayContaining([
        { mail_id: 'lost-trigger', attempts: 0 },
        { mail_id: 'lost-task', attempts: 1 },
      ]),
    );
    expect(h.tasks).toHaveLength(2);
    await h.work();
    for (const id of ['lost-task', 'lost-trigger']) expect(await delivery(id)).toMatchObject({ state: 'SUCCESS' });
    expect(smtp.received).toHaveLength(2);
    expect(h.logged.filter(({ event }) => event === 'sweep_item_failed').map(({ fields }) => fields['mail_id'])).toEqual(
      expect.arrayContaining(['broken-PENDING', 'broken-RETRY', 'broken-PROCESSING']),
    );
  });
});

describe('every kind of letter', () => {
  const AT = new Date('2026-11-25T05:04:00Z');
  const person = { name: 'Guest', email: 'guest@example.com' };
  const WAITING: ApplicationDocument = {
    ...person,
    purpose: 'reports',
    applied_at: AT,
    status: 'pending',
    decided_at: null,
    decided_by: null,
    decided_via: null,
    reason: null,
  };
  const templates: MailTemplate[] = (['ko', 'en'] as const).flatMap((locale): MailTemplate[] => [
    { name: 'receipt', locale, data: { ...person, applied_at: AT } },
    { name: 'notice', locale, data: { ...person, uid: 'guest', purpose: 'reports', applied_at: AT, seq: 0 } },
    { name: 'digest', locale, data: {} },
    ...(['approved', 'denied', 'revoked', 'undone'] as const).map((name) => ({ name, locale, data: { name: 'Guest', reason: 'because' } })),
  ]);

  it('comes back from Firestore as it was queued, and goes out', async () => {
    const smtp = await server();
    await h.documents.application('guest').set(WAITING);
    for (const [index, template] of templates.entries()) await h.queue(`letter-${index}`, { template });
    await h.work();
    for (const [index, template] of templates.entries())
      expect(await h.mail(`letter-${index}`)).toMatchObject({ template, delivery: { state: 'SUCCESS' } });
    expect(smtp.received).toHaveLength(templates.length);
  });

  it('a digest keeps no names: it says who waits when it is sent, and is not sent when nobody does', async () => {
    const smtp = await server();
    const apply = (uid: string, change: Partial<ApplicationDocument>) => h.documents.application(uid).set({ ...WAITING, ...change });
    await apply('decided', { name: 'Decided', status: 'denied' });
    for (let index = 0; index < 53; index += 1)
      await apply(`guest-${index}`, { name: `Guest ${index}`, applied_at: new Date(AT.getTime() + index) });
    const template: MailTemplate = { name: 'digest', locale: 'en', data: {} };
    await h.queue('digest', { template });
    await h.work();
    const first = await simpleParser(smtp.received[0]!.raw);
    expect(first.subject).toContain('53 beta applications are waiting');
    expect(first.text).toContain('Guest 52 (guest@example.com)');
    expect(first.text).toContain('And 3 more.');
    expect(first.text).not.toMatch(/Decided|Guest 2 /);
    expect(JSON.stringify(await h.mail('digest'))).not.toMatch(/Guest|guest/);
    await h.queue('later', { template });
    for (let index = 1; index < 53; index += 1) await apply(`guest-${index}`, { status: 'approved' });
    await h.work();
    const second = await simpleParser(smtp.received[1]!.raw);
    expect(second.subject).toContain('One beta application is waiting');
    expect(second.text).toContain('Guest 0 (guest@example.com)');
    expect(second.text).not.toContain('more.');
    await h.queue('last', { template });
    await apply('guest-0', { status: 'denied' });
    await h.work();
    expect(smtp.received).toHaveLength(2);
    expect((await h.documents.mail('last').get()).exists).toBe(false);
  });

  it.each([
    ['names', { people: [{ name: 'Gone', email: 'gone@example.com', purpose: 'reports' }], more: 20 }],
    ['uids', { uids: ['gone'], more: 20 }],
  ])('a digest that an earlier version queued with %s says who waits now', async (_what, data) => {
    const smtp = await server();
    await h.documents.application('guest').set(WAITING);
    await h.queue('digest', { template: { name: 'digest', locale: 'en', data: {} } });
    await h.documents.firestore.doc('mail/digest').update({ 'template.data': data });
    await h.work();
    const { text = '', subject } = await simpleParser(smtp.received[0]!.raw);
    expect(subject).toContain('One beta application is waiting');
    expect(text).toContain('Guest (guest@example.com)');
    expect(text).not.toContain('Gone');
  });
});
