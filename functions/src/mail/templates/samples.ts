import type { Locale, MailTemplate } from '@oma/contract';
import type { RenderedLetter } from './layout.ts';
import type { DecisionLinks, LetterHead } from './letter-head.ts';
import { renderLetter } from './render-letter.ts';

const HEAD: LetterHead = { platformName: 'AI Agent Platform', siteUrl: 'https://agents.example.com', contact: 'contact@example.com' };
const LINKS: DecisionLinks = { approve: 'https://agents.example.com/decision#approve', deny: 'https://agents.example.com/decision#deny' };
const SESSION = '0c7f3a52-6f0e-4f6b-9f43-2f5d8b8a1c11';
const AT = new Date('2026-11-25T05:04:00Z');

const PEOPLE: Readonly<Record<Locale, { name: string; email: string; purpose: string }>> = {
  ko: {
    name: '김하늘',
    email: 'haneul@example.com',
    purpose: '매주 영업 자료를 정리하고 보고서를 만드는 일에 쓰고 싶습니다.\n\n엑셀 파일이 30개쯤 되고, 지금은 손으로 합치고 있습니다.',
  },
  en: {
    name: 'Alex Morgan',
    email: 'alex@example.com',
    purpose:
      'I would like to have our weekly sales files put together into one report.\n\nThere are about 30 spreadsheets, merged by hand today.',
  },
};

const TITLES: Readonly<Record<Locale, string>> = { ko: '9월 영업 보고서', en: 'Sales report of September' };

const waitingIn = (locale: Locale) => [PEOPLE[locale], PEOPLE[locale === 'ko' ? 'en' : 'ko']];

/** Every kind of letter with made-up people, in one language. */
function samples(locale: Locale): MailTemplate[] {
  const { name, email, purpose } = PEOPLE[locale];
  const reason = locale === 'ko' ? '다음 달에 자리를 더 마련할 예정입니다.' : 'We will have more room next month.';
  return [
    { name: 'receipt', locale, data: { name, email, applied_at: AT } },
    { name: 'notice', locale, data: { uid: 'sample', name, email, purpose, applied_at: AT, seq: 0 } },
    { name: 'digest', locale, data: {} },
    { name: 'work_ended', locale, data: { uid: 'sample', session_id: SESSION, what: 'done' } },
    { name: 'approved', locale, data: { name, reason: null } },
    { name: 'denied', locale, data: { name, reason } },
    { name: 'revoked', locale, data: { name, reason: null } },
    { name: 'undone', locale, data: { name, reason: null } },
  ];
}

export type SampleLetter = RenderedLetter & { name: MailTemplate['name']; locale: Locale };

/** Every letter in both languages, for the preview of the local mailbox and for tests. */
export const sampleLetters = (): SampleLetter[] =>
  (['ko', 'en'] as const).flatMap(samples).map((template) => ({
    name: template.name,
    locale: template.locale,
    ...renderLetter(template, HEAD, {
      links: LINKS,
      waiting: waitingIn(template.locale),
      more: 3,
      work: { name: PEOPLE[template.locale].name, title: TITLES[template.locale] },
    }),
  }));
