import type { MailDocument, MailTemplate } from '@oma/contract';
import type { Documents } from '../firestore/documents.ts';
import { errorCode, GrpcStatus } from '../google/grpc-status.ts';
import { freshLife } from './delivery.ts';

export type NewMail = { to: string[]; template: MailTemplate };
type Deps = { documents: Documents; now: () => Date };

/**
 * Writes a letter that is to be sent; `onMailCreated` sees to the rest. The id says what the letter is about: a second one with the same id is the same
 * letter and is dropped. Answers whether it was new.
 */
export async function queueMail(deps: Deps, mailId: string, mail: NewMail): Promise<boolean> {
  try {
    await deps.documents.mail(mailId).create(newLetter(deps.now(), mail));
    return true;
  } catch (error) {
    if (errorCode(error) === GrpcStatus.ALREADY_EXISTS) return false;
    throw error;
  }
}

const newLetter = (now: Date, { to, template }: NewMail): MailDocument => ({ to, template, ...freshLife(now) });
