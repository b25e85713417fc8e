import * as z from 'zod';
import { MessageId } from './ids.ts';

/**
 * `POST /api/sessions/{id}/fork`. `message_id`: the last question that comes along, with its answer. `key`: one of the caller's own for each fork that they
 * want; sent again within a day it comes to the same fork.
 */
export const ForkRequest = z.strictObject({ message_id: MessageId, key: z.uuid('must be a UUID').optional() });
export type ForkRequest = z.infer<typeof ForkRequest>;
