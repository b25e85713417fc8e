import { type AskProblem, sessionApi, type SessionDocument, unreachable } from '@oma/contract';
import type { ApiDeps } from '../http/api-deps.ts';
import { attachment } from '../http/attachment.ts';
import { ProblemError } from '../http/problem.ts';
import type { Router } from '../http/route.ts';
import { textStream } from '../http/text-stream.ts';
import { fileName } from '../objects/file-name.ts';
import { conversationJson, conversationMarkdown, conversationTitle } from './conversation-text.ts';
import type { AnswerAsk } from './session-commands.ts';
import { createSession, listSessions, notePresence, patchSession, readSession, sessionAnswer } from './session-store.ts';

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

/** The person's conversations. */
export function sessionRoutes(on: Router, deps: ApiDeps): void {
  const { documents } = deps;
  const ownSession = async (uid: string, id: string): Promise<SessionDocument> => {
    const session = await readSession(documents, uid, id);
    if (session === null) throw new ProblemError('not_found', 'There is no such conversation among yours.');
    return session;
  };

  on(sessionApi.list, async ({ caller, query }) => ({
    status: 200,
    body: await listSessions(documents, caller.uid, query),
  }));
  on(sessionApi.create, async ({ caller, body }) => {
    const created = await createSession(documents, { uid: caller.uid, input: body, now: deps.now() });
    if (created.ok) {
      const { session, isNew } = created.value;
      return isNew ? { status: 201, body: session, headers: { location: `/api/sessions/${session.id}` } } : { status: 200, body: session };
    }
    if (created.error.reason === 'no_such_agent') throw new ProblemError('not_found', 'There is no such agent among yours.');
    throw new ProblemError('conflict', `The agent is ${created.error.status}; only a draft or active agent can be talked to.`);
  });
  on(sessionApi.read, async ({ caller, params }) => ({ status: 200, body: sessionAnswer(await ownSession(caller.uid, params.id)) }));
  on(sessionApi.change, async ({ caller, params: { id }, body }) => {
    await ownSession(caller.uid, id);
    await patchSession(documents, id, body, deps.now());
    if (body.status === 'closed') await deps.closeSession(id);
    return { status: 200, body: sessionAnswer(await ownSession(caller.uid, id)) };
  });
  on(sessionApi.stop, async ({ caller, params: { id }, body }) => {
    await ownSession(caller.uid, id);
    const answer = await deps.requestStop(id, body.message_id);
    if (answer === 'not_stoppable') throw new ProblemError('conflict', 'This message is neither waiting nor being worked on.');
    return { status: 202, body: { status: answer } };
  });
  on(sessionApi.withdraw, async ({ caller, params: { id, mid } }) => {
    await ownSession(caller.uid, id);
    const withdrawn = await deps.withdrawQuestion(id, mid);
    if (withdrawn.ok) return { status: 200, body: { message_id: mid, content: withdrawn.value.content } };
    if (withdrawn.error === 'no_such_question') throw new ProblemError('not_found', 'There is no such question in this conversation.');
    throw new ProblemError('conflict', 'This question does not wait any more.');
  });
  on(sessionApi.answerAsk, async ({ caller, params: { id, mid, ask }, body: { replies } }) => {
    await ownSession(caller.uid, id);
    const answered = await deps.answerAsk(id, mid, ask, replies);
    if (answered.ok) return { status: 200, body: { id: ask, answered_at: answered.value.at.toISOString() } };
    throw askRefused(answered.error);
  });
  on(sessionApi.warm, async ({ caller, params: { id } }) => {
    await ownSession(caller.uid, id);
    return { status: (await deps.warmSession(id)) ? 202 : 204, body: null };
  });
  on(sessionApi.readConversation, async ({ caller, params: { id }, query: { format } }) => {
    const session = await ownSession(caller.uid, id);
    const { locale } = caller.user;
    const name = fileName(conversationTitle(session.title, locale), id);
    const headersOf = (type: string, ending: string) => ({ 'content-type': type, 'content-disposition': attachment(`${name}.${ending}`) });
    return format === 'json'
      ? { status: 200, body: textStream(conversationJson(deps, session)), headers: headersOf('application/json', 'json') }
      : {
          status: 200,
          body: textStream(conversationMarkdown(deps, session, locale)),
          headers: headersOf('text/markdown; charset=utf-8', 'md'),
        };
  });
  on(sessionApi.reportPresence, async ({ caller, params: { id }, body: { visible, read_to } }) => {
    await ownSession(caller.uid, id);
    await notePresence(documents, id, { visible, readTo: read_to === undefined ? null : new Date(read_to), now: deps.now() });
    return { status: 204, body: null };
  });
}
