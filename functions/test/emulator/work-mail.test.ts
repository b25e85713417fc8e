import { LONG_WORK_MS, RUN_LIMITS } from '@oma/contract';
import { simpleParser } from 'mailparser';
import { afterEach, beforeEach, describe, expect, it } from 'vitest';
import { notePersonPresence } from '../../src/accounts/note-person-presence.ts';
import { isLetterAbout } from '../../src/accounts/whose.ts';
import { sendMail } from '../../src/mail/send-mail.ts';
import { answerAsk } from '../../src/runs/answer-ask.ts';
import { askPerson } from '../../src/runs/ask-person.ts';
import { nextQuestion } from '../../src/runs/next-question.ts';
import { tellOfWork } from '../../src/runs/tell-of-work.ts';
import { HEAD, mailerTo } from './mail-harness.ts';
import { createHarness, DONE, type Harness } from './run-harness.ts';
import { startSmtpServer, type TestSmtpServer } from './test-smtp-server.ts';

let h: Harness;
let smtp: TestSmtpServer;
beforeEach(async () => {
  [h, smtp] = await Promise.all([createHarness(), startSmtpServer()]);
});
afterEach(async () => {
  await smtp.close();
  await h.close();
});

/** Asks something that takes `ms`, and answers its id. */
async function work(on: Harness, ms: number, result: Parameters<typeof nextQuestion>[2]['result'] = DONE): Promise<string> {
  const id = await on.ask('비밀 이야기');
  const { ref } = await on.start();
  await nextQuestion(on.deps, ref, { turn: 0, result: null, wait_s: 0 });
  on.clock.pass(ms);
  await nextQuestion(on.deps, ref, { turn: 1, result, wait_s: 0 });
  return id;
}
const letterId = (id: string): string => `${h.uid}-work-${id}`;
const isWritten = async (id: string): Promise<boolean> => (await h.documents.mail(letterId(id)).get()).exists;
const send = (id: string) => sendMail({ ...h.deps, mailer: mailerTo(smtp.port), head: HEAD }, letterId(id), 0);

describe('a letter about long work', () => {
  it('reaches the person with the title and the way to the conversation, once, and nothing of what was said in it', async () => {
    const id = await work(h, LONG_WORK_MS + 1);
    await h.documents.session(h.sessionId).update({ title: '9월 <보고서>' });
    await tellOfWork(h.deps, { uid: h.uid, sessionId: h.sessionId, messageId: id, what: 'failed' });
    expect(await send(id)).toBe('sent');
    expect(smtp.received.map(({ to }) => to)).toEqual(['person@example.com']);
    const letter = await simpleParser(smtp.received[0]?.raw ?? '');
    expect(letter.subject).toBe('[AI Agent Platform] 맡기신 작업이 끝났습니다');
    expect(letter.text).toContain('9월 <보고서>');
    expect(letter.text).toContain(`${HEAD.siteUrl}/workspace/${h.sessionId}`);
    expect(letter.text).not.toContain('비밀');
    expect(letter.html).not.toContain('<보고서>');
    expect((await h.documents.session(h.sessionId).get()).data()?.last_end).toMatchObject({ status: 'done', took_ms: LONG_WORK_MS + 1 });
  });

  it('says that it failed, in the language of the person', async () => {
    await h.documents.user(h.uid).update({ locale: 'en' });
    const id = await work(h, LONG_WORK_MS + 1, { ...DONE, status: 'failed', error: { code: 'model_error', detail: 'x' } });
    expect(await send(id)).toBe('sent');
    expect((await simpleParser(smtp.received[0]?.raw ?? '')).subject).toBe('[AI Agent Platform] Your work failed');
  });

  it('says that it waits for an answer, once, and another one when it is done', async () => {
    const id = await h.ask('비밀 이야기');
    const { ref } = await h.start();
    await nextQuestion(h.deps, ref, { turn: 0, result: null, wait_s: 0 });
    h.clock.pass(LONG_WORK_MS + 1);
    const questions = [
      {
        question: '어느 달?',
        header: '달',
        multi_select: false,
        options: [
          { label: '9월', description: '' },
          { label: '10월', description: '' },
        ],
      },
    ];
    const asked = `${id}-asked`;
    for (const ask of ['ask_1', 'ask_2']) {
      expect(await askPerson(h.deps, ref, { turn: 1, id: ask, questions, wait_s: 0 })).toMatchObject({ ok: true });
      expect(await send(asked)).toBe(ask === 'ask_1' ? 'sent' : 'settled');
      await answerAsk(h.deps)(h.sessionId, id, ask, [{ choices: ['9월'], other: null }]);
    }
    const letter = await simpleParser(smtp.received[0]?.raw ?? '');
    expect(letter.subject).toBe('[AI Agent Platform] 작업이 답을 기다리고 있습니다');
    expect(letter.text).not.toContain('어느 달');
    h.clock.pass(LONG_WORK_MS);
    await nextQuestion(h.deps, ref, { turn: 1, result: DONE, wait_s: 0 });
    expect(await send(id)).toBe('sent');
    expect((await simpleParser(smtp.received[1]?.raw ?? '')).subject).toBe('[AI Agent Platform] 맡기신 작업이 끝났습니다');
    expect([id, asked].map((one) => isLetterAbout(h.uid, letterId(one)))).toEqual([true, true]);
  });

  it('is not written for short work, a test run, what was stopped, or where a page is open', async () => {
    expect(await isWritten(await work(h, LONG_WORK_MS))).toBe(false);
    expect(await isWritten(await work(await h.another(null, 'test'), LONG_WORK_MS + 1))).toBe(false);
    expect(await isWritten(await work(await h.another(), LONG_WORK_MS + 1, { ...DONE, status: 'stopped' }))).toBe(false);
    const watched = await h.another();
    await notePersonPresence(h.documents, h.uid, new Date(h.clock.now.getTime() + LONG_WORK_MS + 1 - RUN_LIMITS.presence + 1));
    expect(await isWritten(await work(watched, LONG_WORK_MS + 1))).toBe(false);
    // What the page said has run out.
    expect(await isWritten(await work(await h.another(), LONG_WORK_MS + 1))).toBe(true);
  });

  it('is not written to somebody who wants none or has no access', async () => {
    const user = h.documents.user(h.uid);
    const told = { uid: h.uid, sessionId: h.sessionId, messageId: 'x', what: 'done' } as const;
    for (const change of [{ run_mails: false }, { run_mails: true, beta_approved: false }]) {
      await user.update(change);
      await tellOfWork(h.deps, told);
      expect(await isWritten('x')).toBe(false);
    }
    await user.delete();
    await tellOfWork(h.deps, told);
    expect(await isWritten('x')).toBe(false);
  });

  it('is dropped where access was taken, or the conversation is gone, before it went out', async () => {
    const revoked = await work(h, LONG_WORK_MS + 1);
    await h.documents.user(h.uid).update({ beta_approved: false });
    expect(await send(revoked)).toBe('gone');
    await h.documents.user(h.uid).update({ beta_approved: true });
    const other = await h.another();
    const gone = await work(other, LONG_WORK_MS + 1);
    await h.documents.session(other.sessionId).delete();
    expect(await send(gone)).toBe('gone');
    expect(smtp.received).toEqual([]);
    expect(await isWritten(gone)).toBe(false);
  });
});
