import { createHash } from 'node:crypto';

/** What is stored of a token of 256 random bits. The token itself is nowhere but with whom it was given to. */
export const hashToken = (token: string): string => createHash('sha256').update(token).digest('hex');
