import { BUDGET_DETAILS, type Failure, modelRefusal } from '@oma/contract';

/** A request that is wrong in itself: malformed, of an unknown model, or too large. Sent again it is refused again. */
const WRONG_REQUESTS: readonly string[] = [400, 404, 413, 422].map(modelRefusal);

/**
 * Whether a question failed because of how its agent is configured, so that the next one will fail as well. Two things are: a request that the model's provider
 * refuses as wrong, and a budget of the agent's own for one turn that is used up before anything was said. Not a provider that is overloaded, out of reach or
 * not paid; not a run that was lost, a turn that took too long, a full workspace; and no budget but the agent's own for one turn.
 */
export function isConfigurationFault(failure: Failure, said: { anything: boolean }, agent: { hasTurnBudget: boolean }): boolean {
  switch (failure.code) {
    case 'model_error':
      return WRONG_REQUESTS.includes(failure.detail);
    case 'budget_reached':
      return failure.detail === BUDGET_DETAILS.turn && agent.hasTurnBudget && !said.anything;
    case 'launch_failed':
    case 'run_lost':
    case 'turn_timeout':
    case 'model_overloaded':
    case 'rate_limited':
    case 'not_accepting':
    case 'revoked':
    case 'agent_unavailable':
    case 'workspace_full':
    case 'internal':
      return false;
  }
}
