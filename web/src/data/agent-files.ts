import { agentFileApi, type ReferenceFile } from '@oma/contract';
import { callApi } from './api.ts';
import { type Sending, sendUp } from './uploads.ts';

/** Sends up a file that an agent can then be saved with. Throws `ApiError` or `UploadFailed`. */
export async function sendReferenceFile(file: File, sending: Sending): Promise<ReferenceFile> {
  return sendUp(await callApi(agentFileApi.open, { body: { name: file.name, size: file.size } }), file, sending);
}

/** Where such a file can be fetched. Throws `ApiError`: `not_found` where it is gone. */
export const readReferenceAddress = async (id: string): Promise<string> => (await callApi(agentFileApi.read, { params: { id } })).url;
