import {
  MEMORY_LIMIT_BYTES,
  type NextAnswer,
  type NextRequest,
  objects,
  type PlatformSettings,
  type Result,
  RUN_LIMITS,
  WORKSPACE_LIMITS,
} from '@oma/contract';
import { finishTurn } from './finish-turn.ts';
import { readRunAgent, turnBudget } from './run-agent.ts';
import type { RunDeps } from './run-deps.ts';
import { whyRefused } from './refusal.ts';
import { selectQuestion } from './select-question.ts';
import type { OpenQuestion, SessionWork } from './session-work.ts';
import { transact } from './transact.ts';
import { waitForSession } from './wait-for-session.ts';

/** A run as its token names it. */
export type RunRef = { runId: string; sessionId: string };

/** The run is not the session's any more, or the numbers are those of a turn long over. */
export type Gone = 'gone';

/**
 * Commits the result of `turn`, then begins the turn of the oldest question that waits; without one, waits up to `wait_s` for it.
 * A repeated call finds its turn begun and gets the same question again.
 */
export async function nextQuestion(deps: RunDeps, ref: RunRef, request: NextRequest): Promise<Result<NextAnswer, Gone>> {
  if (request.result !== null) await finishTurn(deps, ref, request.turn, request.result);
  const giveUpAt = Date.now() + request.wait_s * 1000;
  for (;;) {
    const left = Math.max(0, giveUpAt - Date.now());
    const found = await beginNextTurn(deps, ref, request.turn, left);
    if (found === null || found === 'gone') return { ok: false, error: 'gone' };
    if (found.question !== null) return { ok: true, value: found };
    const lingerMs = new Date(found.linger_until ?? 0).getTime() - Date.now();
    const waitMs = Math.min(left, lingerMs);
    if (waitMs <= 0) return { ok: true, value: found };
    await waitForSession(
      deps,
      ref.sessionId,
      waitMs,
      (session) => session.queued > 0 || session.run?.id !== ref.runId || session.status === 'closed',
    );
  }
}

async function beginNextTurn(deps: RunDeps, ref: RunRef, turn: number, waitMs: number): Promise<NextAnswer | Gone | null> {
  const [settings, before, presence] = await Promise.all([
    deps.settings.read(),
    deps.documents.session(ref.sessionId).get(),
    deps.documents.presence(ref.sessionId).get(),
  ]);
  const sessionBefore = before.data();
  if (sessionBefore === undefined || settings === null) return 'gone';
  const [refusal, agent] = await Promise.all([whyRefused(deps, sessionBefore), readRunAgent(deps, sessionBefore, settings)]);
  const isWatched = (presence.data()?.visible_until ?? deps.now()) > deps.now();
  const turnUsd = turnBudget(agent, settings);

  const begun = await transact(deps, ref.sessionId, async (work) => {
    const { run } = work;
    if (work.runId !== ref.runId || run === null || run.state === 'ended') return 'gone' as const;
    if (run.turn === turn + 1 && run.state === 'working') {
      const question = await work.readTurnQuestion();
      return question === null ? ('gone' as const) : { question, turn: run.turn, deadline: run.turn_deadline };
    }
    if (run.turn !== turn || run.state === 'working') return 'gone' as const;
    const question = isTooOld(work) ? null : await selectQuestion(work, refusal);
    if (question === null) return stayIdle(work, settings, isWatched, waitMs);
    const deadline = work.after(settings.turn_limit_min * 60_000);
    work.beginTurn(question, { deadline, agentVersion: agent.version, model: agent.config.model });
    return { question, turn: turn + 1, deadline };
  });
  if (begun === null || begun === 'gone') return begun;
  if (begun.question === null) {
    return { turn, question: null, put_url: null, memory_put_url: null, deadline: null, linger_until: begun.lingerUntil.toISOString() };
  }
  return { ...(await withPlaces(deps, ref, begun.question, begun.turn, begun.deadline)), agent, turn_usd: turnUsd };
}

const isTooOld = (work: SessionWork): boolean => work.now.getTime() - (work.run?.claimed_at ?? work.now).getTime() > RUN_LIMITS.age;

/** Nothing to do: the run waits as long as the platform's settings say, longer where somebody is watching. */
function stayIdle(
  work: SessionWork,
  settings: PlatformSettings,
  isWatched: boolean,
  waitMs: number,
): { question: null; lingerUntil: Date } {
  const { run } = work;
  if (run?.state === 'starting') {
    work.moveRun('idle');
    work.changeRun({ idle_since: work.now });
  }
  work.changeRun({ lease_until: work.after(waitMs + RUN_LIMITS.lease), grace_given: false });
  const lingerMs = (isWatched ? settings.linger_s.watched : settings.linger_s.alone) * 1000;
  const mustEnd = work.session.status === 'closed' || isTooOld(work);
  return { question: null, lingerUntil: mustEnd ? work.now : new Date((run?.idle_since ?? work.now).getTime() + lingerMs) };
}

async function withPlaces(deps: RunDeps, ref: RunRef, question: OpenQuestion, turn: number, deadline: Date | null): Promise<NextAnswer> {
  const workspace = objects.workspace(ref.sessionId, ref.runId, turn);
  const until = deadline ?? deps.now();
  const [put_url, memory_put_url] = await Promise.all([
    deps.objects.writeUrl(workspace, WORKSPACE_LIMITS.bytes, until),
    deps.objects.writeUrl(objects.memory(workspace), MEMORY_LIMIT_BYTES, until),
  ]);
  return {
    turn,
    question: { id: question.id, content: question.data.content, created_at: question.data.created_at.toISOString() },
    put_url,
    memory_put_url,
    deadline: until.toISOString(),
    linger_until: null,
  };
}
