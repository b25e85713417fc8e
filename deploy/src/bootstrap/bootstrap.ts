import path from 'node:path';
import { type Cloud, CloudError } from '../cloud.ts';
import { environmentFile, readEnvironment } from '../environment.ts';
import { SECRETS, type SecretName } from '../names.ts';
import { allResources } from './all-resources.ts';
import { apply } from './apply.ts';
import { keepProjectNumber } from './keep-number.ts';
import { plan, type Step } from './plan.ts';
import { findProject, missingPermissions } from './preflight.ts';
import { shownStep } from './show.ts';

export type BootstrapOptions = {
  root: string;
  /** Which file of `deploy/environments/`. */
  name: string;
  /** Whether to do what is planned. */
  applies: boolean;
  cloudOf: (project: string) => Cloud;
  /** The value of a secret, or null where nobody can be asked. */
  secretValue: (name: SecretName) => Promise<string | null>;
  /** Whether the value can be had, asked before anything is changed. */
  canGiveSecret: (name: SecretName) => boolean;
  say: (line: string) => void;
};

const isDone = ({ changes }: Step): boolean => changes.every(({ kind }) => kind === 'by_hand');

/**
 * Sets a project up, or says what setting it up would change. Says everything that a person should know, and answers the exit code: 0 where the project is
 * as it should be or the plan was shown, 1 where something has to be mended first.
 */
export async function bootstrap(options: BootstrapOptions): Promise<0 | 1> {
  const progress = { hasBegun: false };
  try {
    return await setUp(options, () => {
      progress.hasBegun = true;
    });
  } catch (error) {
    if (!(error instanceof CloudError)) throw error;
    options.say(error.message);
    options.say(
      progress.hasBegun
        ? 'What was done until then stays. Mend what the lines above name, and run the same command again: it goes on from there.'
        : 'Nothing was changed. Mend what the lines above name, and run the same command again.',
    );
    return 1;
  }
}

/** `begins` is called before the first change. */
async function setUp(
  { root, name, applies, cloudOf, secretValue, canGiveSecret, say }: BootstrapOptions,
  begins: () => void,
): Promise<0 | 1> {
  const read = readEnvironment(root, name);
  if (!read.ok) {
    say(read.sentence);
    return 1;
  }
  const environment = read.value;
  if (name === 'production' && environment.previews) {
    say(
      'Previews are for a project without real people: whoever may push a branch can change what such a project serves. Set "previews": false in production.json.',
    );
    return 1;
  }
  const cloud = cloudOf(environment.project);
  const found = await findProject(cloud, environment);
  if (!found.ok) {
    say(found.sentence);
    return 1;
  }
  const { projectNumber } = found;
  const resources = allResources(root, environment, projectNumber);
  const missing = await missingPermissions(cloud, environment, resources);
  if (missing !== null) {
    say(missing);
    return 1;
  }

  const given = { environment, cloud, projectNumber };
  const look = async (): Promise<Step[]> => {
    say(`… looking at ${resources.length} resources of ${environment.project}`);
    const tenth = Math.ceil(resources.length / 10);
    return plan(resources, given, (count) => {
      if (count % tenth === 0) say(`  ${count} of ${resources.length}`);
    });
  };
  const file = environmentFile(root, name);
  const isNumberKept = environment.project_number === projectNumber;
  const steps = await look();
  for (const step of steps) say(shownStep(step, environment.project));
  if (!isNumberKept) say(`+ ${path.relative(root, file)}: "project_number": "${projectNumber}" is written there; commit it`);
  if (steps.length === 0 && isNumberKept) {
    say(`Nothing to do: ${environment.project} is as it should be.`);
    return 0;
  }
  const count = steps.filter((step) => !isDone(step)).length;
  if (!applies) {
    say(`${count} of ${resources.length} resources would be changed; nothing was. Do it with: npm run bootstrap -- ${name} --apply`);
    return 0;
  }

  const wanted = SECRETS.filter((secret) =>
    steps.some(({ changes }) => changes.some((change) => change.kind === 'secret' && change.name === secret)),
  );
  const unknown = wanted.filter((secret) => !canGiveSecret(secret));
  if (unknown.length > 0) {
    say(`Nothing was changed: set ${unknown.join(' and ')} in the environment, or run this in a terminal, where the values are asked for.`);
    return 1;
  }
  const values = new Map<SecretName, string>();
  for (const secret of wanted) {
    const value = await secretValue(secret);
    if (value === null || value === '') {
      say(`Nothing was changed: ${secret} has no value.`);
      return 1;
    }
    values.set(secret, value);
  }
  begins();
  // Before anything else: the next run, and a deploy, need it also where something fails below.
  if (!isNumberKept) keepProjectNumber(file, projectNumber);
  await apply(steps, { given, say, secretValue: (secret) => Promise.resolve(values.get(secret) ?? '') });

  const left = await look();
  for (const step of left) say(shownStep(step, environment.project));
  const failed = left.filter((step) => !isDone(step));
  if (failed.length > 0) {
    say(`${failed.length} resources are still not as they should be; Google may need a minute. Run the same command again.`);
    return 1;
  }
  say(
    left.length === 0
      ? `Done: ${environment.project} is as it should be. Commit deploy/environments/${name}.json and push; or deploy from here: npm run deploy -- ${name}`
      : 'All is done but what is left to do by hand, above. Then run the same command once more.',
  );
  return 0;
}
