import * as z from 'zod';

/** A question's id: a ULID, so that ids of one client sort by the moment they were made. The security rules check the same pattern. */
export const MESSAGE_ID_PATTERN = /^[0-9A-HJKMNP-TV-Z]{26}$/;
export const MessageId = z.string().regex(MESSAGE_ID_PATTERN, 'must be a ULID');
export const SessionId = z.uuid('must be a UUID');
/** Of something that was sent up. The security rules let through nothing that this refuses, of the UUIDs only those in small letters. */
export const UploadId = z.uuid('must be a UUID');
/** Made by the platform; never by a client. */
export const RunId = z.string().regex(/^run_[0-9a-z]{20}$/, 'must be a run id');
export const AgentId = z.string().regex(/^[0-9A-Za-z]{20}$/, 'must be an agent id');

/** The id of a document that has no form of its own: a uid, a letter's, an audit entry's. Firestore would take a slash for a path. */
export const DocumentId = z.string().regex(/^[0-9A-Za-z-][0-9A-Za-z_-]{0,199}$/, 'must be an id');

/** The id of the one answer to the question `messageId`. */
export const replyId = (messageId: string): string => `${messageId}.reply`;

/** The id of a chunk document: its sequence number in six digits, so that ids sort as numbers do. */
export const chunkId = (seq: number): string => String(seq).padStart(6, '0');
