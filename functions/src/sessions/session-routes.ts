import { PresenceRequest, SessionId, SessionInput, SessionPatch, StopRequest, type SessionDocument } from '@oma/contract';
import type { Context, Hono } from 'hono';
import { type ApiDeps, MAX_BODY_BYTES } from '../http/api-deps.ts';
import { parseBody } from '../http/json-app.ts';
import { requireMember } from '../http/person.ts';
import { ProblemError } from '../http/problem.ts';
import { createSession, listSessions, notePresence, patchSession, readSession, sessionAnswer } from './session-store.ts';

const noSuchSession = (): ProblemError => new ProblemError('not_found', 'There is no such conversation among yours.');

export function sessionRoutes(app: Hono, deps: ApiDeps): void {
  const { documents } = deps;
  const member = (context: Context) => requireMember(context, deps.verifyIdToken, documents);
  const ownSession = async (context: Context): Promise<SessionDocument> => {
    const { uid } = await member(context);
    const sessionId = SessionId.safeParse(context.req.param('id'));
    const session = sessionId.success ? await readSession(documents, uid, sessionId.data) : null;
    if (session === null) throw noSuchSession();
    return session;
  };

  app.get('/api/sessions', async (context) => {
    const { uid } = await member(context);
    const cursor = context.req.query('cursor');
    if (cursor !== undefined && !SessionId.safeParse(cursor).success)
      throw new ProblemError('invalid', 'The cursor is not one this list gave.');
    return context.json(await listSessions(documents, uid, cursor ?? null));
  });
  app.post('/api/sessions', async (context) => {
    const { uid } = await member(context);
    const input = await parseBody(context, SessionInput, MAX_BODY_BYTES);
    const created = await createSession(documents, { uid, input, now: deps.now() });
    if (created.ok) return context.json(created.value, 201, { location: `/api/sessions/${created.value.id}` });
    if (created.error.reason === 'no_such_agent') throw new ProblemError('not_found', 'There is no such agent among yours.');
    throw new ProblemError('conflict', `The agent is ${created.error.status}; only a draft or active agent can be talked to.`);
  });
  app.get('/api/sessions/:id', async (context) => context.json(sessionAnswer(await ownSession(context))));
  app.patch('/api/sessions/:id', async (context) => {
    const { session_id } = await ownSession(context);
    const patch = await parseBody(context, SessionPatch, MAX_BODY_BYTES);
    await patchSession(documents, session_id, patch, deps.now());
    if (patch.status === 'closed') await deps.closeSession(session_id);
    return context.json(sessionAnswer(await ownSession(context)));
  });
  app.post('/api/sessions/:id/stop', async (context) => {
    const { session_id } = await ownSession(context);
    const { message_id } = await parseBody(context, StopRequest, MAX_BODY_BYTES);
    const answer = await deps.requestStop(session_id, message_id);
    if (answer === 'not_stoppable') throw new ProblemError('conflict', 'This message is neither waiting nor being worked on.');
    return context.json({ status: answer }, 202);
  });
  app.post('/api/sessions/:id/presence', async (context) => {
    const { session_id } = await ownSession(context);
    const { visible, read_to } = await parseBody(context, PresenceRequest, MAX_BODY_BYTES);
    await notePresence(documents, session_id, { visible, readTo: read_to === undefined ? null : new Date(read_to), now: deps.now() });
    return context.body(null, 204);
  });
}
