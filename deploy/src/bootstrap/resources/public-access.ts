import * as z from 'zod';
import { type Cloud, CloudError } from '../../cloud.ts';
import type { Environment } from '../../environment.ts';
import type { Resource } from '../resource.ts';

const Rule = z.object({
  allowAll: z.boolean().default(false),
  denyAll: z.boolean().default(false),
  /** Of the managed constraint, which is on or off. */
  enforce: z.boolean().default(false),
  values: z.object({ allowedValues: z.array(z.string()).default([]) }).optional(),
});
const Policy = z.object({ spec: z.object({ rules: z.array(Rule).default([]) }).default({ rules: [] }) });

/** Constraints by which an organisation keeps `allUsers` out of every policy, also of the functions that everybody has to reach. */
const CONSTRAINTS = ['iam.allowedPolicyMemberDomains', 'iam.managed.allowedPolicyMembers'];

/** Whether the organisation lets the functions `api` and `runs` be public by IAM. https://cloud.google.com/run/docs/authenticating/public */
export function publicAccess({ public_access, project }: Environment): Resource {
  return {
    name: 'public functions',
    reason: 'everybody reaches the functions api and runs, which check their callers themselves',
    permissions: [],
    inspect: async ({ cloud }) => {
      if (public_access === 'without_iam_check') return [];
      for (const constraint of CONSTRAINTS) {
        const policy = Policy.parse((await effective(cloud, constraint)) ?? {});
        const isRefused = policy.spec.rules.some(
          ({ allowAll, denyAll, enforce, values }) => !allowAll && (denyAll || enforce || (values?.allowedValues.length ?? 0) > 0),
        );
        if (isRefused)
          return [
            {
              kind: 'by_hand',
              what: `The organisation of ${project} refuses functions that are public by IAM (${constraint}). Set "public_access": "without_iam_check" in the environment's file: the functions are then deployed without IAM's check of callers, which that constraint does not concern. Or have the constraint lifted for this project.`,
              where: `gcloud org-policies describe ${constraint} --effective --project=${project}`,
            },
          ];
      }
      return [];
    },
  };
}

/** What the organisation says; null where the person may not look, in which case the first deploy tells. */
async function effective(cloud: Cloud, constraint: string): Promise<unknown> {
  try {
    return await cloud.read(['org-policies', 'describe', constraint, '--effective']);
  } catch (error) {
    if (error instanceof CloudError && /PERMISSION_DENIED/.test(error.said)) return null;
    throw error;
  }
}
