import { REGION } from '@oma/contract';
import * as z from 'zod';
import type { Environment } from '../environment.ts';
import { RUNNER_JOB } from '../names.ts';
import type { Tools } from './tools.ts';

/** What is served before a release: the version of the pages and the image of the job; null where there was none. */
export type Before = { pages: string | null; image: string | null };

const HOSTING = 'https://firebasehosting.googleapis.com/v1beta1';
const Releases = z.object({ releases: z.array(z.object({ version: z.object({ name: z.string() }).optional() })).default([]) });
const Job = z.object({
  spec: z.object({
    template: z.object({
      spec: z.object({ template: z.object({ spec: z.object({ containers: z.array(z.object({ image: z.string() })) }) }) }),
    }),
  }),
});

/** Looks what is served. Throws `CloudError`. */
export async function lookBefore({ cloud }: Tools, { project }: Environment): Promise<Before> {
  const { releases } = Releases.parse((await cloud.get(`${HOSTING}/sites/${project}/channels/live/releases?pageSize=1`)) ?? {});
  const job = await cloud.read(['run', 'jobs', 'describe', RUNNER_JOB, `--region=${REGION}`]);
  return {
    pages: releases[0]?.version?.name ?? null,
    image: job === null ? null : (Job.parse(job).spec.template.spec.template.spec.containers[0]?.image ?? null),
  };
}

/**
 * Serves again what was served before. Functions stay as they are deployed: they answer the pages and runs of the version before, and to take them back would
 * be to deploy that version. Says for each part whether it worked, and tries the other one where it did not.
 */
export async function rollBack({ cloud, say }: Tools, { project }: Environment, before: Before): Promise<void> {
  const part = async (name: string, was: string | null, restore: (was: string) => Promise<unknown>): Promise<void> => {
    if (was === null) {
      say(`  ${name}: there is nothing to go back to, for this was the first.`);
      return;
    }
    await restore(was).then(
      () => say(`  ${name}: served again as before (${was})`),
      (error: unknown) => say(`  ${name}: could not be taken back to ${was}: ${error instanceof Error ? error.message : String(error)}`),
    );
  };
  say('Taking the release back:');
  await part('pages', before.pages, (was) =>
    cloud.send({ method: 'POST', url: `${HOSTING}/sites/${project}/releases?versionName=${was}`, body: {} }),
  );
  await part('image of the runner', before.image, (was) =>
    cloud.run({ args: ['run', 'jobs', 'update', RUNNER_JOB, `--region=${REGION}`, `--image=${was}`] }),
  );
}
