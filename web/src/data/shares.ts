import { shareApi } from '@oma/contract';
import { callApi, callApiQuietly } from './api.ts';

/** Makes a link to what was said until now; `acknowledge` after something was found that looks like a secret. */
export const shareSession = (id: string, acknowledge: string | null) =>
  callApi(shareApi.share, { params: { id }, body: acknowledge === null ? {} : { acknowledge } });

export const unshareSession = (id: string) => callApiQuietly(shareApi.unshare, { params: { id } });

/** A page of what a link shows. */
export const readShared = (token: string, after: string | null) =>
  callApi(shareApi.readShared, { body: { token, ...(after === null ? {} : { after }) } });
