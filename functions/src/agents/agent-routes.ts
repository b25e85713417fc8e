import {
  AgentExportQuery,
  AgentId,
  AgentImportInput,
  AgentInput,
  AgentReplacement,
  AgentsQuery,
  AgentVersionsQuery,
  MAX_AGENTS,
  unreachable,
} from '@oma/contract';
import type { Context, Hono } from 'hono';
import { type ApiDeps, MAX_BODY_BYTES } from '../http/api-deps.ts';
import { parseBody } from '../http/json-app.ts';
import { requireMember } from '../http/person.ts';
import { type FieldError, ProblemError } from '../http/problem.ts';
import { queryOf } from '../http/query.ts';
import { agentAnswer } from './agent-answer.ts';
import type { AgentRefusal } from './agent-refusal.ts';
import { listVersions, readVersion } from './agent-versions.ts';
import { createAgent } from './create-agent.ts';
import { deleteAgent } from './delete-agent.ts';
import { duplicateAgent } from './duplicate-agent.ts';
import { exportAgent } from './export-agent.ts';
import { importAgent } from './import-agent.ts';
import { listAgents } from './list-agents.ts';
import { readAgent } from './read-agent.ts';
import { replaceAgent } from './replace-agent.ts';
import { restoreVersion } from './restore-version.ts';

const noSuchAgent = (): ProblemError => new ProblemError('not_found', 'There is no such agent among yours.');
const noSuchVersion = (): ProblemError => new ProblemError('not_found', 'The agent has no such version.');

function agentIdOf(context: Context): string {
  const parsed = AgentId.safeParse(context.req.param('id'));
  if (!parsed.success) throw noSuchAgent();
  return parsed.data;
}

/** The number of a version in the address. */
function numberOf(context: Context): number {
  const number = /^[1-9]\d{0,8}$/.exec(context.req.param('n') ?? '')?.[0];
  if (number === undefined) throw noSuchVersion();
  return Number(number);
}

/** The version a save was made from, as `If-Match: "3"`. */
function versionOf(context: Context): number {
  const header = context.req.header('if-match');
  if (header === undefined)
    throw new ProblemError('version_required', 'Send If-Match with the version you edited, for example If-Match: "3".');
  const version = Number(/^(?:W\/)?"(\d{1,9})"$/.exec(header.trim())?.[1]);
  if (!Number.isInteger(version)) throw new ProblemError('stale_version', 'If-Match names no version; it looks like "3".');
  return version;
}

const versionTag = (version: number): { etag: string } => ({ etag: `"${version}"` });
const placeOf = (id: string): { etag: string; location: string } => ({ ...versionTag(1), location: `/api/agents/${id}` });

const invalid = (errors: readonly FieldError[]): ProblemError =>
  new ProblemError('invalid', 'Some fields are not valid; see errors.', { errors });

function refused(error: AgentRefusal): ProblemError {
  switch (error.reason) {
    case 'not_found':
      return noSuchAgent();
    case 'no_such_version':
      return noSuchVersion();
    case 'too_many':
      return new ProblemError('conflict', `You have ${MAX_AGENTS} agents, which is the most there may be. Delete one first.`);
    case 'stale':
      return new ProblemError(
        'stale_version',
        `The newest version is ${error.version}. Nothing was saved; load it and apply your change again.`,
        { headers: versionTag(error.version) },
      );
    case 'unknown_model':
      return invalid([{ path: 'config.model', message: `is not a model offered here: ${error.model}` }]);
    case 'forbidden_move':
      return new ProblemError('conflict', `An agent cannot go from ${error.from} to ${error.to}.`);
    default:
      return unreachable(error);
  }
}

