import { type AskProblem, attachmentApi, ATTACHMENT_LIMITS, measurementApi, messageApi, unreachable } from '@oma/contract';
import type { ApiDeps } from '../http/api-deps.ts';
import { ProblemError } from '../http/problem.ts';
import { RequestRate } from '../http/request-rate.ts';
import type { Router } from '../http/route.ts';
import { browserSpans } from './browser-spans.ts';
import { readWholeAnswer } from './conversation-messages.ts';
import { giveFeedback } from './give-feedback.ts';
import { openUpload } from './open-upload.ts';
import { ownSessionReader } from './own-session.ts';
import type { AnswerAsk } from './session-commands.ts';

/** Of what browsers tell of messages, each minute; one person asks less. */
const SPAN_LIMITS = { perAddress: 60, inAll: 600 };

const ASK_PROBLEMS: Readonly<Record<AskProblem['reason'], string>> = {
  count: 'must hold a reply to each question',
  unknown_choice: 'must hold choices of this question only, each once',
  missing: 'must hold a choice or words of its own',
  too_many: 'must hold one choice or words of its own, not both',
};

function askRefused(refusal: Extract<Awaited<ReturnType<AnswerAsk>>, { ok: false }>['error']): ProblemError {
  switch (refusal.reason) {
    case 'no_such_ask':
      return new ProblemError('not_found', 'Nothing of this kind was asked in this conversation.');
    case 'not_waiting':
      return new ProblemError('conflict', 'This was answered, or nobody waits for the answer any more.');
    case 'invalid':
      return new ProblemError('invalid', 'The replies do not answer what was asked; see errors.', {
        errors: refusal.problems.map(({ question, reason }) => ({
          path: reason === 'count' ? 'replies' : `replies.${question}`,
          message: ASK_PROBLEMS[reason],
        })),
      });
    default:
      return unreachable(refusal);
  }
}

const noEndedAnswer = (reason: 'no_such_answer' | 'not_ended'): ProblemError =>
  reason === 'no_such_answer'
    ? new ProblemError('not_found', 'There is no such answer in this conversation.')
    : new ProblemError('conflict', 'This answer is still being written.');

/** What a person does with the messages of a conversation. */
export function messageRoutes(on: Router, deps: ApiDeps): void {
  const { documents } = deps;
  const ownSession = ownSessionReader(documents);
  const rate = new RequestRate(SPAN_LIMITS, deps.now);

  on(messageApi.withdraw, async ({ caller, params: { id, mid } }) => {
    await ownSession(caller.uid, id);
    const withdrawn = await deps.withdrawQuestion(id, mid);
    if (withdrawn.ok) return { status: 200, body: { message_id: mid, content: withdrawn.value.content } };
    if (withdrawn.error === 'no_such_question') throw new ProblemError('not_found', 'There is no such question in this conversation.');
    throw new ProblemError('conflict', 'This question does not wait any more.');
  });
  on(messageApi.readAnswer, async ({ caller, params: { id, mid } }) => {
    await ownSession(caller.uid, id);
    const answer = await readWholeAnswer(deps, id, mid);
    if (answer.ok) return { status: 200, body: answer.value };
    throw noEndedAnswer(answer.error);
  });
  on(attachmentApi.open, async ({ caller, params: { id }, body }) => {
    const opened = await openUpload(deps, await ownSession(caller.uid, id), body);
    if (opened.ok) return { status: 200, body: opened.value };
    switch (opened.error) {
      case 'closed':
        throw new ProblemError('conflict', 'This conversation is closed; reopen it first.');
      case 'too_many':
        throw new ProblemError('rate_limited', `Not more than ${ATTACHMENT_LIMITS.per_day} files can be attached within 24 hours.`, {
          headers: { 'retry-after': '3600' },
        });
      default:
        return unreachable(opened.error);
    }
  });
  on(messageApi.giveFeedback, async ({ caller, params: { id, mid }, body }) => {
    await ownSession(caller.uid, id);
    const given = await giveFeedback(documents, { sessionId: id, messageId: mid, input: body, now: deps.now() });
    if (given.ok) return { status: 200, body: { message_id: mid, feedback: given.value } };
    throw noEndedAnswer(given.error);
  });
  on(measurementApi.tellSpans, async ({ caller, params: { id, mid }, body }) => {
    const retryAfter = rate.take(caller.uid);
    if (retryAfter !== null)
      throw new ProblemError('rate_limited', 'Too much is measured at the moment.', { headers: { 'retry-after': String(retryAfter) } });
    await ownSession(caller.uid, id);
    const question = (await documents.question(id, mid).get()).data();
    if (question === undefined) throw new ProblemError('not_found', 'There is no such question in this conversation.');
    deps.traces.export(browserSpans(mid, body, { askedAt: question.created_at, now: deps.now() }));
    return { status: 204, body: null };
  });
  on(messageApi.answerAsk, async ({ caller, params: { id, mid, ask }, body: { replies } }) => {
    await ownSession(caller.uid, id);
    const answered = await deps.answerAsk(id, mid, ask, replies);
    if (answered.ok) return { status: 200, body: { id: ask, answered_at: answered.value.at.toISOString() } };
    throw askRefused(answered.error);
  });
}
