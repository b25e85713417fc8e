import type { MailTemplate } from '@oma/contract';
import type { Content } from './layout.ts';
import { footerOf, greeting, type LetterHead, subjectOf } from './letter-head.ts';
import { dateTime, oneLine } from './plain.ts';

/** To the applicant: the application arrived. */
export function receipt({ locale, data }: Extract<MailTemplate, { name: 'receipt' }>, head: LetterHead): Content {
  const name = oneLine(data.name);
  const email = oneLine(data.email);
  const appliedAt = dateTime(data.applied_at, locale);
  const common = { locale, footer: footerOf(head, locale) };
  if (locale === 'ko')
    return {
      ...common,
      subject: subjectOf(head, '베타 신청이 접수되었습니다'),
      preheader: '승인은 순차적으로 진행되며, 완료되면 별도로 안내드리겠습니다.',
      blocks: [
        { kind: 'text', text: greeting(name, locale) },
        { kind: 'text', text: `${head.platformName} 베타 신청이 접수되었습니다. 접수한 내용은 다음과 같습니다.` },
        {
          kind: 'facts',
          facts: [
            ['이름', name],
            ['이메일', email],
            ['신청 일시', appliedAt],
          ],
        },
        { kind: 'text', text: '승인은 순차적으로 진행되며, 완료되면 별도로 안내드리겠습니다.' },
        { kind: 'note', text: `궁금한 점이 있거나 직접 신청하지 않으셨다면 아래 주소로 알려 주시기 바랍니다.\n${head.contact}` },
      ],
    };
  return {
    ...common,
    subject: subjectOf(head, 'We received your beta application'),
    preheader: 'Applications are reviewed in order, and we will write to you when yours is decided.',
    blocks: [
      { kind: 'text', text: greeting(name, locale) },
      { kind: 'text', text: `We received your application for the ${head.platformName} beta. This is what you sent:` },
      {
        kind: 'facts',
        facts: [
          ['Name', name],
          ['E-mail', email],
          ['Applied at', appliedAt],
        ],
      },
      { kind: 'text', text: 'Applications are reviewed in order, and we will write to you when yours is decided.' },
      { kind: 'note', text: `If you have a question, or did not apply yourself, please write to this address:\n${head.contact}` },
    ],
  };
}
