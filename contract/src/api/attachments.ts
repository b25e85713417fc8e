import * as z from 'zod';
import { SessionId } from '../ids.ts';
import { UploadRequest, UploadTicket } from '../upload.ts';
import { BARE, operation } from './operation.ts';

/** What a question brings along. */
export const attachmentApi = {
  open: operation({
    ...BARE,
    method: 'POST',
    path: '/api/sessions/{id}/uploads',
    access: 'member',
    summary:
      'Says where to send a file that a question of this conversation will carry, up to 20 MB. The question names its `id` among its `attachments`, ten at most; the file lies in the workspace’s `uploads/` then.',
    params: z.object({ id: SessionId }),
    body: UploadRequest,
    answers: { 200: UploadTicket },
    problems: ['conflict', 'rate_limited'],
  }),
} as const;
