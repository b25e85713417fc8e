import { REGION } from '@oma/contract';
import * as z from 'zod';
import type { Environment } from '../../environment.ts';
import { objectsBucket } from '../../names.ts';
import { differs } from '../differs.ts';
import type { Change, Resource } from '../resource.ts';

/** What the pages may do with the bucket from a browser: see docs/SECURITY.md, “Files of a workspace in a page”. */
export const corsOf = (siteUrls: readonly string[]): unknown => [
  {
    origin: siteUrls,
    method: ['GET', 'PUT'],
    responseHeader: ['content-type', 'x-goog-if-generation-match', 'x-goog-content-length-range'],
    maxAgeSeconds: 3600,
  },
];

const SOFT_DELETE_S = 7 * 24 * 60 * 60;
const Bucket = z.looseObject({ cors_config: z.unknown().optional() });

/** The bucket of workspaces, attachments and archives: reached by signed addresses only. */
export function objects(environment: Environment): Resource {
  const url = `gs://${objectsBucket(environment)}`;
  const cors = corsOf([environment.site_url]);
  const flags = ['--uniform-bucket-level-access', '--public-access-prevention', '--soft-delete-duration=7d'];
  const wanted = {
    location: REGION.toUpperCase(),
    uniform_bucket_level_access: true,
    public_access_prevention: 'enforced',
    soft_delete_policy: { retentionDurationSeconds: String(SOFT_DELETE_S) },
    cors_config: cors,
  };
  const setCors = (rest: readonly string[]): Change => ({
    kind: 'command',
    command: {
      args: ['storage', 'buckets', 'update', url, ...rest, '--cors-file={file}'],
      file: { name: 'cors.json', content: JSON.stringify(cors) },
    },
  });
  return {
    name: `bucket ${objectsBucket(environment)}`,
    reason:
      'workspaces, attachments and archives; never public, reached by signed addresses; what is removed can be had back for seven days',
    // An owner of the project has no more than this at the project; the rest comes with each bucket, by a policy of its own.
    permissions: ['storage.buckets.create', 'storage.buckets.list'],
    inspect: async ({ cloud }) => {
      const bucket = await cloud.read(['storage', 'buckets', 'describe', url]);
      if (bucket === null)
        return [
          { kind: 'command', command: { args: ['storage', 'buckets', 'create', url, `--location=${REGION}`, ...flags] } },
          setCors([]),
        ];
      return differs(Bucket.parse(bucket), wanted) ? [setCors(flags)] : [];
    },
  };
}
