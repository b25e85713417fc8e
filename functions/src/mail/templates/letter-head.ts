/** What every letter says about who writes it. */
export type LetterHead = {
  platformName: string;
  /** Without a slash at its end. */
  siteUrl: string;
  /** Where a person may write to. */
  contact: string;
};

/** Where an admin decides by one click; in a notice only, and good for that admin. */
export type DecisionLinks = { approve: string; deny: string };

/** A name may spell out an encoded word (RFC 2047), which mail programs would decode in a header; an invisible joiner keeps it what it is. */
export const subjectOf = (head: LetterHead, words: string): string => `[${head.platformName}] ${words}`.replaceAll('=?', '=\u2060?');

export const footerOf = (head: LetterHead, locale: 'ko' | 'en'): string[] =>
  locale === 'ko'
    ? [`${head.platformName}에서 자동으로 보낸 메일입니다.`, `문의: ${head.contact}`]
    : [`This message was sent automatically by ${head.platformName}.`, `Contact: ${head.contact}`];

/** The first line. A person without a name is greeted without one. */
export function greeting(name: string, locale: 'ko' | 'en'): string {
  if (locale === 'ko') return name === '' ? '안녕하세요.' : `안녕하세요, ${name}님.`;
  return name === '' ? 'Hello,' : `Hello ${name},`;
}
