import { parse } from 'yaml';
import * as z from 'zod';
import type { Environment } from './environment.ts';
import { accountEmail } from './names.ts';

const Job = z.object({ apiVersion: z.literal('run.googleapis.com/v1'), kind: z.literal('Job'), spec: z.record(z.string(), z.unknown()) });

/** The job's description as data. Throws where it is not one. */
export const readJob = (yaml: string): z.infer<typeof Job> => Job.parse(parse(yaml));

/** Fills deploy/job.yaml in for an environment and an image. Pure. Throws where the template asks for something else. */
export function jobYaml(template: string, given: { environment: Environment; image: string }): string {
  const values: Readonly<Record<string, string>> = {
    PROJECT: given.environment.project,
    SERVICE_ACCOUNT: accountEmail(given.environment, 'runner'),
    IMAGE: given.image,
  };
  return template.replace(/\$\{(\w+)\}/g, (_, name: string) => {
    const value = values[name];
    if (value === undefined) throw new Error(`deploy/job.yaml asks for ${name}, which nothing gives.`);
    return value;
  });
}
