import type { Access, Download, Operation, Versioning } from '@oma/contract';
import type * as z from 'zod';
import { type Given, send } from './api.ts';

/** Saves what the operation answers as a file, under the name that it gives. Throws `ApiError`. */
export async function downloadApi<
  A extends Access,
  P extends z.ZodObject,
  Q extends z.ZodObject,
  B extends z.ZodType,
  V extends Versioning,
>(told: Operation<A, P, Q, B, V, { readonly 200: Download }>, given: Given<P, Q, B, V>): Promise<void> {
  const response = await send(told, given);
  const disposition = response.headers.get('content-disposition') ?? '';
  const name = /filename\*=UTF-8''([^;]+)/.exec(disposition)?.[1] ?? /filename="([^"]+)"/.exec(disposition)?.[1];
  const url = URL.createObjectURL(await response.blob());
  const link = document.createElement('a');
  link.href = url;
  link.download = decodeURIComponent(name ?? 'download');
  link.click();
  setTimeout(() => URL.revokeObjectURL(url), 60_000);
}
