import { createHash, createHmac, timingSafeEqual } from 'node:crypto';

const sha256 = (text: string): string => createHash('sha256').update(text).digest('hex');

/**
 * The token of a run: made from the one-use code and the process's nonce, so that a repeated `claim` answers the same one while only its hash
 * is stored. It names the run and the session, which saves a look-up; the last part proves it.
 */
export const makeRunToken = (runId: string, sessionId: string, code: string, nonce: string): string =>
  `${runId}.${sessionId}.${createHmac('sha256', code).update(`${runId}|${nonce}`).digest('base64url')}`;

export const hashSecret = sha256;

/** Whether `secret` has this hash, in constant time. */
export const matchesHash = (secret: string, hash: string): boolean => {
  const given = Buffer.from(sha256(secret));
  const stored = Buffer.from(hash);
  return given.length === stored.length && timingSafeEqual(given, stored);
};

/** The run and session a token names; null if it has not the form of one. Proves nothing. */
export function readRunToken(token: string): { runId: string; sessionId: string } | null {
  const match = /^(run_[0-9a-z]{20})\.([0-9a-f-]{36})\.[\w-]{43}$/.exec(token);
  const [, runId, sessionId] = match ?? [];
  return runId === undefined || sessionId === undefined ? null : { runId, sessionId };
}
