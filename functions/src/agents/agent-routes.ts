import { agentApi, unreachable } from '@oma/contract';
import type { ApiDeps } from '../http/api-deps.ts';
import { ProblemError } from '../http/problem.ts';
import { type Router, versionTag } from '../http/route.ts';
import { agentAnswer, type AgentRefusal, createAgent, listAgents, readAgent, replaceAgent } from './agent-store.ts';

const noSuchAgent = (): ProblemError => new ProblemError('not_found', 'There is no such agent among yours.');

function refused(error: AgentRefusal): ProblemError {
  switch (error.reason) {
    case 'not_found':
      return noSuchAgent();
    case 'stale':
      return new ProblemError(
        'stale_version',
        `The newest version is ${error.version}. Nothing was saved; load it and apply your change again.`,
        { headers: versionTag(error.version) },
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

/** The person's agents. */
export function agentRoutes(on: Router, deps: ApiDeps): void {
  const { documents, settings, now } = deps;

  on(agentApi.list, async ({ caller, query }) => ({ status: 200, body: await listAgents(documents, caller.uid, query.cursor ?? null) }));
  on(agentApi.create, async ({ caller, body }) => {
    const created = await createAgent(documents, { uid: caller.uid, input: body, settings: await settings.read(), now: now() });
    if (!created.ok) throw refused(created.error);
    return { status: 201, body: created.value, headers: { ...versionTag(1), location: `/api/agents/${created.value.id}` } };
  });
  on(agentApi.read, async ({ caller, params: { id } }) => {
    const agent = await readAgent(documents, caller.uid, id);
    if (agent === null) throw noSuchAgent();
    return { status: 200, body: agentAnswer(id, agent), headers: versionTag(agent.version) };
  });
  on(agentApi.replace, async ({ caller, params: { id }, version, body }) => {
    const replaced = await replaceAgent(documents, {
      uid: caller.uid,
      agentId: id,
      version,
      input: body,
      settings: await settings.read(),
      now: now(),
    });
    if (!replaced.ok) throw refused(replaced.error);
    return { status: 200, body: replaced.value, headers: versionTag(replaced.value.version) };
  });
}
