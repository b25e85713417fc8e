import { REGION } from '@oma/contract';
import * as z from 'zod';
import type { Environment } from '../../environment.ts';
import { jobYaml, readJob } from '../../job.ts';
import { RUNNER_JOB } from '../../names.ts';
import { differs } from '../differs.ts';
import type { Resource } from '../resource.ts';

/** A small program of Google's that ends at once, in the place of the image that the first deploy brings. */
const FIRST_IMAGE = 'us-docker.pkg.dev/cloudrun/container/job:latest';

const Images = z.object({
  spec: z.object({
    template: z.object({
      spec: z.object({ template: z.object({ spec: z.object({ containers: z.array(z.object({ image: z.string() })).min(1) }) }) }),
    }),
  }),
});

/** The Cloud Run job as deploy/job.yaml says. Its image is the deploys' matter, and stays as it is. `template`: that file's text. */
export function job(environment: Environment, template: string): Resource {
  return {
    name: `job ${RUNNER_JOB}`,
    reason: 'in which agents work: six hours at most, never tried again by itself, as an account without any role',
    permissions: ['run.jobs.create', 'run.jobs.get', 'run.jobs.update', 'iam.serviceAccounts.actAs'],
    inspect: async ({ cloud }) => {
      const found = await cloud.read(['run', 'jobs', 'describe', RUNNER_JOB, `--region=${REGION}`]);
      const image =
        found === null ? FIRST_IMAGE : (Images.parse(found).spec.template.spec.template.spec.containers[0]?.image ?? FIRST_IMAGE);
      const content = jobYaml(template, { environment, image });
      if (found !== null && !differs(found, { spec: readJob(content).spec })) return [];
      return [
        {
          kind: 'command',
          command: { args: ['run', 'jobs', 'replace', '{file}', `--region=${REGION}`], file: { name: 'job.yaml', content } },
        },
      ];
    },
  };
}
