import type { MailTemplate } from '@oma/contract';
import type { Block, Content } from './layout.ts';
import { footerOf, greeting, type LetterHead, subjectOf } from './letter-head.ts';
import { manyLines, oneLine } from './plain.ts';

type DecisionTemplate = Extract<MailTemplate, { data: { reason: string | null } }>;
type Words = { subject: string; says: readonly string[]; action?: string };

const WORDS: Readonly<Record<'ko' | 'en', (platform: string) => Readonly<Record<DecisionTemplate['name'], Words>>>> = {
  ko: (platform) => ({
    approved: {
      subject: '베타 이용이 승인되었습니다',
      says: [`${platform} 베타 이용이 승인되었습니다. 지금부터 에이전트를 만들고 대화를 시작하실 수 있습니다.`],
      action: '시작하기',
    },
    denied: {
      subject: '베타 신청 결과를 안내드립니다',
      says: [
        `${platform} 베타에 관심을 갖고 신청해 주셔서 감사합니다. 신청하신 내용을 검토하였으나, 아쉽게도 이번에는 승인해 드리지 못하게 되었습니다.`,
      ],
    },
    revoked: {
      subject: '베타 이용이 중지되었습니다',
      says: [
        `${platform} 베타 이용이 중지되었습니다. 진행 중이던 작업은 멈추었으며, 새로운 작업을 시작하거나 지난 대화를 열 수 없습니다.`,
        '착오라고 생각하시면 아래 주소로 문의해 주시기 바랍니다.',
      ],
    },
    undone: {
      subject: '베타 신청을 다시 검토합니다',
      says: [
        `${platform} 베타 신청에 대한 이전 결정을 취소하고 신청을 다시 검토하고 있습니다. 결정되면 별도로 안내드리겠습니다.`,
        '검토하는 동안에는 이용하실 수 없습니다. 만드신 에이전트와 대화는 지우지 않습니다.',
      ],
    },
  }),
  en: (platform) => ({
    approved: {
      subject: 'Your beta access is approved',
      says: [`Your access to the ${platform} beta is approved. You can make agents and work with them from now on.`],
      action: 'Get started',
    },
    denied: {
      subject: 'About your beta application',
      says: [
        `Thank you for applying for the ${platform} beta. We have reviewed your application and are sorry that we cannot approve it this time.`,
      ],
    },
    revoked: {
      subject: 'Your beta access has been withdrawn',
      says: [
        `Your access to the ${platform} beta has been withdrawn. Work that was running has been stopped, and you can no longer start new work or open earlier conversations.`,
        'If you think this is a mistake, please write to the address below.',
      ],
    },
    undone: {
      subject: 'Your beta application is being reviewed again',
      says: [
        `The earlier decision on your application for the ${platform} beta was taken back, and we are reviewing it again. We will write to you when it is decided.`,
        'Until then the platform cannot be used. Agents and conversations you have made are kept.',
      ],
    },
  }),
};

/** To the person: decided, and what that means for them. */
export function decided({ name: decision, locale, data }: DecisionTemplate, head: LetterHead): Content {
  const words = WORDS[locale](head.platformName)[decision];
  const reason = manyLines(data.reason ?? '');
  const blocks: Block[] = [
    { kind: 'text', text: greeting(oneLine(data.name), locale) },
    ...words.says.map((text): Block => ({ kind: 'text', text })),
  ];
  if (reason !== '')
    blocks.push({ kind: 'quote', label: locale === 'ko' ? '관리자가 남긴 내용' : 'A note from the reviewer', text: reason });
  if (words.action !== undefined) blocks.push({ kind: 'action', label: words.action, url: `${head.siteUrl}/dashboard`, tone: 'strong' });
  return {
    locale,
    footer: footerOf(head, locale),
    subject: subjectOf(head, words.subject),
    preheader: words.says[0] ?? '',
    blocks,
  };
}
