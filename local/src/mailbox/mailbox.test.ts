import { mkdtempSync, rmSync, writeFileSync } from 'node:fs';
import { type AddressInfo, connect, createServer } from 'node:net';
import os from 'node:os';
import path from 'node:path';
import { afterEach, beforeEach, describe, expect, it } from 'vitest';
import { MOST_LETTERS, openLetters, type ReceivedLetter } from './letters.ts';
import { type Mailbox, startMailbox } from './mailbox.ts';

let folder: string;
let ports: { mailbox: number; smtp: number };
let mailbox: Mailbox;
const start = (): Promise<Mailbox> =>
  startMailbox({ ports, file: path.join(folder, 'mailbox.json'), templatesFile: path.join(folder, 'templates.mjs') });

beforeEach(async () => {
  folder = mkdtempSync(path.join(os.tmpdir(), 'mailbox-'));
  ports = { mailbox: await freePort(), smtp: await freePort() };
  mailbox = await start();
});
afterEach(async () => {
  await mailbox.close();
  rmSync(folder, { recursive: true, force: true });
});

async function freePort(): Promise<number> {
  const probe = createServer();
  await new Promise<void>((resolve) => probe.listen(0, '127.0.0.1', resolve));
  const { port } = probe.address() as AddressInfo;
  await new Promise((resolve) => probe.close(resolve));
  return port;
}

/** Sends a message as any SMTP client does, and expects that it is taken. */
async function send(message: readonly string[], to = ['guest@example.com']): Promise<void> {
  const answers = await talk([
    'EHLO test',
    'MAIL FROM:<noreply@example.com>',
    ...to.map((address) => `RCPT TO:<${address}>`),
    'DATA',
    [...message, '.'].join('\r\n'),
  ]);
  for (const answer of answers) expect(answer).toMatch(/^[23]/);
}

/** Says a line at a time, each after the answer to the one before; resolves with the answers, from the greeting on. */
async function talk(given: readonly string[]): Promise<string[]> {
  const lines = [...given, 'QUIT'];
  const answers: string[] = [];
  const socket = connect(ports.smtp, '127.0.0.1');
  let heard = '';
  for await (const data of socket as AsyncIterable<Buffer>) {
    heard += data.toString();
    if (!/^\d{3} .*\r\n$/m.test(heard)) continue;
    answers.push(heard);
    heard = '';
    const line = lines.shift();
    if (line === undefined) break;
    socket.write(`${line}\r\n`);
  }
  socket.destroy();
  return answers;
}

/** Each in a connection of its own, for the mailbox is restarted between them. */
const ask = (place: string, method = 'GET'): Promise<Response> =>
  fetch(`http://127.0.0.1:${ports.mailbox}${place}`, { method, headers: { connection: 'close' } });
const messages = async (): Promise<ReceivedLetter[]> => (await (await ask('/messages')).json()) as ReceivedLetter[];

