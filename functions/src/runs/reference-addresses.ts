import { objects, type ReferencesAnswer, type ReferencesRequest } from '@oma/contract';
import { readRunAgent } from './run-agent.ts';
import type { RunDeps } from './run-deps.ts';
import type { RunRef } from './run-ref.ts';

/**
 * Where the runner fetches own files of the session's agent; what the agent does not have now is not answered. They were looked at when the agent was saved, or
 * put to a test. Null where the run is not the session's.
 */
export async function referenceAddresses(deps: RunDeps, ref: RunRef, { ids }: ReferencesRequest): Promise<ReferencesAnswer | null> {
  const [snapshot, settings] = await Promise.all([deps.documents.session(ref.sessionId).get(), deps.settings.read()]);
  const session = snapshot.data();
  if (session?.run?.id !== ref.runId || settings === null) return null;
  const { config } = await readRunAgent(deps, session, settings);
  const wanted = config.files.filter(({ id }) => ids.includes(id));
  return { files: await Promise.all(wanted.map(async ({ id }) => ({ id, url: await deps.objects.readUrl(objects.referenceFile(id)) }))) };
}
