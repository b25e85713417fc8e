import { attachmentApi, paths, UploadDocument } from '@oma/contract';
import { doc, getDoc } from 'firebase/firestore';
import { callApi } from './api.ts';
import { firestore } from './firestore.ts';

/** Something that was sent up, with its id. */
export type Upload = { id: string; name: string; size: number };

/** The connection broke, or the store refused the bytes. */
export class UploadFailed extends Error {
  override readonly name = 'UploadFailed';
}

/** Sends a file up for a question of this conversation. `onShare` is told how much has gone, from 0 to 1. Throws `ApiError` or `UploadFailed`. */
export async function sendFile(
  sessionId: string,
  file: File,
  { onShare, signal }: { onShare: (share: number) => void; signal: AbortSignal },
): Promise<Upload> {
  const { id, name, size, put_url, headers } = await callApi(attachmentApi.open, {
    params: { id: sessionId },
    body: { name: file.name, size: file.size },
  });
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

/** What is known of an attachment; null where it is not there any more. */
export async function readUpload(id: string): Promise<Upload | null> {
  const snapshot = await getDoc(doc(await firestore(), paths.upload(id)));
  if (!snapshot.exists()) return null;
  const { name, size } = UploadDocument.parse(snapshot.data());
  return { id, name, size };
}
