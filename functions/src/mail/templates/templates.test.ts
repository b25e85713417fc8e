import type { MailTemplate } from '@oma/contract';
import fc from 'fast-check';
import { simpleParser } from 'mailparser';
import { createTransport } from 'nodemailer';
import { describe, expect, it } from 'vitest';
import { NOTHING_ADDED, renderLetter, sampleLetters, type RenderedLetter } from './index.ts';

const HEAD = { platformName: 'AI Agent Platform', siteUrl: 'https://agents.example.com', contact: 'contact@example.com' };
const LINKS = { approve: 'https://agents.example.com/decision#a', deny: 'https://agents.example.com/decision#d' };
const AT = new Date('2026-11-25T05:04:00Z');
const LOCALES = ['ko', 'en'] as const;

/** Every kind of letter about a person who wrote this. */
const about = (value: string, locale: 'ko' | 'en' = 'ko'): RenderedLetter[] => {
  const person = { name: value, email: value, purpose: value };
  const templates: MailTemplate[] = [
    { name: 'receipt', locale, data: { name: value, email: value, applied_at: AT } },
    { name: 'notice', locale, data: { ...person, uid: 'x', applied_at: AT, seq: 0 } },
    { name: 'digest', locale, data: {} },
    { name: 'work_ended', locale, data: { uid: 'x', session_id: '0c7f3a52-6f0e-4f6b-9f43-2f5d8b8a1c11', what: 'done' } },
    ...(['approved', 'denied', 'revoked', 'undone'] as const).map((name) => ({ name, locale, data: { name: value, reason: value } })),
  ];
  return templates.map((template) =>
    renderLetter(template, HEAD, { links: LINKS, waiting: [person], more: 0, work: { name: value, title: value } }),
  );
};

/** The letter as it goes over the wire, and what a mail program makes of it. */
async function overTheWire(letter: RenderedLetter) {
  const transport = createTransport({ streamTransport: true, buffer: true });
  const { message } = await transport.sendMail({
    from: 'noreply@example.com',
    to: 'person@example.com',
    messageId: '<m@example.com>',
    ...letter,
  });
  const raw = Buffer.isBuffer(message) ? message.toString() : '';
  return { raw, ...(await simpleParser(raw)) };
}

const tagsOf = (html: string): string[] => [...html.matchAll(/<\/?[a-z!][^>]*>/gi)].map(([tag]) => tag).filter((tag) => tag !== '<br>');
const HEADERS = ['content-type', 'date', 'from', 'message-id', 'mime-version', 'subject', 'to'];

describe('every letter', () => {
  it.each(sampleLetters().map((letter) => [letter.name, letter.locale, letter] as const))('%s (%s)', (_name, _locale, letter) => {
    expect(letter.subject).toMatchSnapshot('subject');
    expect(letter.text).toMatchSnapshot('text');
    expect(letter.html).toMatchSnapshot('html');
  });

  it.each([
    ['receipt', '[AI Agent Platform] 베타 신청이 접수되었습니다'],
    ['notice', '[AI Agent Platform] 새 베타 신청: 김하늘'],
    ['approved', '[AI Agent Platform] 베타 이용이 승인되었습니다'],
    ['denied', '[AI Agent Platform] 베타 신청 결과를 안내드립니다'],
    ['revoked', '[AI Agent Platform] 베타 이용이 중지되었습니다'],
    ['undone', '[AI Agent Platform] 베타 신청을 다시 검토합니다'],
  ])('%s has its promised subject', (name, subject) => {
    expect(sampleLetters().find((letter) => letter.name === name && letter.locale === 'ko')?.subject).toBe(subject);
  });

  it('acknowledges an application with all it promises, in text and in HTML', () => {
    const letter = sampleLetters().find(({ name, locale }) => name === 'receipt' && locale === 'ko');
    for (const form of [letter?.text, letter?.html])
      for (const words of [
        '안녕하세요, 김하늘님.',
        'haneul@example.com',
        '2026년 11월 25일 오후 2:04',
        '승인은 순차적으로 진행되며, 완료되면 별도로 안내드리겠습니다.',
        'contact@example.com',
      ])
        expect(form).toContain(words);
  });

  it('says who writes it by the configured name', () => {
    const letter = renderLetter(
      { name: 'approved', locale: 'ko', data: { name: 'A', reason: null } },
      { ...HEAD, platformName: 'My <Platform>\r\nX: y' },
      NOTHING_ADDED,
    );
    expect(letter.subject).toBe('[My <Platform> X: y] 베타 이용이 승인되었습니다');
    expect(letter.html).toContain('My &lt;Platform&gt; X: y');
  });

  it('greets a person without a name without one, and names them by their address to an admin', () => {
    const nameless = { name: ' \u200b', email: 'guest@example.com', purpose: 'x', applied_at: AT };
    const receipt = renderLetter({ name: 'receipt', locale: 'ko', data: nameless }, HEAD, NOTHING_ADDED);
    expect(receipt.text).toMatch(/^안녕하세요\.\n/);
    const notice = renderLetter({ name: 'notice', locale: 'ko', data: { ...nameless, uid: 'x', seq: 0 } }, HEAD, NOTHING_ADDED);
    expect(notice.subject).toBe('[AI Agent Platform] 새 베타 신청: guest@example.com');
    expect(notice.text).not.toContain('/decision#');
  });

  it('keeps the lines of a long purpose', () => {
    const purpose = Array.from({ length: 25 }, (_, line) => `${line + 1}. 보고서를 만들고 자료를 정리합니다.`).join('\r\n');
    const [, letter] = about(purpose);
    expect(letter?.text).toContain('> 1. 보고서를 만들고 자료를 정리합니다.\n> 2. ');
    expect(letter?.html).toContain('정리합니다.<br>25. 보고서를');
  });
});

