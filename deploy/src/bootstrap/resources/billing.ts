import * as z from 'zod';
import type { Environment } from '../../environment.ts';
import { differs } from '../differs.ts';
import { command, type Resource } from '../resource.ts';

const Linked = z.object({ billingAccountName: z.string().default(''), billingEnabled: z.boolean().default(false) });

/** Who pays. */
export function billing({ project, billing_account }: Environment): Resource {
  return {
    name: 'billing',
    reason: 'functions, the job and the queues need a billing account',
    permissions: ['resourcemanager.projects.createBillingAssignment'],
    inspect: async ({ cloud }) => {
      const linked = Linked.parse((await cloud.read(['billing', 'projects', 'describe', project])) ?? {});
      const isLinked = linked.billingEnabled && linked.billingAccountName === `billingAccounts/${billing_account}`;
      return isLinked ? [] : [command('billing', 'projects', 'link', project, `--billing-account=${billing_account}`)];
    },
  };
}

const Budgets = z.array(z.looseObject({ name: z.string(), displayName: z.string().default('') }));

/** Tells by mail when half, nine tenths and all of the month's budget is spent. */
export function budget(environment: Environment): Resource {
  const displayName = `oh-my-agent ${environment.project}`;
  const thresholds = [0.5, 0.9, 1];
  const wanted = {
    amount: { specifiedAmount: { units: String(environment.monthly_budget) } },
    thresholdRules: thresholds.map((thresholdPercent) => ({ thresholdPercent })),
  };
  const account = `--billing-account=${environment.billing_account}`;
  const flags = [`--budget-amount=${environment.monthly_budget}`];
  return {
    name: 'budget alert',
    reason: 'tells before Google’s bill is higher than expected; what the model costs is bounded by the platform’s own budgets',
    permissions: [],
    inspect: async ({ cloud, projectNumber }) => {
      const budgets = Budgets.parse((await cloud.read(['billing', 'budgets', 'list', account])) ?? []);
      const found = budgets.find((one) => one.displayName === displayName);
      if (found === undefined)
        return [
          command(
            ...['billing', 'budgets', 'create', account, `--display-name=${displayName}`, ...flags],
            `--filter-projects=projects/${projectNumber}`,
            ...thresholds.map((percent) => `--threshold-rule=percent=${percent}`),
          ),
        ];
      if (!differs(found, wanted)) return [];
      return [
        command(
          ...['billing', 'budgets', 'update', found.name, ...flags, '--clear-threshold-rules'],
          ...thresholds.map((percent) => `--add-threshold-rule=percent=${percent}`),
        ),
      ];
    },
  };
}
