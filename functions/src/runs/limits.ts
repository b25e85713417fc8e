import { type AgentDocument, BUDGET_DETAILS, type PlatformSettings, type UsageCounter, type UserDocument } from '@oma/contract';
import type { Payer } from './counters.ts';
import type { RunDeps } from './run-deps.ts';

/** One lid on spending, and how full it is. */
export type Limit = {
  /** Whose it is; `off`: the platform takes no work at all. */
  whose: 'person' | 'agent' | 'month' | 'off';
  /** What is said where it is reached. */
  detail: string;
  spentUsd: number;
  /** What is set aside and may come back in part. */
  reservedUsd: number;
  limitUsd: number;
};

type Spent = Pick<UsageCounter, 'cost_usd' | 'reserved_usd'>;
export type Spending = { person: Spent | undefined; agent: Spent | undefined; month: Spent };

/** The counters of the moment `at`, read outside any transaction. */
export async function readSpending(deps: RunDeps, payer: Payer, settings: PlatformSettings, at: Date): Promise<Spending> {
  const [person, agent, month] = await Promise.all([
    deps.documents.personDay(payer.user_id, at).get(),
    payer.agent_id === null ? null : deps.documents.agentDay(payer.agent_id, at).get(),
    deps.month.read(at, settings.budgets.platform_month_usd),
  ]);
  return { person: person.data(), agent: agent?.data(), month };
}

/** All that may be reached: the day of the person, the day of the agent where it has a limit, the month of the platform. */
export function limitsOf(
  settings: PlatformSettings,
  person: UserDocument | undefined,
  agent: AgentDocument | undefined,
  spending: Spending,
): Limit[] {
  const { person_day_usd, platform_month_usd } = settings.budgets;
  const agentLimit = agent?.config.budget.day_usd ?? null;
  return [
    limit('person', spending.person, person?.day_usd ?? person_day_usd),
    ...(agentLimit === null ? [] : [limit('agent', spending.agent, agentLimit)]),
    limit('month', spending.month, platform_month_usd),
  ];
}

const limit = (whose: 'person' | 'agent' | 'month', spent: Spent | undefined, limitUsd: number): Limit => ({
  whose,
  detail: BUDGET_DETAILS[whose],
  spentUsd: spent?.cost_usd ?? 0,
  reservedUsd: spent?.reserved_usd ?? 0,
  limitUsd,
});
