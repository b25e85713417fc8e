import { REGION } from '@oma/contract';
import * as z from 'zod';
import { defaultSite } from '../bootstrap/resources/firebase.ts';
import type { Environment } from '../environment.ts';
import { RUNNER_JOB } from '../names.ts';
import { StepFailed, type Tools } from './tools.ts';

/** What is served before a release: the site with the version of its pages, and the whole job; null where there was none. */
export type Before = { site: string; pages: string | null; job: string | null };

const HOSTING = 'https://firebasehosting.googleapis.com/v1beta1';
const Releases = z.object({ releases: z.array(z.object({ version: z.object({ name: z.string() }).optional() })).default([]) });
const Job = z.object({
  apiVersion: z.string(),
  kind: z.string(),
  metadata: z.object({ name: z.string(), labels: z.record(z.string(), z.string()).default({}) }),
  spec: z.unknown(),
});

/** Looks what is served. Throws `CloudError`, and `StepFailed` where the project has no site to serve pages at. */
export async function lookBefore({ cloud }: Tools, { project }: Environment): Promise<Before> {
  const site = await defaultSite(cloud, project);
  if (site === null) throw new StepFailed('looking what is served', 'The project has no Hosting site. Set it up first: npm run bootstrap.');
  const { releases } = Releases.parse((await cloud.get(`${HOSTING}/sites/${site}/channels/live/releases?pageSize=1`)) ?? {});
  const job = await cloud.read(['run', 'jobs', 'describe', RUNNER_JOB, `--region=${REGION}`]);
  return { site, pages: releases[0]?.version?.name ?? null, job: job === null ? null : JSON.stringify(Job.parse(job)) };
}

/**
 * Serves again what was served before. Functions stay as they are deployed: they answer the pages and runs of the version before, and to take them back would
 * be to deploy that version. Says for each part whether it worked, and tries the other one where it did not.
 */
export async function rollBack({ cloud, say }: Tools, { site, pages, job }: Before): Promise<void> {
  const part = async (name: string, was: string | null, restore: (was: string) => Promise<unknown>): Promise<void> => {
    if (was === null) {
      say(`  ${name}: there is nothing to go back to, for this was the first.`);
      return;
    }
    await restore(was).then(
      () => say(`  ${name}: served again as before`),
      (error: unknown) => say(`  ${name}: could not be taken back: ${error instanceof Error ? error.message : String(error)}`),
    );
  };
  say('Taking the release back:');
  await Promise.all([
    part('pages', pages, (was) => cloud.send({ method: 'POST', url: `${HOSTING}/sites/${site}/releases?versionName=${was}`, body: {} })),
    // All of it, for an image may need what else its job says. JSON is YAML.
    part('job', job, (content) =>
      cloud.run({ args: ['run', 'jobs', 'replace', '{file}', `--region=${REGION}`], file: { name: 'job-before.yaml', content } }),
    ),
  ]);
}
