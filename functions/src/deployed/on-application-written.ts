import './options.ts';
import { ApplicationDocument } from '@oma/contract';
import { onDocumentCreated } from 'firebase-functions/firestore';
import { announceApplication } from '../beta/announce-application.ts';
import { betaDeps, log } from '../compose.ts';
import { guarded } from './guarded.ts';

/** Has the letters of a new application written. Retried until they are; a letter's id keeps a repeated trigger from writing two. */
export const onApplicationWritten = onDocumentCreated(
  { serviceAccount: 'oma-triggers@', document: 'beta_applications/{uid}', retry: true },
  async (event) => {
    await guarded(log, 'onApplicationWritten', async () => {
      const application = ApplicationDocument.safeParse(event.data?.data());
      if (application.success) await announceApplication(betaDeps(), event.params.uid, application.data);
    });
  },
);
