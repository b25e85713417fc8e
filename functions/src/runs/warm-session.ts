import type { WarmSession } from '../sessions/session-commands.ts';
import { whyRefused } from './refusal.ts';
import type { RunDeps } from './run-deps.ts';
import { transact } from './transact.ts';

/**
 * Begins a run before a question comes, so that it is up by then. It calls no model, and ends by itself where nobody asks. Nothing is begun in a closed session,
 * where a question would be refused, and where as many runs of this person wait unused as the settings allow.
 */
export const warmSession =
  (deps: RunDeps): WarmSession =>
  async (sessionId) => {
    const session = (await deps.documents.session(sessionId).get()).data();
    if (session === undefined || session.status === 'closed') return false;
    if (session.run !== null) return true;
    const [refusal, settings] = await Promise.all([whyRefused(deps, session), deps.settings.read()]);
    if (refusal !== null || settings === null || settings.warm_max_per_person === 0) return false;
    const isWarm = await transact(deps, sessionId, async (work) => {
      if (work.session.status === 'closed') return false;
      if (work.run !== null && work.run.state !== 'ended') return true;
      const unused = await work.readUnusedRuns();
      if (unused.length >= settings.warm_max_per_person) return false;
      work.rememberUnused(unused, work.nameRun({ isWarm: true }));
      return true;
    });
    return isWarm === true;
  };
