import type { Result } from '@oma/contract';

/** A letter as it goes out. `id` is the same for every attempt at it, so that a reader's mail program can tell a second copy. */
export type Letter = { id: string; to: readonly string[]; subject: string; text: string; html: string };

/** `rejected`: sending it again would change nothing. `deferred`: it may go through later. `code` is the server's answer, where it gave one. */
export type MailFailure =
  | {
      kind: 'rejected';
      /** `refused`: the server will not take this letter. `invalid_address`: it could never be addressed. */
      reason: 'refused' | 'invalid_address';
      code: number | null;
    }
  | {
      kind: 'deferred';
      /**
       * `put_off`: the server asked to come again. `unreachable`: no server there. `timed_out`, `cut_off`: the conversation did not come to its end, and the
       * letter may have arrived. `no_tls`: no encrypted connection with a certificate to trust. `not_signed_in`: our own name or password was refused.
       */
      reason: 'put_off' | 'unreachable' | 'timed_out' | 'cut_off' | 'no_tls' | 'not_signed_in';
      code: number | null;
    };

/** Hands letters to the world. Behind a port because what a server answers decides about a letter's life, and tests play servers that misbehave. */
export type Mailer = {
  /** Answers within `MAIL_LIMITS.lease`. Resolves for every outcome of the conversation; throws only for faults of our own. */
  send(letter: Letter): Promise<Result<{ messageId: string }, MailFailure>>;
};
