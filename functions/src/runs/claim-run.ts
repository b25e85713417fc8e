import {
  type ClaimAnswer,
  type ClaimRequest,
  type HistoryAnswer,
  MEMORY_LIMIT_BYTES,
  objects,
  PROTOCOL_VERSION,
  type Result,
  RUN_LIMITS,
  type RunSecretDocument,
  type SessionDocument,
  WORKSPACE_LIMITS,
} from '@oma/contract';
import { readExchanges } from './read-history.ts';
import { readRunAgent, turnBudget } from './run-agent.ts';
import type { RunDeps } from './run-deps.ts';
import { hashSecret, makeRunToken, matchesHash } from './run-token.ts';
import { transact } from './transact.ts';

/** `unknown`: no such run, or a wrong code. `gone`: another process has it, or it has ended. `protocol`: this runner is of another time. */
export type ClaimRefusal = 'unknown' | 'gone' | 'protocol';

/**
 * Gives a run to the process that asks with its one-use code. The same process (nonce) is answered again for two minutes;
 * any other is told that the run is gone.
 */
export async function claimRun(deps: RunDeps, request: ClaimRequest): Promise<Result<ClaimAnswer, ClaimRefusal>> {
  if (request.protocol !== PROTOCOL_VERSION) return { ok: false, error: 'protocol' };
  const [run, secretSnapshot, settings] = await Promise.all([
    deps.documents.run(request.run_id).get(),
    deps.documents.runSecret(request.run_id).get(),
    deps.settings.read(),
  ]);
  const sessionId = run.data()?.session_id;
  const secret = secretSnapshot.data();
  if (sessionId === undefined || secret === undefined || !matchesHash(request.code, hashSecret(secret.code)))
    return { ok: false, error: 'unknown' };
  if (settings === null) return { ok: false, error: 'gone' };

  const token = makeRunToken(request.run_id, sessionId, secret.code, request.nonce);
  const isClaimed = await transact(deps, sessionId, async (work) => {
    if (work.runId !== request.run_id || work.run === null) return false;
    const stored = await work.readSecret();
    if (stored === null) return false;
    if (stored.nonce_hash !== null) return isRepeat(stored, request.nonce, work.now);
    // A container may be faster than the answer of the call that started it, and then the run is still `launching` without an execution.
    if (work.run.state !== 'launching') return false;
    work.moveRun('starting');
    work.tally.measure('start', work.now.getTime() - work.run.created_at.getTime());
    work.changeRun({ claimed_at: work.now, lease_until: work.after(RUN_LIMITS.lease), execution: request.execution });
    work.effects.push({
      kind: 'measure',
      measure: {
        event: 'run_claimed',
        run_id: request.run_id,
        session_id: sessionId,
        launch_ms: work.now.getTime() - work.run.created_at.getTime(),
        warm: work.run.is_warm,
      },
    });
    work.changeSecret({ ...stored, nonce_hash: hashSecret(request.nonce), token_hash: hashSecret(token), claimed_at: work.now });
    return true;
  });
  if (isClaimed !== true) return { ok: false, error: 'gone' };

  const session = (await deps.documents.session(sessionId).get()).data();
  if (session === undefined) return { ok: false, error: 'gone' };
  const [agent, source] = await Promise.all([readRunAgent(deps, session, settings), readSource(deps, session)]);
  const saved = session.workspace?.object ?? null;
  const [workspace_url, memory_url] =
    saved === null ? [null, null] : await Promise.all([deps.objects.readUrl(saved), deps.objects.readUrl(objects.memory(saved))]);
  return {
    ok: true,
    value: {
      run_token: token,
      session_id: sessionId,
      agent,
      model: {
        base_url: deps.model.baseUrl,
        key: deps.model.key,
      },
      limits: {
        turn_usd: turnBudget(agent, settings),
        workspace_bytes: WORKSPACE_LIMITS.bytes,
        workspace_files: WORKSPACE_LIMITS.files,
        file_bytes: WORKSPACE_LIMITS.file_bytes,
        memory_bytes: MEMORY_LIMIT_BYTES,
      },
      workspace_url,
      memory_url,
      has_past: session.last_end !== null,
      source,
      takes_phases: true,
    },
  };
}

/** What was said in the conversation that this one designs an agent from, as long as it is its person's to see. */
async function readSource({ documents }: RunDeps, { design, user_id }: SessionDocument): Promise<HistoryAnswer | null> {
  const from = design?.from ?? null;
  if (from === null) return null;
  const source = (await documents.session(from).get()).data();
  return source?.user_id === user_id && source.deleted_at === null ? readExchanges(documents, from, null) : null;
}

function isRepeat(stored: RunSecretDocument, nonce: string, now: Date): boolean {
  if (stored.nonce_hash === null || stored.claimed_at === null || !matchesHash(nonce, stored.nonce_hash)) return false;
  return now.getTime() - stored.claimed_at.getTime() <= RUN_LIMITS.claimRepeat;
}