/** The person's agents. */
export function agentRoutes(app: Hono, deps: ApiDeps): void {
  const { documents } = deps;
  const member = (context: Context) => requireMember(context, deps.verifyIdToken, documents);
  const ownAgent = async (context: Context) => {
    const { uid } = await member(context);
    const agentId = agentIdOf(context);
    const agent = await readAgent(documents, uid, agentId);
    if (agent === null) throw noSuchAgent();
    return { uid, agentId, agent };
  };

  app.get('/api/agents', async (context) => {
    const { uid } = await member(context);
    return context.json(await listAgents(documents, uid, queryOf(context, AgentsQuery)));
  });
  app.post('/api/agents', async (context) => {
    const { uid } = await member(context);
    const input = await parseBody(context, AgentInput, MAX_BODY_BYTES);
    const created = await createAgent(documents, { uid, input, settings: await deps.settings.read(), now: deps.now() });
    if (!created.ok) throw refused(created.error);
    return context.json(created.value, 201, placeOf(created.value.id));
  });
  app.post('/api/agents/import', async (context) => {
    const { uid } = await member(context);
    const { content, format = null } = await parseBody(context, AgentImportInput, MAX_BODY_BYTES);
    const imported = await importAgent(documents, { uid, content, format, settings: await deps.settings.read(), now: deps.now() });
    if (imported.ok) return context.json(imported.value, 201, placeOf(imported.value.id));
    throw imported.error.reason === 'bad_file' ? invalid(imported.error.errors) : refused(imported.error);
  });
  app.get('/api/agents/:id', async (context) => {
    const { agentId, agent } = await ownAgent(context);
    return context.json(agentAnswer(agentId, agent), 200, versionTag(agent.version));
  });
  app.put('/api/agents/:id', async (context) => {
    const { uid, agentId } = await ownAgent(context);
    const version = versionOf(context);
    const input = await parseBody(context, AgentReplacement, MAX_BODY_BYTES);
    const settings = await deps.settings.read();
    const replaced = await replaceAgent(documents, { uid, agentId, version, input, settings, now: deps.now() });
    if (!replaced.ok) throw refused(replaced.error);
    return context.json(replaced.value, 200, versionTag(replaced.value.version));
  });
  app.delete('/api/agents/:id', async (context) => {
    const { uid } = await member(context);
    const deleted = await deleteAgent(documents, { uid, agentId: agentIdOf(context) });
    if (!deleted.ok) throw refused(deleted.error);
    return context.body(null, 204);
  });
  app.post('/api/agents/:id/duplicate', async (context) => {
    const { uid, user } = await member(context);
    const given = { uid, agentId: agentIdOf(context), locale: user.locale, settings: await deps.settings.read(), now: deps.now() };
    const made = await duplicateAgent(documents, given);
    if (!made.ok) throw refused(made.error);
    return context.json(made.value, 201, placeOf(made.value.id));
  });
  app.get('/api/agents/:id/versions', async (context) => {
    const { agentId } = await ownAgent(context);
    return context.json(await listVersions(documents, agentId, queryOf(context, AgentVersionsQuery).cursor ?? null));
  });
  app.get('/api/agents/:id/versions/:n', async (context) => {
    const { agentId } = await ownAgent(context);
    const version = await readVersion(documents, agentId, numberOf(context));
    if (version === null) throw noSuchVersion();
    return context.json(version);
  });
  app.post('/api/agents/:id/versions/:n/restore', async (context) => {
    const { uid, agentId } = await ownAgent(context);
    const given = { uid, agentId, restored: numberOf(context), version: versionOf(context) };
    const restored = await restoreVersion(documents, { ...given, settings: await deps.settings.read(), now: deps.now() });
    if (!restored.ok) throw refused(restored.error);
    return context.json(restored.value, 200, versionTag(restored.value.version));
  });
  app.get('/api/agents/:id/export', async (context) => {
    const { agent } = await ownAgent(context);
    const { content, headers } = exportAgent(agent, queryOf(context, AgentExportQuery).format, await deps.settings.read());
    return context.body(content, 200, headers);
  });
}
