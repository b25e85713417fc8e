import './options.ts';
import { UserDocument } from '@oma/contract';
import { onDocumentWritten } from 'firebase-functions/firestore';
import { followUser } from '../beta/follow-user.ts';
import { betaDeps, log, runDeps } from '../compose.ts';
import { withdrawWork } from '../runs/withdraw-work.ts';
import { guarded } from './guarded.ts';

const read = (data: unknown): UserDocument | null => {
  const parsed = UserDocument.safeParse(data);
  return parsed.success ? parsed.data : null;
};

/** Makes a decision of what somebody set by hand, a letter of each decision, and an end of work whose person was shut out. Retried until all is done. */
export const onUserWritten = onDocumentWritten({ serviceAccount: 'oma-triggers@', document: 'users/{uid}', retry: true }, async (event) => {
  await guarded(log, 'onUserWritten', async () => {
    const deps = { ...betaDeps(), withdrawWork: (uid: string) => withdrawWork(runDeps(), uid) };
    await followUser(deps, event.params.uid, read(event.data?.before.data()), read(event.data?.after.data()));
  });
});
