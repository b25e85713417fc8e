import { REGION } from '@oma/contract';
import * as z from 'zod';
import { type SecretName, SECRETS } from '../../names.ts';
import { command, type Resource } from '../resource.ts';

const REASONS: Readonly<Record<SecretName, string>> = {
  ANTHROPIC_API_KEY: 'the key of the model, which only the function runs can read',
  SMTP_PASSWORD: 'the password of the mail server, which only the function tasks can read',
};

/** The secrets, each with a value. How to change one stands in docs/OPERATIONS.md. */
export function secrets(): Resource[] {
  return SECRETS.map((name) => ({
    name: `secret ${name}`,
    reason: REASONS[name],
    permissions: ['secretmanager.secrets.create', 'secretmanager.secrets.get', 'secretmanager.versions.add', 'secretmanager.versions.list'],
    inspect: async ({ cloud }) => {
      const isThere = (await cloud.read(['secrets', 'describe', name])) !== null;
      const create = isThere ? [] : [command('secrets', 'create', name, '--replication-policy=user-managed', `--locations=${REGION}`)];
      const versions = isThere
        ? z.array(z.unknown()).parse((await cloud.read(['secrets', 'versions', 'list', name, '--filter=state=ENABLED', '--limit=1'])) ?? [])
        : [];
      return versions.length > 0 ? [] : [...create, { kind: 'secret', name } as const];
    },
  }));
}
