import { REGION } from '@oma/contract';
import { mkdirSync, readFileSync, rmSync, writeFileSync } from 'node:fs';
import path from 'node:path';
import * as z from 'zod';
import { CloudError } from '../cloud.ts';
import type { Environment } from '../environment.ts';
import { dotenv, functionsEnvironment } from '../functions-environment.ts';
import { jobYaml } from '../job.ts';
import { accountEmail, imageName } from '../names.ts';
import { awaitIndexes } from './await-indexes.ts';
import { buildEnvironment } from './build-environment.ts';
import { lookFirst } from './look-first.ts';
import { lookBefore, rollBack } from './roll-back.ts';
import { smoke } from './smoke.ts';
import { step, StepFailed, type Tools } from './tools.ts';

/** The services of the functions that Firestore's changes reach; who brings them may call them, and nobody else. */
export const TRIGGERED = ['onmessagecreated', 'onapplicationwritten', 'onuserwritten', 'onmailcreated'];
const PUBLIC_FUNCTIONS = ['api', 'runs'];
const BUILDER = 'oh-my-agent';

const Metadata = z.object({ 'containerimage.digest': z.string().regex(/^sha256:[0-9a-f]{64}$/) });
const Package = z.object({ version: z.string() });

/**
 * Deploys the commit that is checked out: test, build, image, indexes, functions, job, rules, pages, and a test of what is then served. Functions come before
 * the job and the pages, for they understand those of the version before, and not the other way round. Where anything fails after the job or the pages have
 * changed, both are served again as before. Answers the exit code, and says all that a person should know.
 */
export async function release(tools: Tools, environment: Environment, options: { isTested: boolean }): Promise<0 | 1> {
  try {
    return await deploy(tools, environment, options);
  } catch (error) {
    if (error instanceof z.ZodError) {
      tools.say(z.prettifyError(error));
      tools.say('Not deployed: Google described something in an unexpected way; the lines above say what.');
      return 1;
    }
    if (!(error instanceof StepFailed) && !(error instanceof CloudError)) throw error;
    if (error.said !== '') tools.say(error.said);
    tools.say(
      `Not deployed: ${error instanceof StepFailed ? `“${error.message}” failed` : error.message.slice(0, 300)}; the lines above say why.`,
    );
    return 1;
  }
}

async function deploy(tools: Tools, environment: Environment, { isTested }: { isTested: boolean }): Promise<0 | 1> {
  const { root, cloud, say } = tools;
  const { project, project_number: projectNumber } = environment;
  if (projectNumber === undefined) {
    say('Not deployed: the environment has no project_number. Set the project up first: npm run bootstrap -- ENVIRONMENT --apply.');
    return 1;
  }
  await lookFirst(tools);
  const changed = await step(tools, 'looking for changes that are not committed', 'git', ['status', '--porcelain']);
  if (changed.trim() !== '') {
    say(`Not deployed: these changes are not committed, so nobody could tell what is deployed.\n${changed.trimEnd()}`);
    return 1;
  }
  const revision = (await step(tools, 'naming the commit', 'git', ['rev-parse', '--short=12', 'HEAD'])).trim();
  if (!isTested) await step(tools, 'testing (15 minutes)', 'npm', ['test']);

  await step(tools, 'building', process.execPath, ['build.mjs'], { env: buildEnvironment(environment, revision) });
  const image = await buildImage(tools, environment, revision);

  writeFileSync(path.join(root, 'functions', `.env.${project}`), dotenv(functionsEnvironment(environment, projectNumber)));
  const before = await lookBefore(tools, environment);
  const firebase = (what: string, only: string, ...more: string[]): Promise<string> =>
    step(tools, what, 'firebase', [
      'deploy',
      `--only=${only}`,
      `--project=${project}`,
      '--non-interactive',
      `--message=${revision}`,
      ...more,
    ]);
  await firebase('deploying indexes', 'firestore:indexes');
  await awaitIndexes(tools);
  // Functions that are no longer in the code go.
  await firebase('deploying functions', 'functions', '--force');
  await letCallersIn(tools, environment);
  await firebase('deploying rules', 'firestore:rules');

  tools.onInterrupt(() => rollBack(tools, before));
  try {
    say('… replacing the job');
    await cloud.run({
      args: ['run', 'jobs', 'replace', '{file}', `--region=${REGION}`],
      file: { name: 'job.yaml', content: jobYaml(readFileSync(path.join(root, 'deploy', 'job.yaml'), 'utf8'), { environment, image }) },
    });
    await firebase('deploying the pages', 'hosting');
    const { version } = Package.parse(JSON.parse(readFileSync(path.join(root, 'package.json'), 'utf8')));
    say('… trying what is served');
    const problem = await smoke(tools, environment, { projectNumber, version: `${version}+${revision}` });
    if (problem !== null) throw new StepFailed('trying what is served', problem);
  } catch (error) {
    await rollBack(tools, before);
    throw error;
  } finally {
    tools.onInterrupt(null);
  }
  say(`Deployed: ${environment.site_url} serves ${revision}.`);
  return 0;
}

/** Builds the runner's image and uploads it; answers its name with the digest, which never means another image. */
async function buildImage(tools: Tools, environment: Environment, revision: string): Promise<string> {
  const context = path.join(tools.root, '.local', 'image');
  const metadata = path.join(tools.root, '.local', 'image.json');
  rmSync(metadata, { force: true });
  mkdirSync(path.dirname(metadata), { recursive: true });
  const name = imageName(environment);
  await step(tools, 'gathering what the image holds', 'npm', ['run', '--silent', 'image:context'], {
    env: buildEnvironment(environment, revision),
  });
  await step(tools, 'letting Docker upload', 'gcloud', ['auth', 'configure-docker', `${REGION}-docker.pkg.dev`, '--quiet']);
  // Docker's own builder cannot say what an image is made of.
  const { code } = await tools.start('docker', ['buildx', 'inspect', BUILDER]).catch(() => ({ code: 1 }));
  if (code !== 0)
    await step(tools, 'making a builder of images', 'docker', ['buildx', 'create', `--name=${BUILDER}`, '--driver=docker-container']);
  await step(tools, 'building and uploading the image', 'docker', [
    ...['buildx', 'build', `--builder=${BUILDER}`, '--platform=linux/amd64', '--push', '--sbom=true', '--provenance=mode=max'],
    ...[`--tag=${name}:${revision}`, `--metadata-file=${metadata}`, context],
  ]);
  const digest = Metadata.parse(JSON.parse(readFileSync(metadata, 'utf8')))['containerimage.digest'];
  return `${name}@${digest}`;
}

/** Says who may call the services of the functions, which exist only now. Repeating it changes nothing. */
async function letCallersIn({ cloud, say }: Tools, environment: Environment): Promise<void> {
  say('… saying who may call the functions');
  for (const service of TRIGGERED)
    await cloud.run({
      args: [
        ...['run', 'services', 'add-iam-policy-binding', service, `--region=${REGION}`],
        `--member=serviceAccount:${accountEmail(environment, 'triggers')}`,
        '--role=roles/run.invoker',
      ],
    });
  if (environment.public_access === 'without_iam_check')
    for (const service of PUBLIC_FUNCTIONS)
      await cloud.run({ args: ['run', 'services', 'update', service, `--region=${REGION}`, '--no-invoker-iam-check'] });
}
