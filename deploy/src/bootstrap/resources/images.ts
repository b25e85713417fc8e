import { REGION } from '@oma/contract';
import { IMAGES } from '../../names.ts';
import { differs } from '../differs.ts';
import { command, type Change, type Resource } from '../resource.ts';

const DAY_S = 24 * 60 * 60;

/** As `set-cleanup-policies` takes it, and as a description gives it back. https://cloud.google.com/artifact-registry/docs/repositories/cleanup-policy */
type Cleanup = { given: unknown; described: unknown };

function repository(name: string, reason: string, { given, described }: Cleanup): Resource {
  const at = [name, `--location=${REGION}`];
  const setCleanup: Change = {
    kind: 'command',
    command: {
      args: ['artifacts', 'repositories', 'set-cleanup-policies', ...at, '--policy={file}', '--no-dry-run'],
      file: { name: 'cleanup.json', content: JSON.stringify(given) },
    },
  };
  return {
    name: `repository ${name}`,
    reason,
    permissions: ['artifactregistry.repositories.create', 'artifactregistry.repositories.get', 'artifactregistry.repositories.update'],
    inspect: async ({ cloud }) => {
      const found = await cloud.read(['artifacts', 'repositories', 'describe', ...at]);
      if (found === null) return [command('artifacts', 'repositories', 'create', ...at, '--repository-format=docker'), setCleanup];
      return differs(found, { format: 'DOCKER', cleanupPolicies: described }) ? [setCleanup] : [];
    },
  };
}

/** Where images lie: the runner's, of which the newest stay to go back to, and the functions', which Cloud Build makes. */
export function images(): Resource[] {
  return [
    repository(
      IMAGES,
      'the images of the runner, each with what it is made of; those of three months stay, and the fifty newest, so that a deploy can be taken back',
      {
        given: [
          { name: 'old', action: { type: 'Delete' }, condition: { tagState: 'any', olderThan: '90d' } },
          { name: 'newest', action: { type: 'Keep' }, mostRecentVersions: { keepCount: 50 } },
        ],
        described: {
          old: { action: 'DELETE', condition: { olderThan: `${90 * DAY_S}s` } },
          newest: { action: 'KEEP', mostRecentVersions: { keepCount: 50 } },
        },
      },
    ),
    // firebase-tools refuses to end a deploy well while this repository has no policy of this name, and sets none without the right to change it.
    repository(
      'gcf-artifacts',
      'the images of the functions, made anew at each deploy; firebase-tools wants to see that old ones are removed',
      {
        given: [{ name: 'firebase-functions-cleanup', action: { type: 'Delete' }, condition: { tagState: 'any', olderThan: '7d' } }],
        described: { 'firebase-functions-cleanup': { action: 'DELETE', condition: { olderThan: `${7 * DAY_S}s` } } },
      },
    ),
  ];
}
