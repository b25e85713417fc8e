import { MESSAGE_ID_PATTERN, objects, RUN_LIMITS, type RunDocument } from '@oma/contract';
import { sweepReferenceFiles } from '../agents/sweep-reference-files.ts';
import { runTransaction } from '../firestore/run-transaction.ts';
import { advanceTestRun } from '../agent-tests/advance-test-run.ts';
import { acceptQuestion } from './accept-question.ts';
import { carryOut } from './effect.ts';
import { LIVE_STATES } from './live-states.ts';
import { sumUpMonth } from './month-usage.ts';
import { retireSessions } from './retire-sessions.ts';
import type { RunDeps } from './run-deps.ts';
import { settleSilentRun } from './settle-silent-run.ts';
import { sweepPages } from './sweep-pages.ts';
import { sweepUploads } from './sweep-uploads.ts';

/** For what people wait for, and for the rest. */
const MANY_PAGES = 20;
const SOME_PAGES = 5;
const LOST_TRIGGER_MS = 60_000;
const LOST_TASK_MS = 30_000;
/** A run that waits so long for its launch is given a task of another name, each time once: the one before may have come to nothing. */
const ANOTHER_TASK_MS = [5 * 60_000, 15 * 60_000];

/**
 * Catches what triggers and tasks lost: questions nobody accepted, runs nobody launched, runs past their limits, objects nobody names. Sets aside sessions that
 * nobody uses, and adds up the month.
 * Runs every minute; each step may be repeated. One item's failure does not keep the others from their turn.
 */
export async function sweep(deps: RunDeps): Promise<void> {
  await Promise.all([
    sweepQuestions(deps),
    sweepQueuedRuns(deps),
    sweepSilentRuns(deps),
    sweepObjects(deps),
    sweepUploads(deps),
    sweepReferenceFiles(deps),
    retireSessions(deps),
    sumUpMonth(deps.documents, deps.now()),
    sweepTestRuns(deps),
  ]);
}

const before = (deps: RunDeps, ms: number): Date => new Date(deps.now().getTime() - ms);

async function sweepQuestions(deps: RunDeps): Promise<void> {
  const waiting = deps.documents.firestore
    .collectionGroup('messages')
    .where('status', '==', 'queued')
    .where('created_at', '<', before(deps, LOST_TRIGGER_MS))
    .orderBy('created_at');
  await sweepPages(deps, waiting, MANY_PAGES, async (document) => {
    const sessionId = document.ref.parent.parent?.id;
    if (sessionId !== undefined && MESSAGE_ID_PATTERN.test(document.id)) await acceptQuestion(deps, sessionId, document.id);
  });
}

async function sweepQueuedRuns(deps: RunDeps): Promise<void> {
  const queued = deps.documents
    .runs()
    .where('state', '==', 'queued')
    .where('created_at', '<', before(deps, LOST_TASK_MS))
    .orderBy('created_at');
  await sweepPages(deps, queued, MANY_PAGES, async (document) => {
    const run = document.data();
    if (run.lease_until <= deps.now()) return settleSilentRun(deps, document.id);
    const attempt = await launchAttempt(deps, document.id, run);
    if (attempt !== null) await carryOut(deps, [{ kind: 'launch', runId: document.id, attempt }]);
    return undefined;
  });
}

/**
 * The number of the launch task that a waiting run should have. Mostly the one it has: made again, its name is refused where it waits behind others, so that
 * a crowd does not grow by being swept. Null where the run waits no more.
 */
async function launchAttempt(deps: RunDeps, runId: string, { launch_attempt, created_at }: RunDocument): Promise<number | null> {
  const waitedMs = deps.now().getTime() - created_at.getTime();
  const due = 1 + ANOTHER_TASK_MS.filter((ms) => waitedMs >= ms).length;
  return launch_attempt >= due ? launch_attempt : nextLaunchAttempt(deps, runId);
}

/** Runs of tests whose step was lost; one that is under way takes no harm from another step. */
async function sweepTestRuns(deps: RunDeps): Promise<void> {
  await sweepPages(deps, deps.documents.openTestRuns().orderBy('created_at'), SOME_PAGES, async (document) => {
    const agentId = document.ref.parent.parent?.id;
    if (agentId !== undefined) await advanceTestRun(deps, agentId, document.id);
  });
}

/** A used task name is refused for an hour, so each new task has a number of its own. */
async function nextLaunchAttempt(deps: RunDeps, runId: string): Promise<number | null> {
  return runTransaction(deps.documents.firestore, async (tx) => {
    const reference = deps.documents.run(runId);
    const run = (await tx.get(reference)).data();
    if (run?.state !== 'queued') return null;
    tx.update(reference, { launch_attempt: run.launch_attempt + 1 });
    return run.launch_attempt + 1;
  });
}

/** Runs past their limit, and launched ones that have not claimed for a while: their watch may be lost. */
async function sweepSilentRuns(deps: RunDeps): Promise<void> {
  const unclaimedFor = RUN_LIMITS.launch - LOST_TASK_MS;
  const launching = deps.documents
    .runs()
    .where('state', '==', 'launching')
    .where('lease_until', '<', new Date(deps.now().getTime() + unclaimedFor))
    .orderBy('lease_until');
  await sweepPages(deps, launching, MANY_PAGES, (document) => settleSilentRun(deps, document.id));
  const silent = deps.documents
    .runs()
    .where('state', 'in', [...LIVE_STATES])
    .where('lease_until', '<', deps.now())
    .orderBy('lease_until');
  await sweepPages(deps, silent, MANY_PAGES, (document) => settleSilentRun(deps, document.id));
}

async function sweepObjects(deps: RunDeps): Promise<void> {
  const ended = deps.documents.runs().where('collect_at', '<', deps.now()).orderBy('collect_at');
  await sweepPages(deps, ended, SOME_PAGES, async (document) => {
    const sessionId = document.data().session_id;
    const session = (await deps.documents.session(sessionId).get()).data();
    const kept = [session?.workspace, session?.workspace_before].flatMap((saved) => (saved ? objects.ofWorkspace(saved.object) : []));
    const found = await deps.objects.list(objects.runPrefix(sessionId, document.id));
    await deps.objects.delete(found.filter((name) => !kept.includes(name)));
    // Somebody who asked for one of its files meanwhile has it looked at once more.
    await document.ref.update({ collect_at: null }, { lastUpdateTime: document.updateTime });
  });
}
