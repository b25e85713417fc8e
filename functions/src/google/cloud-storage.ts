import type { Bucket, GetSignedUrlConfig } from '@google-cloud/storage';
import { RUN_LIMITS } from '@oma/contract';
import { readFileSync } from 'node:fs';
import type { Config } from '../config.ts';
import { once } from '../once.ts';
import type { ObjectStore } from '../runs/object-store.ts';

const LOCAL_SIGNER = 'local@demo-oh-my-agent.iam.gserviceaccount.com';

async function openBucket({ project, objectsBucket, local }: Config): Promise<Bucket> {
  const { Storage } = await import('@google-cloud/storage');
  if (local === null) return new Storage({ projectId: project }).bucket(objectsBucket);
  return new Storage({
    projectId: project,
    apiEndpoint: `http://${local.host}:${local.port}`,
    credentials: { client_email: LOCAL_SIGNER, private_key: readFileSync(local.signerKeyFile, 'utf8') },
  }).bucket(objectsBucket);
}

/** Objects in Cloud Storage, reached from outside by V4 signed URLs. https://cloud.google.com/storage/docs/access-control/signed-urls */
export function cloudStorage(config: Config): ObjectStore {
  const bucket = once(() => openBucket(config));
  const sign = async (name: string, options: GetSignedUrlConfig): Promise<string> =>
    (await (await bucket()).file(name).getSignedUrl(options))[0];
  return {
    readUrl: (name) => sign(name, { version: 'v4', action: 'read', expires: Date.now() + RUN_LIMITS.signedUrl }),
    writeUrl: (name, maxBytes, until) =>
      sign(name, {
        version: 'v4',
        action: 'write',
        expires: Math.max(Date.now(), until.getTime()) + RUN_LIMITS.signedUrl,
        contentType: 'application/gzip',
        extensionHeaders: { 'x-goog-if-generation-match': '0', 'x-goog-content-length-range': `0,${maxBytes}` },
      }),
    write: async (name, contentType, content) => {
      await (await bucket()).file(name).save(content, { contentType, resumable: false });
    },
    list: async (prefix) => (await (await bucket()).getFiles({ prefix }))[0].map((file) => file.name),
    delete: async (names) => {
      const kept = await bucket();
      await Promise.all(names.map((name) => kept.file(name).delete({ ignoreNotFound: true })));
    },
  };
}
