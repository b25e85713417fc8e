import * as z from 'zod';
import { MessageId, SessionId } from './ids.ts';
import { DocumentTime } from './time.ts';

/** How many forks a person may have made within 24 hours: each is a copy of all that was said, and of the files. */
export const FORKS_PER_DAY = 20;

/** `forks/{uid}`: the forks that somebody had begun within a day; read by functions only. `key`: null where none was sent, or nothing came of it. */
export const ForksDocument = z.object({
  begun: z.array(
    z.object({
      session_id: SessionId,
      from: z.object({ session_id: SessionId, message_id: MessageId }),
      key: z.string().nullable(),
      at: DocumentTime,
    }),
  ),
});
export type ForksDocument = z.infer<typeof ForksDocument>;
