import type { NextAnswer, NextRequest, PlatformSettings, Result, RunDocument, SessionDocument } from '@oma/contract';
import { answerPlaces } from './answer-places.ts';
import { carryOut } from './effect.ts';
import { finishTurn } from './finish-turn.ts';
import { leaseMs } from './lease.ts';
import { isTooOld } from './run-age.ts';
import { readRunAgent, turnBudget } from './run-agent.ts';
import type { RunRef } from './run-ref.ts';
import type { RunDeps } from './run-deps.ts';
import { whyRefused } from './refusal.ts';
import { readAttachments } from './read-attachments.ts';
import { selectQuestion } from './select-question.ts';
import type { OpenQuestion, SessionWork } from './session-work.ts';
import { transact } from './transact.ts';
import { waitForSession } from './wait-for-session.ts';

/** The run is not the session's any more, or the numbers are those of a turn long over. */
export type Gone = 'gone';

/**
 * Commits the result of `turn`, then begins the turn of the oldest question that waits; without one, waits up to `wait_s` for it.
 * A repeated call finds its turn begun and gets the same question again. Begins nothing for a caller that has hung up (`hungUp`): nobody would answer it.
 */
export async function nextQuestion(
  deps: RunDeps,
  ref: RunRef,
  request: NextRequest,
  hungUp?: AbortSignal,
): Promise<Result<NextAnswer, Gone>> {
  if (request.result !== null) await finishTurn(deps, ref, request.turn, request.result);
  const giveUpAt = Date.now() + request.wait_s * 1000;
  const isHeard = (): boolean => hungUp?.aborted !== true;
  for (;;) {
    if (!isHeard()) {
      await doubt(deps, ref, request.turn);
      return { ok: false, error: 'gone' };
    }
    const left = Math.max(0, giveUpAt - Date.now());
    const found = await beginNextTurn(deps, ref, request.turn, left);
    if (found === null || found === 'gone') return { ok: false, error: 'gone' };
    if (found.question !== null) {
      if (isHeard()) return { ok: true, value: found };
      // Begun while the caller hung up: one that is alive asks again and gets it; of a dead one the question is handed back.
      continue;
    }
    const lingerMs = new Date(found.linger_until ?? 0).getTime() - Date.now();
    const waitMs = Math.min(left, lingerMs);
    if (waitMs <= 0) return { ok: true, value: found };
    await waitForSession(
      deps,
      ref.sessionId,
      waitMs,
      (session) => session.queued > 0 || session.run?.id !== ref.runId || session.status === 'closed',
      hungUp,
    );
  }
}

/** How long a runner that hung up has to call again: a lost connection takes it less, and a dead one never does. */
const CALL_AGAIN_MS = 3000;

/**
 * Shortens the lease of a run whose caller hung up while it was idle or its next turn was just begun, and has it looked at then: nobody must wait for the
 * lease of a process that is no more. Gives way to any other write: a sign of life came first.
 */
async function doubt(deps: RunDeps, ref: RunRef, turn: number): Promise<void> {
  const snapshot = await deps.documents.run(ref.runId).get();
  const run = snapshot.data();
  const until = new Date(deps.now().getTime() + CALL_AGAIN_MS);
  const isIdle = run?.state === 'idle' && run.turn === turn;
  const hasJustBegun = run?.state === 'working' && run.turn === turn + 1;
  if (!(isIdle || hasJustBegun) || run.lease_until <= until || snapshot.updateTime === undefined) return;
  const isDoubted = await snapshot.ref.update({ lease_until: until }, { lastUpdateTime: snapshot.updateTime }).then(
    () => true,
    () => false,
  );
  if (isDoubted) await carryOut(deps, [{ kind: 'watch', runId: ref.runId, at: new Date(until.getTime() + 1000) }]);
}

/** How often a turn is looked at anew because its question came after its agent was read; more often only where the clocks disagree. */
const READ_AGAIN = 3;

async function beginNextTurn(
  deps: RunDeps,
  ref: RunRef,
  turn: number,
  waitMs: number,
  readAgain = READ_AGAIN,
): Promise<NextAnswer | Gone | null> {
  const readAt = deps.now();
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

  const idle = await stayIdleQuietly(deps, ref, turn, waitMs, sessionBefore, (run) => lingerUntil(run, settings, isWatched));
  if (idle !== null) return idle;

  const begun = await transact(deps, ref.sessionId, async (work) => {
    const { run } = work;
    if (work.runId !== ref.runId || run === null || run.state === 'ended') return 'gone' as const;
    if (run.turn === turn + 1 && run.state === 'working') {
      const question = await work.readTurnQuestion();
      return question === null ? ('gone' as const) : { question, turn: run.turn, deadline: run.turn_deadline };
    }
    if (run.turn !== turn || run.state === 'working' || run.state === 'waiting') return 'gone' as const;
    const question = isTooOld(run, work.now) ? null : await selectQuestion(work, refusal);
    if (question === null) {
      if (!(await mayWaitUnused(work, settings.warm_max_per_person))) {
        work.endRun({ outcome: 'completed', reason: 'nothing to answer', turn: null }, null, []);
        return 'gone' as const;
      }
      return stayIdle(work, settings, isWatched, waitMs);
    }
    // Whoever saves their agent and then asks is answered by what they saved.
    if (question.data.created_at > readAt && readAgain > 0) return 'read again' as const;
    const deadline = work.after(settings.turn_limit_min * 60_000);
    work.beginTurn(question, { deadline, agentVersion: agent.version, model: agent.config.model });
    return { question, turn: turn + 1, deadline };
  });
  if (begun === 'read again') return beginNextTurn(deps, ref, turn, waitMs, readAgain - 1);
  if (begun === null || begun === 'gone') return begun;
  if (begun.question === null) {
    return idleAnswer(turn, begun.lingerUntil);
  }
  return { ...(await withPlaces(deps, ref, sessionBefore.user_id, begun)), agent, turn_usd: turnUsd };
}

