import type { Documents } from '../firestore/documents.ts';
import type { Log } from '../log.ts';

/** What applications and decisions need. Put together in compose.ts. */
export type BetaDeps = {
  documents: Documents;
  now: () => Date;
  log: Log;
  /** Lower case. The only place that says who is an admin. */
  adminEmails: readonly string[];
};
