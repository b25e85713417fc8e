import { type Failure, isAgentUsable, type SessionDocument } from '@oma/contract';
import { limitsOf, readSpending } from './limits.ts';
import type { RunDeps } from './run-deps.ts';

/**
 * Why no question of this session may be answered now, or null. The one selector behind `launch`, `next` and `end`:
 * the person's approval, the agent, the platform's switch, the budgets of the day and of the month are asked each time.
 */
export async function whyRefused(deps: RunDeps, session: SessionDocument): Promise<Failure | null> {
  const { documents } = deps;
  const settings = await deps.settings.readFresh();
  const [person, agent, spending] = await Promise.all([
    documents.user(session.user_id).get(),
    session.agent_id === null ? null : documents.agent(session.agent_id).get(),
    settings === null ? null : readSpending(deps, session, settings, deps.now()),
  ]);
  if (person.data()?.beta_approved !== true) return { code: 'revoked', detail: 'the person is not approved' };
  if (settings?.accepting_messages !== true || spending === null)
    return { code: 'not_accepting', detail: 'the platform takes no new work' };
  if (agent !== null) {
    const data = agent.data();
    if (data === undefined) return { code: 'agent_unavailable', detail: 'the agent was deleted' };
    if (!isAgentUsable(data.status)) return { code: 'agent_unavailable', detail: `the agent is ${data.status}` };
  }
  const reached = limitsOf(settings, person.data(), agent?.data(), spending).find(
    (limit) => limit.spentUsd + limit.reservedUsd >= limit.limitUsd,
  );
  return reached === undefined ? null : { code: 'budget_reached', detail: reached.detail };
}
