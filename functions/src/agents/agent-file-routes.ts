import { agentFileApi, objects, REFERENCE_LIMITS } from '@oma/contract';
import type { ApiDeps } from '../http/api-deps.ts';
import { ProblemError } from '../http/problem.ts';
import type { Router } from '../http/route.ts';
import { checkFiles } from './reference-files.ts';
import { openReferenceFile } from './open-reference-file.ts';

/** The own files of a person's agents. */
export function agentFileRoutes(on: Router, deps: ApiDeps): void {
  on(agentFileApi.open, async ({ caller, body }) => {
    const opened = await openReferenceFile(deps, caller.uid, body);
    if (opened.ok) return { status: 200, body: opened.value };
    if (opened.error === 'too_much')
      throw new ProblemError('conflict', 'All files of your agents together may be 2 GB. Delete an agent that you no longer need first.');
    throw new ProblemError('rate_limited', `Not more than ${REFERENCE_LIMITS.per_day} files of agents can be sent within 24 hours.`, {
      headers: { 'retry-after': '3600' },
    });
  });
  on(agentFileApi.read, async ({ caller, params: { id } }) => {
    const file = (await deps.documents.referenceFile(id).get()).data();
    if (file === undefined || (await checkFiles(deps, caller.uid, [{ id, name: file.name, size: file.size }])).length > 0)
      throw new ProblemError('not_found', 'There is no such file among those of your agents.');
    const { url, expiresAt } = await deps.objects.downloadUrl(objects.referenceFile(id), file.name);
    return { status: 200, body: { url, expires_at: expiresAt.toISOString() } };
  });
}
