import { fileApi, type FileAddress } from '@oma/contract';
import type { ApiDeps } from '../http/api-deps.ts';
import { ProblemError } from '../http/problem.ts';
import type { Router } from '../http/route.ts';
import { fileName } from '../objects/file-name.ts';
import type { Download } from '../objects/object-store.ts';
import { conversationTitle } from '../sessions/conversation-text.ts';
import { ownSessionReader } from '../sessions/own-session.ts';
import { fileAddress } from './file-address.ts';
import { listFiles } from './list-files.ts';
import { readManifest } from './read-manifest.ts';

/** The files of the person's conversations. */
export function fileRoutes(on: Router, deps: ApiDeps): void {
  const ownSession = ownSessionReader(deps.documents);

  on(fileApi.list, async ({ caller, params: { id } }) => {
    const files = await listFiles(deps.objects, await ownSession(caller.uid, id));
    if (files === null) throw new ProblemError('not_found', 'Nothing tells what this workspace holds; it does after the next turn.');
    return { status: 200, body: files };
  });
  on(fileApi.read, async ({ caller, params: { id, path }, query: { before } }) => {
    const session = await ownSession(caller.uid, id);
    const workspace = before === 'true' ? session.workspace_before : session.workspace;
    const file = workspace === null ? undefined : (await readManifest(deps.objects, workspace))?.get(path);
    const address = workspace === null || file?.kind !== 'file' ? null : await fileAddress(deps, workspace, file);
    if (address === null) throw new ProblemError('not_found', 'There is no such file in this conversation.');
    return { status: 200, body: answer(address) };
  });
  on(fileApi.archive, async ({ caller, params: { id } }) => {
    const { workspace, title } = await ownSession(caller.uid, id);
    if (workspace === null) throw new ProblemError('not_found', 'This conversation has no files yet.');
    const name = fileName(conversationTitle(title, caller.user.locale), id);
    return { status: 200, body: answer(await deps.objects.downloadUrl(workspace.object, `${name}.tar.gz`)) };
  });
}

const answer = ({ url, expiresAt }: Download): FileAddress => ({ url, expires_at: expiresAt.toISOString() });
