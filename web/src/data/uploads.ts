import { attachmentApi, paths, UploadDocument, type UploadTicket } from '@oma/contract';
import { doc, getDoc } from 'firebase/firestore';
import { callApi } from './api.ts';
import { firestore } from './firestore.ts';

/** Something that was sent up, with its id. */
export type Upload = { id: string; name: string; size: number };

/** Hears how much of a file has gone, from 0 to 1, and may end it. */
export type Sending = { onShare: (share: number) => void; signal: AbortSignal };

/** The connection broke, or the store refused the bytes. */
export class UploadFailed extends Error {
  override readonly name = 'UploadFailed';
}

/** Sends a file to where its ticket says. Throws `UploadFailed`, and what it was aborted with. */
export async function sendUp(
  { id, name, size, put_url, headers }: UploadTicket,
  file: File,
  { onShare, signal }: Sending,
): Promise<Upload> {
  signal.throwIfAborted();
  // `fetch` does not say how much has gone.
  const request = new XMLHttpRequest();
  await new Promise<void>((resolve, reject) => {
    const fail = (): void => reject(new UploadFailed('the file was not stored'));
    request.upload.onprogress = ({ loaded, total }) => onShare(total === 0 ? 0 : loaded / total);
    request.onload = () => (request.status >= 200 && request.status < 300 ? resolve() : fail());
    request.onerror = fail;
    request.onabort = fail;
    signal.addEventListener('abort', () => request.abort(), { once: true });
    request.open('PUT', put_url);
    for (const [header, value] of Object.entries(headers)) request.setRequestHeader(header, value);
    request.send(file);
  });
  return { id, name, size };
}

/** Sends a file up for a question of this conversation. Throws `ApiError` or `UploadFailed`. */
export async function sendFile(sessionId: string, file: File, sending: Sending): Promise<Upload> {
  const body = { name: file.name, size: file.size };
  return sendUp(await callApi(attachmentApi.open, { params: { id: sessionId }, body }), file, sending);
}

/** What is known of an attachment; null where it is not there any more. */
export async function readUpload(id: string): Promise<Upload | null> {
  const snapshot = await getDoc(doc(await firestore(), paths.upload(id)));
  if (!snapshot.exists()) return null;
  const { name, size } = UploadDocument.parse(snapshot.data());
  return { id, name, size };
}