/** How long a trigger usually takes at most. */
const TRIGGER_MS = 5000;

/**
 * An idle run for which nothing waits renews its lease without a transaction, which would contend with the very question it waits for.
 * Null where there is more to do. A question that comes meanwhile is heard by the listener that follows, and so is one whose trigger is just taking it in;
 * only a question whose trigger is late is taken without it.
 */
async function stayIdleQuietly(
  deps: RunDeps,
  ref: RunRef,
  turn: number,
  waitMs: number,
  session: SessionDocument,
  until: (run: RunDocument) => Date,
): Promise<NextAnswer | null> {
  if (session.status === 'closed') return null;
  const [snapshot, queue] = await Promise.all([
    deps.documents.run(ref.runId).get(),
    deps.documents.queuedQuestions(ref.sessionId).limit(1).get(),
  ]);
  const run = snapshot.data();
  if (run?.state !== 'idle' || run.turn !== turn || isTooOld(run, deps.now())) return null;
  const waiting = queue.docs[0]?.data();
  if (waiting === undefined && session.queued > 0) return null;
  const triggerUntil = waiting === undefined ? null : new Date(waiting.created_at.getTime() + TRIGGER_MS);
  if (waiting !== undefined && (waiting.accepted_at !== undefined || (triggerUntil ?? deps.now()) <= deps.now())) return null;
  await snapshot.ref.update({ lease_until: new Date(deps.now().getTime() + leaseMs(waitMs)), grace_given: false });
  return idleAnswer(turn, triggerUntil ?? until(run));
}

/**
 * Whether a run may wait for a question. One that came for a question that was taken back or stopped meanwhile waits at nobody's cost, and counts among those
 * that were begun before their question: else asking and taking back would keep any number of them.
 */
async function mayWaitUnused(work: SessionWork, most: number): Promise<boolean> {
  const { run, runId } = work;
  if (run === null || runId === null || run.state !== 'starting' || run.is_warm) return true;
  const unused = await work.readUnusedRuns();
  if (unused.length >= most) return false;
  work.rememberUnused(unused, runId);
  return true;
}

/** Nothing to do: the run waits as long as the platform's settings say, longer where somebody is watching. */
function stayIdle(
  work: SessionWork,
  settings: PlatformSettings,
  isWatched: boolean,
  waitMs: number,
): { question: null; lingerUntil: Date } {
  const { run } = work;
  if (run === null) throw new Error('the session has no run');
  if (run.state === 'starting') {
    work.moveRun('idle');
    work.changeRun({ idle_since: work.now });
  }
  work.changeRun({ lease_until: work.after(leaseMs(waitMs)), grace_given: false });
  const mustEnd = work.session.status === 'closed' || isTooOld(run, work.now);
  return { question: null, lingerUntil: mustEnd ? work.now : lingerUntil(run, settings, isWatched) };
}

const lingerUntil = (run: RunDocument, settings: PlatformSettings, isWatched: boolean): Date =>
  new Date((run.idle_since ?? run.created_at).getTime() + (isWatched ? settings.linger_s.watched : settings.linger_s.alone) * 1000);

const idleAnswer = (turn: number, until: Date): NextAnswer => ({
  turn,
  question: null,
  put_url: null,
  memory_put_url: null,
  manifest_put_url: null,
  deadline: null,
  linger_until: until.toISOString(),
});

type BegunTurn = { question: OpenQuestion; turn: number; deadline: Date | null };

async function withPlaces(deps: RunDeps, ref: RunRef, uid: string, { question, turn, deadline }: BegunTurn): Promise<NextAnswer> {
  const until = deadline ?? deps.now();
  const [places, attached] = await Promise.all([answerPlaces(deps, ref, turn, until), readAttachments(deps, uid, question.data)]);
  return {
    turn,
    question: { id: question.id, content: question.data.content, created_at: question.data.created_at.toISOString(), ...attached },
    ...places,
    deadline: until.toISOString(),
    linger_until: null,
  };
}
