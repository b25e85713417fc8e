import * as z from 'zod';
import { DocumentTime } from './time.ts';

/**
 * `presence/{session_id}` and `person_presence/{uid}`: whether a page is open and visible, of a session or any of a person; see
 * `POST /api/sessions/{id}/presence` and `POST /api/me/presence`. Read by functions only.
 */
export const PresenceDocument = z.object({ visible_until: DocumentTime.nullable() });
export type PresenceDocument = z.infer<typeof PresenceDocument>;
