import { FORKS_PER_DAY, sessionApi, unreachable } from '@oma/contract';
import { notePersonPresence } from '../accounts/note-person-presence.ts';
import type { ApiDeps } from '../http/api-deps.ts';
import { checkFiles } from '../agents/reference-files.ts';
import { attachment } from '../http/attachment.ts';
import { accountGone } from '../http/person.ts';
import { ProblemError } from '../http/problem.ts';
import type { Router } from '../http/route.ts';
import { textStream } from '../http/text-stream.ts';
import { fileName } from '../objects/file-name.ts';
import { conversationJson, conversationMarkdown, conversationTitle } from './conversation-text.ts';
import { type ForkRefusal, forkSession } from './fork-session.ts';
import { noSession, ownSessionReader } from './own-session.ts';
import { putDraft } from './put-draft.ts';
import {
  createSession,
  listDeletedSessions,
  listSessions,
  notePresence,
  patchSession,
  sessionAnswer,
  type SessionRefusal,
} from './session-store.ts';

function forkRefused(refusal: ForkRefusal, now: Date): ProblemError {
  switch (refusal.reason) {
    case 'no_such_answer':
      return new ProblemError('not_found', 'There is no such answer in this conversation.');
    case 'not_ended':
      return new ProblemError('conflict', 'This answer is still being written.');
    case 'being_made':
      return new ProblemError('conflict', 'It is still being made. Ask again.');
    case 'gone':
      return new ProblemError('conflict', 'It could not be finished. Ask again.');
    case 'too_many':
      return new ProblemError('rate_limited', `Not more than ${FORKS_PER_DAY} conversations can be forked within 24 hours.`, {
        headers: { 'retry-after': String(Math.max(1, Math.ceil((refusal.until.getTime() - now.getTime()) / 1000))) },
      });
    default:
      return unreachable(refusal);
  }
}

function notCreated(refusal: SessionRefusal): ProblemError {
  switch (refusal.reason) {
    case 'no_such_agent':
      return new ProblemError('not_found', 'There is no such agent among yours.');
    case 'no_such_source':
      return new ProblemError('not_found', 'There is no such conversation among yours to design an agent from.');
    case 'agent_not_usable':
      return new ProblemError('conflict', `The agent is ${refusal.status}; only a draft or active agent can be talked to.`);
    default:
      return unreachable(refusal);
  }
}

/** The person's conversations. */
export function sessionRoutes(on: Router, deps: ApiDeps): void {
  const { documents } = deps;
  const ownSession = ownSessionReader(documents);

  on(sessionApi.list, async ({ caller, query }) => ({
    status: 200,
    body:
      query.deleted === 'true'
        ? await listDeletedSessions(documents, caller.uid, query, deps.now())
        : await listSessions(documents, caller.uid, query),
  }));
  on(sessionApi.create, async ({ caller, body }) => {
    const created = await createSession(documents, { uid: caller.uid, input: body, now: deps.now() });
    if (created.ok) {
      const { session, isNew } = created.value;
      return isNew ? { status: 201, body: session, headers: { location: `/api/sessions/${session.id}` } } : { status: 200, body: session };
    }
    throw notCreated(created.error);
  });
  on(sessionApi.read, async ({ caller, params }) => ({ status: 200, body: sessionAnswer(await ownSession(caller.uid, params.id)) }));
  on(sessionApi.change, async ({ caller, params: { id }, body }) => {
    await ownSession(caller.uid, id);
    await patchSession(documents, id, body, deps.now());
    if (body.status === 'closed') await deps.closeSession(id);
    return { status: 200, body: sessionAnswer(await ownSession(caller.uid, id)) };
  });
  on(sessionApi.delete, async ({ caller, params: { id } }) => {
    await ownSession(caller.uid, id);
    await deps.deleteSession(id);
    const session = (await documents.session(id).get()).data();
    if (session?.user_id !== caller.uid) throw noSession();
    return { status: 200, body: sessionAnswer(session) };
  });
  on(sessionApi.restore, async ({ caller, params: { id } }) => {
    if (!(await deps.restoreSession(caller.uid, id))) throw noSession();
    return { status: 200, body: sessionAnswer(await ownSession(caller.uid, id)) };
  });
  on(sessionApi.fork, async ({ caller, params: { id }, body }) => {
    const source = await ownSession(caller.uid, id);
    const forked = await forkSession(deps, { source, messageId: body.message_id, key: body.key ?? null });
    if (!forked.ok) throw forkRefused(forked.error, deps.now());
    const session = sessionAnswer(forked.value.session);
    return forked.value.isNew
      ? { status: 201, body: session, headers: { location: `/api/sessions/${session.id}` } }
      : { status: 200, body: session };
  });
  on(sessionApi.stop, async ({ caller, params: { id }, body }) => {
    await ownSession(caller.uid, id);
    const answer = await deps.requestStop(id, body.message_id ?? null);
    if (answer === 'not_stoppable') throw new ProblemError('conflict', 'Nothing of this is waiting or being worked on.');
    return { status: 202, body: { status: answer } };
  });
  on(sessionApi.warm, async ({ caller, params: { id } }) => {
    await ownSession(caller.uid, id);
    const warm = await deps.warmSession(id);
    return { status: warm ? 202 : 200, body: { warm } };
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
  on(sessionApi.putDraft, async ({ caller, params: { id }, body }) => {
    await ownSession(caller.uid, id);
    const errors = await checkFiles(deps, caller.uid, body.config.files);
    if (errors.length > 0) throw new ProblemError('invalid', 'Some fields are not valid; see errors.', { errors });
    switch (await putDraft(documents, { sessionId: id, uid: caller.uid, agent: body, now: deps.now() })) {
      case 'put':
        return { status: 204, body: null };
      case 'gone':
        throw noSession();
      case 'no test':
        throw new ProblemError('conflict', 'This conversation is no test of your own making: what answers in it is not put there.');
    }
  });
  on(sessionApi.reportPresence, async ({ caller, params: { id }, body: { visible, read_to } }) => {
    await ownSession(caller.uid, id);
    if (visible && !(await notePersonPresence(documents, caller.uid, deps.now()))) throw accountGone();
    await notePresence(documents, id, { visible, readTo: read_to === undefined ? null : new Date(read_to), now: deps.now() });
    return { status: 204, body: null };
  });
}
