import { agentApi, type AgentDocument, MAX_AGENTS, unreachable } from '@oma/contract';
import type { ApiDeps } from '../http/api-deps.ts';
import { type FieldError, ProblemError } from '../http/problem.ts';
import { type Router, versionTag } from '../http/route.ts';
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
    case 'tests_required':
      return new ProblemError('tests_required', 'Its tests have not passed with exactly this content. Nothing was saved.');
    case 'bad_files':
      return invalid(error.errors);
    case 'forbidden_move':
      return new ProblemError('conflict', `An agent cannot go from ${error.from} to ${error.to}.`);
    default:
      return unreachable(error);
  }
}

/** The person's agents. */
export function agentRoutes(on: Router, deps: ApiDeps): void {
  const { documents } = deps;
  const moment = async () => ({ settings: await deps.settings.read(), now: deps.now() });
  const ownAgent = async (uid: string, id: string): Promise<AgentDocument> => {
    const agent = await readAgent(documents, uid, id);
    if (agent === null) throw noSuchAgent();
    return agent;
  };

  on(agentApi.list, async ({ caller, query }) => ({ status: 200, body: await listAgents(documents, caller.uid, query) }));
  on(agentApi.create, async ({ caller, body }) => {
    const created = await createAgent(deps, { uid: caller.uid, input: body, ...(await moment()) });
    if (!created.ok) throw refused(created.error);
    return { status: 201, body: created.value, headers: placeOf(created.value.id) };
  });
  on(agentApi.importFile, async ({ caller, body: { content, format = null } }) => {
    const imported = await importAgent(deps, { uid: caller.uid, content, format, ...(await moment()) });
    if (imported.ok) return { status: 201, body: imported.value, headers: placeOf(imported.value.id) };
    throw imported.error.reason === 'bad_file' ? invalid(imported.error.errors) : refused(imported.error);
  });
  on(agentApi.read, async ({ caller, params: { id } }) => {
    const agent = await ownAgent(caller.uid, id);
    return { status: 200, body: agentAnswer(id, agent), headers: versionTag(agent.version) };
  });
  on(agentApi.replace, async ({ caller, params: { id }, version, body }) => {
    const given = { uid: caller.uid, agentId: id, version, input: body };
    const replaced = await replaceAgent(deps, { ...given, ...(await moment()) });
    if (!replaced.ok) throw refused(replaced.error);
    return { status: 200, body: replaced.value, headers: versionTag(replaced.value.version) };
  });
  on(agentApi.remove, async ({ caller, params: { id } }) => {
    const deleted = await deleteAgent(documents, { uid: caller.uid, agentId: id, now: deps.now() });
    if (!deleted.ok) throw refused(deleted.error);
    return { status: 204, body: null };
  });
  on(agentApi.duplicate, async ({ caller: { uid, user }, params: { id } }) => {
    const made = await duplicateAgent(deps, { uid, agentId: id, locale: user.locale, ...(await moment()) });
    if (!made.ok) throw refused(made.error);
    return { status: 201, body: made.value, headers: placeOf(made.value.id) };
  });
  on(agentApi.listVersions, async ({ caller, params: { id }, query }) => {
    await ownAgent(caller.uid, id);
    return { status: 200, body: await listVersions(documents, id, query.cursor ?? null) };
  });
  on(agentApi.readVersion, async ({ caller, params: { id, version } }) => {
    await ownAgent(caller.uid, id);
    const saved = await readVersion(documents, id, version);
    if (saved === null) throw noSuchVersion();
    return { status: 200, body: saved };
  });
  on(agentApi.restoreVersion, async ({ caller, params: { id, version: restored }, version }) => {
    const given = { uid: caller.uid, agentId: id, restored, version };
    const saved = await restoreVersion(documents, { ...given, ...(await moment()) });
    if (!saved.ok) throw refused(saved.error);
    return { status: 200, body: saved.value, headers: versionTag(saved.value.version) };
  });
  on(agentApi.exportFile, async ({ caller, params: { id }, query }) => {
    const agent = await ownAgent(caller.uid, id);
    const { content, headers } = exportAgent(agent, query.format, await deps.settings.read());
    return { status: 200, body: content, headers };
  });
}
