import { type Failure, isAgentUsable, type SessionDocument } from '@oma/contract';
import type { RunDeps } from './run-deps.ts';

/**
 * Why no question of this session may be answered now, or null. The one selector behind `launch`, `next` and `end`:
 * the person's approval, the agent, the platform's switch and the day's budget are asked each time.
 */
export async function whyRefused(deps: RunDeps, session: SessionDocument): Promise<Failure | null> {
  const { documents } = deps;
  const [settings, person, agent, day] = await Promise.all([
    deps.settings.read(),
    documents.user(session.user_id).get(),
    session.agent_id === null ? null : documents.agent(session.agent_id).get(),
    documents.personDay(session.user_id, deps.now()).get(),
  ]);
  if (person.data()?.beta_approved !== true) return { code: 'revoked', detail: 'the person is not approved' };
  if (settings?.accepting_messages !== true) return { code: 'not_accepting', detail: 'the platform takes no new work' };
  if (agent !== null) {
    const data = agent.data();
    if (data === undefined) return { code: 'agent_unavailable', detail: 'the agent was deleted' };
    if (!isAgentUsable(data.status)) return { code: 'agent_unavailable', detail: `the agent is ${data.status}` };
  }
  const spent = day.data()?.cost_usd ?? 0;
  if (spent >= settings.budgets.person_day_usd) return { code: 'budget_reached', detail: 'the day’s budget is used up' };
  return null;
}
