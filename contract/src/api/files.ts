import * as z from 'zod';
import { SessionId } from '../ids.ts';
import { FileAddress, FilePath, WorkspaceFiles } from '../workspace-files.ts';
import { BARE, operation } from './operation.ts';

const OneSession = z.object({ id: SessionId });
const OneFile = z.object({ id: SessionId, path: FilePath });

/** The files that a conversation works with, as they were saved after its last turn. */
export const fileApi = {
  list: operation({
    ...BARE,
    method: 'GET',
    path: '/api/sessions/{id}/files',
    access: 'member',
    summary: 'What the workspace holds, in the order of the paths, with what the last turn added, changed and removed.',
    params: OneSession,
    answers: { 200: WorkspaceFiles },
  }),
  read: operation({
    ...BARE,
    method: 'GET',
    path: '/api/sessions/{id}/files/{path}',
    access: 'member',
    summary:
      'Where one file can be fetched as an attachment. Each name of its path is percent-encoded; the slashes between them may be. With `before=true` the file as it was before the last turn.',
    params: OneFile,
    query: z.strictObject({ before: z.enum(['true', 'false']).default('false') }),
    answers: { 200: FileAddress },
  }),
  archive: operation({
    ...BARE,
    method: 'GET',
    path: '/api/sessions/{id}/archive',
    access: 'member',
    summary: 'Where the whole workspace can be fetched as an archive (`.tar.gz`).',
    params: OneSession,
    answers: { 200: FileAddress },
  }),
} as const;
