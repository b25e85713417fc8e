import { StepFailed, type Tools } from './tools.ts';

/** What a release needs of the machine, and what to do where it is missing. */
const NEEDS: readonly (readonly [command: string, args: readonly string[], mend: string])[] = [
  ['gcloud', ['auth', 'print-access-token'], 'gcloud is not signed in, or not installed: gcloud auth login.'],
  [
    'gcloud',
    ['auth', 'application-default', 'print-access-token'],
    'firebase-tools finds no credentials: gcloud auth application-default login.',
  ],
  [
    'docker',
    ['buildx', 'version'],
    'Docker with its plug-in buildx is needed for the image: https://docs.docker.com/build/install-buildx/',
  ],
  ['docker', ['info'], 'Docker’s engine does not answer: start it.'],
];

/** Looks for all that is needed later, before the tests, which take a quarter of an hour. Throws `StepFailed` with what to do about each. */
export async function lookFirst({ start }: Pick<Tools, 'start'>): Promise<void> {
  const missing: string[] = [];
  for (const [command, args, mend] of NEEDS) {
    const { code } = await start(command, args).catch(() => ({ code: null }));
    if (code !== 0) missing.push(mend);
  }
  if (missing.length > 0) throw new StepFailed('looking what this machine has', missing.join('\n'));
}
