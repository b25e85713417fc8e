import * as z from 'zod';
import { UploadId } from '../ids.ts';
import { ReferenceRequest } from '../reference-upload.ts';
import { UploadTicket } from '../upload.ts';
import { FileAddress } from '../workspace-files.ts';
import { BARE, operation } from './operation.ts';

/** The own files of agents: what each of their workspaces has in `reference/`. */
export const agentFileApi = {
  open: operation({
    ...BARE,
    method: 'POST',
    path: '/api/agent-files',
    access: 'member',
    summary:
      'Says where to send a file that an agent will have in `reference/` of each workspace, up to 50 MB. The agent names its `id`, `name` and `size` among its `config.files` once it is sent; what no agent names within a day goes.',
    body: ReferenceRequest,
    answers: { 200: UploadTicket },
    problems: ['rate_limited', 'conflict'],
  }),
  read: operation({
    ...BARE,
    method: 'GET',
    path: '/api/agent-files/{id}',
    access: 'member',
    summary: 'Where one of these files can be fetched as an attachment.',
    params: z.object({ id: UploadId }),
    answers: { 200: FileAddress },
  }),
} as const;