describe('the mailbox', () => {
  it('shows what came, newest first, with all of it', async () => {
    await send(['Subject: one', 'From: AI Agent Platform <noreply@example.com>', '', 'first']);
    await send(
      [
        'Subject: =?utf-8?B?64uk7J2M?=',
        'From: noreply@example.com',
        'MIME-Version: 1.0',
        'Content-Type: multipart/alternative; boundary=b',
        '',
        '--b',
        'Content-Type: text/plain; charset=utf-8',
        '',
        '안녕하세요',
        '--b',
        'Content-Type: text/html; charset=utf-8',
        '',
        '<p>안녕하세요</p>',
        '--b--',
      ],
      ['guest@example.com', 'admin@example.com'],
    );
    const [second, first, ...more] = await messages();
    expect(more).toEqual([]);
    expect(first).toMatchObject({ to: 'guest@example.com', from: 'noreply@example.com', subject: 'one', html: '' });
    expect(first?.text.trim()).toBe('first');
    expect(second).toMatchObject({ to: 'guest@example.com, admin@example.com', subject: '다음' });
    expect(second?.text.trim()).toBe('안녕하세요');
    expect(second?.html.trim()).toBe('<p>안녕하세요</p>');
    expect(Object.keys(second ?? {}).sort()).toEqual(['from', 'html', 'id', 'received_at', 'subject', 'text', 'to']);
    expect(Date.parse(second?.received_at ?? '')).toBeGreaterThan(Date.now() - 60_000);
    expect(second?.id).not.toBe(first?.id);
  });

  it('keeps its letters over a restart, and forgets them when told', async () => {
    await send(['Subject: kept', '', 'text']);
    const before = await messages();
    await mailbox.close();
    mailbox = await start();
    expect(await messages()).toEqual(before);
    expect((await ask('/messages', 'DELETE')).status).toBe(204);
    await mailbox.close();
    mailbox = await start();
    expect(await messages()).toEqual([]);
  });

  it('refuses one domain for good, so that a failed letter can be seen', async () => {
    const refusedOf = async (...addresses: string[]): Promise<(string | undefined)[]> =>
      (await talk(['EHLO test', 'MAIL FROM:<noreply@example.com>', ...addresses.map((address) => `RCPT TO:<${address}>`)]))
        .slice(3, 3 + addresses.length)
        .map((answer) => answer.slice(0, 3));
    expect(await refusedOf('somebody@refused.example.com', 'SOMEBODY@REFUSED.EXAMPLE.COM')).toEqual(['550', '550']);
    expect(await refusedOf('refused.example.com@example.com', 'somebody@notrefused.example.com')).toEqual(['250', '250']);
  });

  it('begins empty where its file is broken', async () => {
    await mailbox.close();
    writeFileSync(path.join(folder, 'mailbox.json'), '[{"id":');
    mailbox = await start();
    expect(await messages()).toEqual([]);
  });

  it('keeps the newest thousand', async () => {
    const file = path.join(folder, 'many.json');
    const letters = openLetters(file);
    const letter = (id: number): ReceivedLetter => ({
      id: String(id),
      to: '',
      from: '',
      subject: '',
      text: '',
      html: '',
      received_at: '2026-11-25T00:00:00.000Z',
    });
    await Promise.all(Array.from({ length: MOST_LETTERS + 5 }, (_, id) => letters.add(letter(id))));
    for (const seen of [letters, openLetters(file)]) {
      expect(seen.list()).toHaveLength(MOST_LETTERS);
      expect(seen.list()[0]?.id).toBe(String(MOST_LETTERS + 4));
    }
  });

  it('has a page that runs nothing but its own script', async () => {
    const page = await ask('/');
    expect(page.headers.get('content-security-policy')).toContain("default-src 'none'; script-src 'self'");
    const html = await page.text();
    expect(html).toContain('src="/mailbox.js"');
    expect(/<iframe[^>]*>/.exec(html)?.[0]).not.toMatch(/allow-(scripts|same-origin)/);
    for (const place of ['/mailbox.js', '/mailbox.css']) expect((await ask(place)).status).toBe(200);
    expect((await ask('/nothing')).status).toBe(404);
  });

  it('previews every letter as it was last built, as text and in a frame of its own', async () => {
    const build = (subject: string, at: number): void => {
      const sample = { name: 'receipt', locale: 'ko', subject, text: '<i>', html: '<p class="x">hi</p><script>alert(1)</script>' };
      writeFileSync(path.join(folder, 'templates.mjs'), `export const sampleLetters = () => ${JSON.stringify([sample])}; // ${at}`);
    };
    build('old', 1);
    expect(await (await ask('/preview')).text()).toContain('old');
    await expect
      .poll(async () => {
        build('new "<b>"', Date.now());
        return (await ask('/preview')).text();
      })
      .toContain('new &quot;&lt;b>&quot;');
    const html = await (await ask('/preview')).text();
    expect(html).toContain('srcdoc="&lt;p class=&quot;x&quot;>hi&lt;/p>&lt;script>alert(1)&lt;/script>"');
    expect(html).not.toContain('<script>');
  });
});
