import { CONSENT_VERSION, DEMO_APPLICANTS, DEMO_PEOPLE, DecisionsAnswer, type Locale, MailList, type Ports } from '@oma/contract';
import { setTimeout as sleep } from 'node:timers/promises';
import { enter, type Person } from './person.ts';

const LOOK_EVERY_MS = 500;
const [ADMIN] = DEMO_PEOPLE;
const [SEOYEON, DANIEL, DOHYUN] = DEMO_APPLICANTS;

type Applicant = { person: (typeof DEMO_APPLICANTS)[number]; locale: Locale; purpose: string };
const APPLICANTS: readonly Applicant[] = [
  { person: DOHYUN, locale: 'ko', purpose: '어떤 서비스인지 궁금해서 신청해요.' },
  {
    person: SEOYEON,
    locale: 'ko',
    purpose: '매주 지점 스무 곳의 매출 자료를 모아 보고서로 정리하고 있어요. 반나절 걸리는 일을 줄이고 싶어요.',
  },
  {
    person: DANIEL,
    locale: 'en',
    purpose: 'I turn customer interviews into summaries for our product team and would like an agent to write the first draft.',
  },
];

/**
 * Three people apply, and the demo's admin denies the first, where that is an admin. One thing after the other, each with its letters: the functions
 * emulator makes a process for each thing that happens at once. `admins`: who gets a notice of each application.
 */
export async function makeApplications(ports: Ports, given: { admins: readonly string[] }, signal: AbortSignal): Promise<void> {
  const admin = given.admins.includes(ADMIN.email) ? await enter(ports, ADMIN, signal) : null;
  const uids: string[] = [];
  for (const { person, locale, purpose } of APPLICANTS) {
    const applicant = await enter(ports, person, signal);
    if (locale !== 'ko') await applicant.api('PATCH', '/api/me', { locale });
    await applicant.api('POST', '/api/beta/apply', { purpose, consent_version: CONSENT_VERSION });
    uids.push(applicant.uid);
    if (admin !== null) await lettersEnded(admin, uids, uids.length * (1 + given.admins.length), signal);
  }
  if (admin === null) return;
  const decision = { uids: uids.slice(0, 1), decision: 'deny', reason: '쓰실 일을 조금 더 적어 다시 알려 주시면 검토하겠습니다.' };
  const { results } = DecisionsAnswer.parse(await admin.api('POST', '/api/admin/decisions', decision));
  if (!results.every(({ ok }) => ok)) throw new Error('the application was not denied');
  await lettersEnded(admin, uids, uids.length * (1 + given.admins.length) + 1, signal);
}

/** Resolves when so many letters about these people have been written and each has been sent or has failed. */
async function lettersEnded(admin: Person, uids: readonly string[], count: number, signal: AbortSignal): Promise<void> {
  for (;;) {
    const { mail } = MailList.parse(await admin.api('GET', '/api/admin/mail'));
    const about = mail.filter(({ id }) => uids.some((uid) => id.startsWith(`${uid}-`)));
    if (about.length >= count && about.every(({ delivery }) => delivery.state === 'SUCCESS' || delivery.state === 'ERROR')) return;
    await sleep(LOOK_EVERY_MS, undefined, { signal });
  }
}
