import * as z from 'zod';
import { ToolPart } from './events.ts';
import { MessageId, SessionId } from './ids.ts';
import { DocumentTime, WireTime } from './time.ts';

/** The secret of a shared link, after the `#` of `/shared#…`: a fragment reaches no server and no log. */
export const ShareToken = z.string().regex(/^[0-9A-Za-z_-]{43}$/, 'must be the token of a shared link');

/**
 * `shares/{hash of the token}`: a conversation that whoever has the link may read, up to the question `until` with its answer; but not the questions before it
 * that had no answer yet (`unanswered`), for nobody has looked through what they were answered. `title`: that of when the link was made, likewise; empty where
 * it was made before it was kept. It counts only as long as its session names it. Read by functions only.
 */
export const ShareDocument = z.object({
  session_id: SessionId,
  user_id: z.string(),
  title: z.string().default(''),
  until: MessageId,
  unanswered: z.array(MessageId).default([]),
  created_at: DocumentTime,
});
export type ShareDocument = z.infer<typeof ShareDocument>;

/** What may be a secret. */
export const SecretKind = z.enum(['private_key', 'access_key', 'token', 'password', 'email']);
export type SecretKind = z.infer<typeof SecretKind>;

/** Something that looks like a secret: in the title, or with the `number`th question, from 1. `shown` is its beginning; the rest is masked. */
export const SecretFound = z.object({
  kind: SecretKind,
  part: z.enum(['title', 'question', 'answer', 'tool']),
  number: z.number().int().nonnegative(),
  shown: z.string(),
});
export type SecretFound = z.infer<typeof SecretFound>;

/** So many of what was found are told; `total` counts all. */
export const MOST_SECRETS_TOLD = 50;

/** `POST /api/sessions/{id}/share`. `acknowledge`: what the answer before said where something was found, and the person shares it all the same. */
export const ShareInput = z.strictObject({ acknowledge: z.string().max(64).optional() });
export type ShareInput = z.input<typeof ShareInput>;

/**
 * `token`: the link's, told only once; null where nothing was shared because of what was `found`. Then the same call with `acknowledge` shares it, as long as
 * nothing else is found meanwhile.
 */
export const ShareAnswer = z.object({
  token: ShareToken.nullable(),
  shared_at: WireTime.nullable(),
  found: z.array(SecretFound),
  total: z.number().int().nonnegative(),
  acknowledge: z.string().nullable(),
});
export type ShareAnswer = z.infer<typeof ShareAnswer>;

/** `DELETE /api/sessions/{id}/share`: nothing is shared any more. */
export const UnshareAnswer = z.object({ shared_at: z.null() });

/** `POST /api/shared`. `after`: the last question of the page before. */
export const SharedRequest = z.strictObject({ token: ShareToken, after: MessageId.optional() });

/** A piece of an answer that a shared link shows: what was said and done, not what was thought, nor where the rest of a long one lies. */
export const SharedPart = z.discriminatedUnion('k', [
  z.object({ k: z.literal('text'), s: z.string(), object: z.string().optional() }),
  ToolPart,
]);
export type SharedPart = z.infer<typeof SharedPart>;

/** What whoever has the link may read: what was said and done, by nobody who is named, at no cost that is told. */
export const SharedConversation = z.object({
  title: z.string(),
  shared_at: WireTime,
  exchanges: z.array(
    z.object({
      id: MessageId,
      question: z.string(),
      asked_at: WireTime,
      answer: z.object({
        status: z.enum(['done', 'failed', 'stopped']),
        content: z.string(),
        parts: z.array(SharedPart),
        ended_at: WireTime,
      }),
    }),
  ),
  next: MessageId.optional(),
});
export type SharedConversation = z.infer<typeof SharedConversation>;
