import type { MailTemplate } from '@oma/contract';
import type { Block, Content } from './layout.ts';
import { footerOf, type LetterHead, subjectOf } from './letter-head.ts';
import { manyLines, oneLine } from './plain.ts';

const PURPOSE_EXCERPT = 300;

/** Somebody who waits for a decision. */
export type Applicant = { name: string; email: string; purpose: string };

/** To one admin who prefers it: everybody who waits, once a day. */
export function digest(
  { locale }: Extract<MailTemplate, { name: 'digest' }>,
  head: LetterHead,
  { waiting, more }: { waiting: readonly Applicant[]; more: number },
): Content {
  const isKorean = locale === 'ko';
  const count = waiting.length + more;
  const people = waiting.map((person): Block => {
    const name = oneLine(person.name);
    const email = oneLine(person.email);
    return { kind: 'quote', label: name === '' ? email : `${name} (${email})`, text: manyLines(person.purpose, PURPOSE_EXCERPT) };
  });
  const others: Block[] = more > 0 ? [{ kind: 'text', text: isKorean ? `이 밖에 ${more}건이 더 있습니다.` : `And ${more} more.` }] : [];
  const applications = count === 1 ? 'One beta application is' : `${count} beta applications are`;
  return {
    locale,
    footer: footerOf(head, locale),
    subject: subjectOf(head, isKorean ? `검토를 기다리는 베타 신청 ${count}건` : `${applications} waiting`),
    preheader: waiting
      .slice(0, 5)
      .map((person) => oneLine(person.name, 40) || oneLine(person.email, 40))
      .join(', '),
    blocks: [
      { kind: 'text', text: isKorean ? `검토를 기다리는 베타 신청이 ${count}건 있습니다.` : `${applications} waiting to be reviewed.` },
      ...people,
      ...others,
      {
        kind: 'action',
        label: isKorean ? '관리자 화면에서 검토하기' : 'Review on the admin page',
        url: `${head.siteUrl}/admin`,
        tone: 'strong',
      },
      {
        kind: 'note',
        text: isKorean
          ? '하루에 한 번 보내는 요약입니다. 신청마다 따로 받으려면 관리자 화면에서 설정을 바꿀 수 있습니다.'
          : 'This summary is sent once a day. To be told of each application by itself, change the setting on the admin page.',
      },
    ],
  };
}
