import type { Result, UploadTicket } from '@oma/contract';
import type { CollectionReference, DocumentReference } from '@google-cloud/firestore';
import type { ObjectStore } from './object-store.ts';

const DAY_MS = 24 * 60 * 60 * 1000;

/**
 * Notes what somebody is about to send, and says where to send it. `too_many`: this person has brought `perDay` of these within a day. It is counted after it
 * is written, so that calls at the same moment count each other: all of them may be refused where there was room for some, and never are more let through.
 */
export async function openTicket<T extends { user_id: string; name: string; size: number; created_at: Date }>(
  store: Pick<ObjectStore, 'uploadUrl'>,
  given: { all: CollectionReference<T>; reference: DocumentReference<T>; noted: T; object: string; perDay: number },
): Promise<Result<UploadTicket, 'too_many'>> {
  const { all, reference, noted, object, perDay } = given;
  const { user_id, name, size, created_at } = noted;
  await reference.create(noted);
  const recent = all.where('user_id', '==', user_id).where('created_at', '>', new Date(created_at.getTime() - DAY_MS));
  if ((await recent.count().get()).data().count > perDay) {
    await reference.delete();
    return { ok: false, error: 'too_many' };
  }
  const { url, headers, expiresAt } = await store.uploadUrl(object, size);
  return { ok: true, value: { id: reference.id, name, size, put_url: url, headers, expires_at: expiresAt.toISOString() } };
}
