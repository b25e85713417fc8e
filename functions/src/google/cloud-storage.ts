import { Storage } from '@google-cloud/storage';
import { RUN_LIMITS } from '@oma/contract';
import { readFileSync } from 'node:fs';
import type { Config } from '../config.ts';
import type { ObjectStore } from '../runs/object-store.ts';

const LOCAL_SIGNER = 'local@demo-oh-my-agent.iam.gserviceaccount.com';

function storageClient(config: Config): Storage {
  if (config.local === null) return new Storage({ projectId: config.project });
  return new Storage({
    projectId: config.project,
    apiEndpoint: `http://${config.local.host}:${config.local.port}`,
    credentials: { client_email: LOCAL_SIGNER, private_key: readFileSync(config.local.signerKeyFile, 'utf8') },
  });
}

/** Objects in Cloud Storage, reached from outside by V4 signed URLs. https://cloud.google.com/storage/docs/access-control/signed-urls */
export function cloudStorage(config: Config): ObjectStore {
  const bucket = storageClient(config).bucket(config.objectsBucket);
  const sign = async (name: string, options: Parameters<ReturnType<typeof bucket.file>['getSignedUrl']>[0]): Promise<string> =>
    (await bucket.file(name).getSignedUrl(options))[0];
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
      await bucket.file(name).save(content, { contentType, resumable: false });
    },
    list: async (prefix) => (await bucket.getFiles({ prefix }))[0].map((file) => file.name),
    delete: async (names) => {
      await Promise.all(names.map((name) => bucket.file(name).delete({ ignoreNotFound: true })));
    },
  };
}
