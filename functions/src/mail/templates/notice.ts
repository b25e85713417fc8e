import type { MailTemplate } from '@oma/contract';
import type { Block, Content } from './layout.ts';
import { type DecisionLinks, footerOf, type LetterHead, subjectOf } from './letter-head.ts';
import { dateTime, manyLines, oneLine } from './plain.ts';

const NAME_IN_SUBJECT = 60;

/** To one admin: somebody applied. */
export function notice(
  { locale, data }: Extract<MailTemplate, { name: 'notice' }>,
  head: LetterHead,
  links: DecisionLinks | null,
): Content {
  const isKorean = locale === 'ko';
  const email = oneLine(data.email);
  const name = oneLine(data.name) || email;
  const purpose = manyLines(data.purpose);
  const appliedAt = dateTime(data.applied_at, locale);
  const labels = isKorean
    ? { name: '이름', email: '이메일', appliedAt: '신청 일시', purpose: '이용 목적' }
    : { name: 'Name', email: 'E-mail', appliedAt: 'Applied at', purpose: 'Purpose' };
  return {
    locale,
    footer: footerOf(head, locale),
    subject: subjectOf(
      head,
      `${isKorean ? '새 베타 신청' : 'New beta application'}: ${oneLine(data.name, NAME_IN_SUBJECT) || oneLine(data.email, NAME_IN_SUBJECT)}`,
    ),
    preheader: oneLine(data.purpose, 120),
    blocks: [
      { kind: 'text', text: isKorean ? '새 베타 신청이 도착했습니다.' : 'Somebody has applied for the beta.' },
      {
        kind: 'facts',
        facts: [
          [labels.name, name],
          [labels.email, email],
          [labels.appliedAt, appliedAt],
        ],
      },
      { kind: 'quote', label: labels.purpose, text: purpose },
      ...(links === null ? [] : decisionBlocks(links, isKorean)),
      { kind: 'action', label: isKorean ? '관리자 화면 열기' : 'Open the admin page', url: `${head.siteUrl}/admin`, tone: 'plain' },
    ],
  };
}

const decisionBlocks = (links: DecisionLinks, isKorean: boolean): Block[] => [
  { kind: 'action', label: isKorean ? '승인하기' : 'Approve', url: links.approve, tone: 'strong' },
  { kind: 'action', label: isKorean ? '반려하기' : 'Deny', url: links.deny, tone: 'plain' },
  {
    kind: 'note',
    text: isKorean
      ? '링크를 열면 신청 내용이 먼저 표시되며, 그 화면에서 확인해야 결정됩니다. 링크는 14일 동안 한 번만 사용할 수 있고, 다른 방법으로 결정되면 더 이상 사용할 수 없습니다. 링크를 가진 사람은 누구나 결정할 수 있으므로 이 메일을 전달하지 마시기 바랍니다.'
      : 'A link first shows the application; nothing is decided until you confirm it there. Each works once within 14 days, and none works after a decision made another way. Whoever has a link can decide, so please do not forward this message.',
  },
];
