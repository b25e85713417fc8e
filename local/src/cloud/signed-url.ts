import { createHash, verify, type KeyObject } from 'node:crypto';
import type { IncomingMessage } from 'node:http';

const encode = (text: string): string =>
  encodeURIComponent(text).replace(/[!'()*]/g, (character) => `%${character.charCodeAt(0).toString(16).toUpperCase()}`);

/** Why a signed URL is refused; null if it is good. */
export type SignatureProblem = 'ExpiredToken' | 'SignatureDoesNotMatch' | 'AccessDenied';

/**
 * Checks a V4 signature as Cloud Storage does: the signed headers must come with the request and be what was signed.
 * https://cloud.google.com/storage/docs/authentication/canonical-requests
 */
export function checkSignedUrl(request: IncomingMessage, url: URL, key: KeyObject, now: Date): SignatureProblem | null {
  const signature = url.searchParams.get('X-Goog-Signature');
  const credential = url.searchParams.get('X-Goog-Credential');
  const date = url.searchParams.get('X-Goog-Date');
  const signedHeaders = url.searchParams.get('X-Goog-SignedHeaders');
  if (
    url.searchParams.get('X-Goog-Algorithm') !== 'GOOG4-RSA-SHA256' ||
    signature === null ||
    credential === null ||
    date === null ||
    signedHeaders === null
  )
    return 'AccessDenied';

  const signedAt = Date.parse(date.replace(/^(\d{4})(\d\d)(\d\d)T(\d\d)(\d\d)(\d\d)Z$/, '$1-$2-$3T$4:$5:$6Z'));
  const lifeS = Number(url.searchParams.get('X-Goog-Expires'));
  if (!(now.getTime() < signedAt + lifeS * 1000)) return 'ExpiredToken';

  const names = signedHeaders.split(';');
  const values = names.map((name) => {
    const value = request.headers[name];
    const text = (Array.isArray(value) ? value.join(',') : (value ?? '')).trim().replace(/\s+/g, ' ');
    // The client signs the host without its port.
    return `${name}:${name === 'host' ? text.replace(/:\d+$/, '') : text}\n`;
  });
  const query = [...url.searchParams]
    .filter(([name]) => name !== 'X-Goog-Signature')
    .map(([name, value]) => `${encode(name)}=${encode(value)}`)
    .sort()
    .join('&');
  const canonical = [request.method, url.pathname, query, values.join(''), signedHeaders, 'UNSIGNED-PAYLOAD'].join('\n');
  const scope = credential.slice(credential.indexOf('/') + 1);
  const toSign = ['GOOG4-RSA-SHA256', date, scope, createHash('sha256').update(canonical).digest('hex')].join('\n');
  return verify('RSA-SHA256', Buffer.from(toSign), key, Buffer.from(signature, 'hex')) ? null : 'SignatureDoesNotMatch';
}
