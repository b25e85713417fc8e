import { AgentId, AgentInput, AgentReplacement, unreachable } from '@oma/contract';
import type { Context, Hono } from 'hono';
import { type ApiDeps, MAX_BODY_BYTES } from '../http/api-deps.ts';
import { parseBody } from '../http/json-app.ts';
import { requireMember } from '../http/person.ts';
import { ProblemError } from '../http/problem.ts';
import { agentAnswer, type AgentRefusal, createAgent, listAgents, readAgent, replaceAgent } from './agent-store.ts';

const noSuchAgent = (): ProblemError => new ProblemError('not_found', 'There is no such agent among yours.');

function agentIdOf(context: Context): string {
  const parsed = AgentId.safeParse(context.req.param('id'));
  if (!parsed.success) throw noSuchAgent();
  return parsed.data;
}

/** The version a PUT was made from, as `If-Match: "3"`. */
function versionOf(context: Context): number {
  const header = context.req.header('if-match');
  if (header === undefined)
    throw new ProblemError('version_required', 'Send If-Match with the version you edited, for example If-Match: "3".');
  const version = Number(/^(?:W\/)?"(\d{1,9})"$/.exec(header.trim())?.[1]);
  if (!Number.isInteger(version)) throw new ProblemError('stale_version', 'If-Match names no version; it looks like "3".');
  return version;
}

function refused(error: AgentRefusal): ProblemError {
  switch (error.reason) {
    case 'not_found':
      return noSuchAgent();
    case 'stale':
      return new ProblemError(
        'stale_version',
        `The newest version is ${error.version}. Nothing was saved; load it and apply your change again.`,
        {
          headers: { etag: `"${error.version}"` },
        },
      );
    case 'unknown_model':
      return new ProblemError('invalid', 'Some fields are not valid; see errors.', {
        errors: [{ path: 'config.model', message: `is not a model offered here: ${error.model}` }],
      });
    case 'forbidden_move':
      return new ProblemError('conflict', `An agent cannot go from ${error.from} to ${error.to}.`);
    default:
      return unreachable(error);
  }
}

export function agentRoutes(app: Hono, deps: ApiDeps): void {
  const member = (context: Context) => requireMember(context, deps.verifyIdToken, deps.documents);

  app.get('/api/agents', async (context) => {
    const { uid } = await member(context);
    const cursor = context.req.query('cursor');
    if (cursor !== undefined && !AgentId.safeParse(cursor).success)
      throw new ProblemError('invalid', 'The cursor is not one this list gave.');
    return context.json(await listAgents(deps.documents, uid, cursor ?? null));
  });
  app.post('/api/agents', async (context) => {
    const { uid } = await member(context);
    const input = await parseBody(context, AgentInput, MAX_BODY_BYTES);
    const created = await createAgent(deps.documents, { uid, input, settings: await deps.settings.read(), now: deps.now() });
    if (!created.ok) throw refused(created.error);
    return context.json(created.value, 201, { etag: '"1"', location: `/api/agents/${created.value.id}` });
  });
  app.get('/api/agents/:id', async (context) => {
    const { uid } = await member(context);
    const agentId = agentIdOf(context);
    const agent = await readAgent(deps.documents, uid, agentId);
    if (agent === null) throw noSuchAgent();
    return context.json(agentAnswer(agentId, agent), 200, { etag: `"${agent.version}"` });
  });
  app.put('/api/agents/:id', async (context) => {
    const { uid } = await member(context);
    const agentId = agentIdOf(context);
    if ((await readAgent(deps.documents, uid, agentId)) === null) throw noSuchAgent();
    const version = versionOf(context);
    const input = await parseBody(context, AgentReplacement, MAX_BODY_BYTES);
    const replaced = await replaceAgent(deps.documents, {
      uid,
      agentId,
      version,
      input,
      settings: await deps.settings.read(),
      now: deps.now(),
    });
    if (!replaced.ok) throw refused(replaced.error);
    return context.json(replaced.value, 200, { etag: `"${replaced.value.version}"` });
  });
}