describe('what a person wrote', () => {
  const HOSTILE = {
    markup: `<script>alert(1)</script><img src=x onerror="alert(2)"><a href='https://evil.example'>x</a>--></style></title>&lt;b&gt;`,
    'line ends': 'Kim\r\nBcc: victim@example.com\r\n\r\n<h1>injected</h1>\n.\nQUIT',
    'other line ends': 'Kim\u2028Bcc: a@example.com\u2029x\u0085y\vz\f\0',
    length: '가나다라마바사아자차'.repeat(1000),
    'one word': 'w'.repeat(10_000),
    'right to left': '\u202Egnp.exe\u202C \u2067שלום\u2066 \u200Fعليكم',
    emoji: '👩‍👩‍👧‍👦 🏴󠁧󠁢󠁥󠁮󠁧󠁿 👍🏽 e\u0301',
    'half a character': '\uD83D and \uDE00',
    'encoded words': '=?utf-8?B?PGI+?= =?us-ascii?Q?=0D=0ABcc:_x?=',
  };

  it.each(Object.entries(HOSTILE).flatMap(([what, value]) => LOCALES.map((locale) => [what, locale, value] as const)))(
    'is shown as text and nothing else: %s (%s)',
    async (_what, locale, value) => {
      const plain = about('Kim', locale);
      for (const [index, letter] of about(value, locale).entries()) {
        expect(tagsOf(letter.html)).toEqual(tagsOf(plain[index]?.html ?? ''));
        const parsed = await overTheWire(letter);
        expect(parsed.headerLines.map(({ key }) => key).sort()).toEqual(HEADERS);
        expect(parsed.subject).toBe(letter.subject);
        expect(parsed.to).toMatchObject({ text: 'person@example.com' });
        expect(parsed.attachments).toEqual([]);
        expect(parsed.text?.trim()).toBe(letter.text.trim());
        expect(parsed.html).toBe(letter.html);
        expect(letter.subject.length).toBeLessThan(200);
        expect(parsed.raw.split('\r\n').every((line) => line.length <= 998)).toBe(true);
      }
    },
  );

  it('turns nothing around but itself', () => {
    for (const letter of about(HOSTILE['right to left']))
      for (const form of Object.values(letter)) {
        expect(form).not.toMatch(/[\u061C\u200E\u200F\u202A-\u202E\u2066\u2067]/);
        expect(form.split('\u2068').length).toBe(form.split('\u2069').length);
      }
    expect(about('שלום')[1]?.subject).toBe('[AI Agent Platform] 새 베타 신청: \u2068שלום\u2069');
    expect(about('김하늘')[1]?.subject).toBe('[AI Agent Platform] 새 베타 신청: 김하늘');
  });

  it('keeps emoji and scripts whole, also where it is cut', () => {
    const family = '👩‍👩‍👧‍👦';
    expect(about(family)[0]?.text).toContain(`안녕하세요, ${family}님.`);
    expect(about(family.repeat(100))[1]?.subject).toMatch(new RegExp(`: (${family})+…$`, 'u'));
  });

  it('never makes a letter that does not parse, whatever it is', async () => {
    await fc.assert(
      fc.asyncProperty(fc.string({ unit: 'binary', maxLength: 300 }), async (value) => {
        const plain = about('Kim');
        const letters = about(`x${value}`);
        for (const [index, letter] of letters.entries()) {
          expect(letter.subject).not.toMatch(/\p{Cc}/u);
          expect(tagsOf(letter.html)).toEqual(tagsOf(plain[index]?.html ?? ''));
        }
        const [, notice] = letters;
        if (notice === undefined) throw new Error('there is a notice');
        const parsed = await overTheWire(notice);
        expect(parsed.headerLines.map(({ key }) => key).sort()).toEqual(HEADERS);
        expect(parsed.html).toBe(notice.html);
      }),
      { numRuns: 100 },
    );
  });
});
