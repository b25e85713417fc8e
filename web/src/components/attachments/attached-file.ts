/**
 * A file beside the message that is being written. `name`: empty while only its id is known; `share`: how much of it has gone, from 0 to 1; `again`: what to
 * send where it can be tried again.
 */
export type AttachedFile = { key: number; name: string; size: number } & (
  { state: 'sending'; share: number } | { state: 'ready'; id: string } | { state: 'failed'; why: string; again: File | null }
);
