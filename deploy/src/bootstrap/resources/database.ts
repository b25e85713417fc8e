import { REGION } from '@oma/contract';
import * as z from 'zod';
import { described } from '../described.ts';
import { command, type Resource } from '../resource.ts';

/** The one database, which cannot be deleted by a slip, and can be read as it was at any minute of the last seven days. */
export function database(project: string): Resource {
  const flags = ['--database=(default)', '--delete-protection', '--enable-pitr'];
  return described({
    name: 'database',
    reason: 'everything the platform knows, in Seoul; point-in-time recovery for seven days, protected from deletion',
    permissions: ['datastore.databases.create', 'datastore.databases.get', 'datastore.databases.update'],
    describe: ['firestore', 'databases', 'describe', '--database=(default)'],
    wanted: {
      name: `projects/${project}/databases/(default)`,
      locationId: REGION,
      type: 'FIRESTORE_NATIVE',
      pointInTimeRecoveryEnablement: 'POINT_IN_TIME_RECOVERY_ENABLED',
      deleteProtectionState: 'DELETE_PROTECTION_ENABLED',
    },
    create: () => [command('firestore', 'databases', 'create', `--location=${REGION}`, '--type=firestore-native', ...flags)],
    update: () => [command('firestore', 'databases', 'update', ...flags)],
  });
}

const Schedules = z.array(
  z.object({
    name: z.string(),
    retention: z.string(),
    dailyRecurrence: z.unknown().optional(),
    weeklyRecurrence: z.unknown().optional(),
  }),
);
const DAY_S = 24 * 60 * 60;

/** Copies that outlive a mistake noticed late: of every day for a week, of every Sunday for fourteen weeks, which is the longest Google keeps them. */
export function backups(): Resource[] {
  const backup = (recurrence: 'daily' | 'weekly', days: number): Resource => ({
    name: `${recurrence} backup`,
    reason: `a copy of the database of each ${recurrence === 'daily' ? 'day' : 'Sunday'}, kept for ${days} days; how to restore one stands in docs/OPERATIONS.md`,
    permissions: ['datastore.backupSchedules.create', 'datastore.backupSchedules.list', 'datastore.backupSchedules.update'],
    inspect: async ({ cloud }) => {
      const schedules = Schedules.parse((await cloud.read(['firestore', 'backups', 'schedules', 'list', '--database=(default)'])) ?? []);
      const found = schedules.find((schedule) => schedule[recurrence === 'daily' ? 'dailyRecurrence' : 'weeklyRecurrence'] !== undefined);
      if (found === undefined)
        return [
          command(
            ...[
              'firestore',
              'backups',
              'schedules',
              'create',
              '--database=(default)',
              `--recurrence=${recurrence}`,
              `--retention=${days}d`,
            ],
            ...(recurrence === 'weekly' ? ['--day-of-week=SUN'] : []),
          ),
        ];
      if (found.retention === `${days * DAY_S}s`) return [];
      const id = found.name.replace(/.*\//, '');
      return [
        command('firestore', 'backups', 'schedules', 'update', '--database=(default)', `--backup-schedule=${id}`, `--retention=${days}d`),
      ];
    },
  });
  return [backup('daily', 7), backup('weekly', 98)];
}

const IndexFile = z.object({
  fieldOverrides: z.array(z.object({ collectionGroup: z.string(), fieldPath: z.string(), ttl: z.boolean().default(false) })),
});
const Fields = z.array(z.object({ name: z.string(), ttlConfig: z.unknown().optional() }));

/** What expires by itself, as firestore.indexes.json says; deploying sets it as well, here it is there before the first document. `text`: that file's. */
export function expiry(text: string): Resource[] {
  return IndexFile.parse(JSON.parse(text))
    .fieldOverrides.filter(({ ttl }) => ttl)
    .map(({ collectionGroup, fieldPath }) => ({
      name: `expiry of ${collectionGroup} by ${fieldPath}`,
      reason: 'documents that nobody needs any more are removed by Firestore itself',
      permissions: ['datastore.indexes.list', 'datastore.indexes.update'],
      inspect: async ({ cloud }) => {
        const at = [`--collection-group=${collectionGroup}`, '--database=(default)'];
        const fields = Fields.parse((await cloud.read(['firestore', 'fields', 'ttls', 'list', ...at])) ?? []);
        const isSet = fields.some(({ name, ttlConfig }) => name.endsWith(`/fields/${fieldPath}`) && ttlConfig !== undefined);
        return isSet ? [] : [command('firestore', 'fields', 'ttls', 'update', fieldPath, ...at, '--enable-ttl', '--async')];
      },
    }));
}
