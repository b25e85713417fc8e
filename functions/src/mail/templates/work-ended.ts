import type { Locale, MailTemplate, WorkEnd } from '@oma/contract';
import type { Content } from './layout.ts';
import { footerOf, greeting, type LetterHead, subjectOf } from './letter-head.ts';
import { oneLine } from './plain.ts';

type WorkTemplate = Extract<MailTemplate, { name: 'work_ended' }>;
/** Whose work it is, and the title of the conversation; empty where it has none. */
export type ToldWork = { name: string; title: string };

const WORDS: Readonly<Record<Locale, Readonly<Record<WorkEnd, { subject: string; says: string }>>>> = {
  ko: {
    done: { subject: '맡기신 작업이 끝났습니다', says: '맡기신 작업이 끝나 답이 준비되었습니다.' },
    failed: {
      subject: '맡기신 작업이 실패했습니다',
      says: '맡기신 작업이 도중에 실패했습니다. 대화를 열면 이유를 보고 다시 시도하실 수 있습니다.',
    },
    asks: { subject: '작업이 답을 기다리고 있습니다', says: '맡기신 작업이 여쭐 것이 있어 답을 기다리고 있습니다.' },
  },
  en: {
    done: { subject: 'Your work is done', says: 'The work you asked for is done, and its answer is ready.' },
    failed: {
      subject: 'Your work failed',
      says: 'The work you asked for failed on the way. Open the conversation to see why, and to try again.',
    },
    asks: { subject: 'Your work is waiting for you', says: 'The work you asked for has a question for you, and waits for your answer.' },
  },
};

const MORE = {
  ko: {
    label: '대화',
    untitled: '새 대화',
    act: '대화 열기',
    why: '5분 넘게 걸린 작업이고, 열려 있는 화면이 없어 메일로 알려 드립니다. 이런 메일은 내 계정에서 끌 수 있습니다.',
  },
  en: {
    label: 'Conversation',
    untitled: 'New conversation',
    act: 'Open the conversation',
    why: 'You get this letter because the work took more than five minutes and no page of yours was open. You can switch such letters off in your account.',
  },
} as const;

/** To the person: long work ended, or waits for them. It says nothing of what was said, beyond the title. */
export function workEnded({ locale, data }: WorkTemplate, head: LetterHead, work: ToldWork | null): Content {
  const { subject, says } = WORDS[locale][data.what];
  const more = MORE[locale];
  return {
    locale,
    footer: footerOf(head, locale),
    subject: subjectOf(head, subject),
    preheader: says,
    blocks: [
      { kind: 'text', text: greeting(oneLine(work?.name ?? ''), locale) },
      { kind: 'text', text: says },
      { kind: 'facts', facts: [[more.label, oneLine(work?.title ?? '') || more.untitled]] },
      { kind: 'action', label: more.act, url: `${head.siteUrl}/workspace/${data.session_id}`, tone: 'strong' },
      { kind: 'note', text: more.why },
    ],
  };
}
