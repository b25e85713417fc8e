import * as z from 'zod';
import { MAX_REFERENCE_FILES } from './agent.ts';
import { text } from './text.ts';
import { DocumentTime } from './time.ts';
import { isAttachable } from './upload.ts';

/** An agent's own files: bytes of all of them together, how many, and how many a person may send up in a day. */
export const REFERENCE_LIMITS = { bytes: 50 * 1024 * 1024, files: MAX_REFERENCE_FILES, per_day: 300, person_bytes: 2 * 1024 ** 3 } as const;

/** What two names must differ in: Windows and macOS would take them for one otherwise. */
export const referenceKey = (name: string): string => name.normalize('NFC').toLowerCase();

/** The bytes of several files together. */
export const bytesOf = (files: readonly { size: number }[]): number => files.reduce((sum, { size }) => sum + size, 0);

/** The folder of the workspace in which an agent's own files lie. */
export const REFERENCE_FOLDER = 'reference';

/** How long a file that no agent was saved with is kept. */
export const REFERENCE_UNUSED_MS = 24 * 60 * 60 * 1000;

/** `POST /api/agent-files`. */
export const ReferenceRequest = z.strictObject({
  name: text().min(1).max(500).refine(isAttachable, 'must not be a program'),
  /** Bytes. */
  size: z.number().int().min(1, 'must not be empty').max(REFERENCE_LIMITS.bytes),
});
export type ReferenceRequest = z.infer<typeof ReferenceRequest>;

/**
 * `agent_files/{id}`; read by functions only. `agents`: those that refer to it, in whatever version. `collect_at`: when it goes; null while an agent refers to
 * it. `is_going`: it is being deleted, and nothing may refer to it any more.
 */
export const ReferenceFileDocument = z.object({
  user_id: z.string(),
  name: z.string(),
  size: z.number().int().positive(),
  agents: z.array(z.string()),
  created_at: DocumentTime,
  collect_at: DocumentTime.nullable(),
  is_going: z.boolean().default(false),
});
export type ReferenceFileDocument = z.infer<typeof ReferenceFileDocument>;
