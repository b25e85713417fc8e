import { createHash } from 'node:crypto';
import { request as httpRequest } from 'node:http';
import { request as httpsRequest } from 'node:https';
import { once } from 'node:events';
import { Readable, Transform } from 'node:stream';
import { pipeline } from 'node:stream/promises';
import { setTimeout as sleep } from 'node:timers/promises';

/** How often something is asked of the store before it is given up. */
export const ATTEMPTS = 4;

/** The store broke off in the middle of an object. */
export class ReadBrokenOff extends Error {
  override readonly name = 'ReadBrokenOff';
}

/**
 * Reads an object by its signed URL; null where there is none. A store that is briefly out of order is asked again. What breaks off later ends the stream with
 * `ReadBrokenOff`.
 */
export async function download(url: string): Promise<Readable | null> {
  for (let attempt = 1; ; attempt += 1) {
    const answer = await fetch(url).catch(() => null);
    if (answer?.status === 404) return null;
    if (answer?.ok === true && answer.body !== null) return Readable.from(piecesOf(answer.body));
    if (attempt >= ATTEMPTS || (answer !== null && answer.status < 500 && answer.status !== 429))
      throw new Error(`the object could not be read (${answer?.status ?? 'no answer'})`);
    await pauseBefore(attempt + 1);
  }
}

async function* piecesOf(body: AsyncIterable<Uint8Array>): AsyncGenerator<Uint8Array> {
  try {
    yield* body;
  } catch (cause) {
    throw new ReadBrokenOff('the object broke off while it was read', { cause });
  }
}

/** The longer the more often something was tried: from 0.2 s before the second time. */
export const pauseBefore = (attempt: number): Promise<void> => sleep(100 * 4 ** (attempt - 1) * (0.5 + Math.random() / 2));

export type Upload = {
  /** Where the bytes go. */
  sink: Transform;
  /** Resolves with what was stored, or throws. */
  stored: Promise<{ size: number; sha256: string }>;
};

/** Writes an object by its signed URL, which allows it once and up to `maxBytes`; both are part of what was signed. An abort ends the request. */
export function upload(url: string, maxBytes: number, signal: AbortSignal): Upload {
  const hash = createHash('sha256');
  let size = 0;
  const sink = new Transform({
    transform(piece: Buffer, _encoding, done) {
      hash.update(piece);
      size += piece.length;
      done(null, piece);
    },
  });
  const send = new URL(url).protocol === 'http:' ? httpRequest : httpsRequest;
  const request = send(url, {
    method: 'PUT',
    signal,
    headers: { 'content-type': 'application/gzip', 'x-goog-if-generation-match': '0', 'x-goog-content-length-range': `0,${maxBytes}` },
  });
  const answered = once(request, 'response').then(([response]: { statusCode?: number; resume(): void }[]) => {
    response?.resume();
    return response?.statusCode ?? 0;
  });
  const stored = (async () => {
    const [status] = await Promise.all([answered, pipeline(sink, request)]);
    if (status < 200 || status > 299) throw new Error(`the object was not stored (${status})`);
    return { size, sha256: hash.digest('hex') };
  })();
  stored.catch(() => undefined);
  return { sink, stored };
}

/** Writes these bytes by their signed URL. */
export async function uploadBytes(url: string, bytes: Buffer, maxBytes: number, signal: AbortSignal): Promise<void> {
  const { sink, stored } = upload(url, maxBytes, signal);
  sink.end(bytes);
  await stored;
}
