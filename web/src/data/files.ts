import { fileApi } from '@oma/contract';
import { callApi } from './api.ts';

/** A file's bytes; `isCut`: only their beginning was fetched. */
export type FetchedFile = { bytes: Uint8Array<ArrayBuffer>; isCut: boolean };

export const listFiles = (sessionId: string) => callApi(fileApi.list, { params: { id: sessionId } });

/** Where a file can be saved from; `before`: as it was before the last turn. */
export const fileUrl = async (sessionId: string, path: string, before = false): Promise<string> =>
  (await callApi(fileApi.read, { params: { id: sessionId, path }, query: { before: before ? 'true' : 'false' } })).url;

export const archiveUrl = async (sessionId: string): Promise<string> => (await callApi(fileApi.archive, { params: { id: sessionId } })).url;

/** Fetches a file from the object store, and no more of it than `most` bytes. */
export async function fetchFile(url: string, most: number): Promise<FetchedFile> {
  const response = await fetch(url);
  if (!response.ok || response.body === null) throw new Error(`the file could not be fetched (${response.status})`);
  const reader = response.body.getReader();
  const pieces: Uint8Array[] = [];
  let size = 0;
  for (let next = await reader.read(); !next.done && size <= most; next = await reader.read()) {
    pieces.push(next.value);
    size += next.value.length;
  }
  await reader.cancel();
  const bytes = new Uint8Array(size);
  let at = 0;
  for (const piece of pieces) {
    bytes.set(piece, at);
    at += piece.length;
  }
  return { bytes: bytes.slice(0, most), isCut: size > most };
}
