import {
  AppendRequest,
  AskRequest,
  BudgetRequest,
  ClaimRequest,
  EndRequest,
  HeartbeatRequest,
  HistoryRequest,
  NextRequest,
  ProposeRequest,
  ReferencesRequest,
  unreachable,
} from '@oma/contract';
import type { Context, Hono } from 'hono';
import type { VerifyJobIdentity } from '../google/job-identity.ts';
import { joinCallersTrace, jsonApp, parseBody } from '../http/json-app.ts';
import { ProblemError } from '../http/problem.ts';
import { appendChunk } from './append-chunk.ts';
import { askPerson } from './ask-person.ts';
import { answerBudget } from './budget.ts';
import { type ClaimRefusal, claimRun } from './claim-run.ts';
import { heartbeat } from './heartbeat.ts';
import { leaveRun } from './leave-run.ts';
import { nextQuestion } from './next-question.ts';
import { propose } from './propose.ts';
import { readHistory } from './read-history.ts';
import { referenceAddresses } from './reference-addresses.ts';
import type { RunRef } from './run-ref.ts';
import type { RunDeps } from './run-deps.ts';
import { matchesHash, readRunToken } from './run-token.ts';

/** A chunk fills a document at most; the rest of the protocol is small. */
const MAX_BODY_BYTES = 900 * 1024;

/** The runner's one door. Public at IAM: `claim` is opened by the one-use code and the job's identity, all else by the run's token. */
export function runsDoor(deps: RunDeps, verifyJobIdentity: VerifyJobIdentity): Hono {
  const app = jsonApp(deps.log);

  app.post('/claim', async (context) => {
    const request = await parseBody(context, ClaimRequest, MAX_BODY_BYTES);
    if (!(await verifyJobIdentity(context.req.header('x-job-identity'))))
      throw new ProblemError('unauthenticated', 'The job’s identity is not proven.');
    joinCallersTrace(context);
    const claimed = await claimRun(deps, request);
    if (!claimed.ok) throw claimRefused(claimed.error);
    return context.json(claimed.value);
  });
  app.post('/next', async (context) => {
    const ref = await readRun(deps, context);
    const next = await nextQuestion(deps, ref, await parseBody(context, NextRequest, MAX_BODY_BYTES), context.req.raw.signal);
    if (!next.ok) throw new ProblemError('run_gone', 'This run is no longer the session’s, or its turn is long over.');
    return context.json(next.value);
  });
  app.post('/history', async (context) => {
    const ref = await readRun(deps, context);
    const { turn } = await parseBody(context, HistoryRequest, MAX_BODY_BYTES);
    const history = await readHistory(deps, ref, turn);
    if (history === null) throw new ProblemError('run_gone', 'This turn is no longer open.');
    return context.json(history);
  });
  app.post('/references', async (context) => {
    const ref = await readRun(deps, context);
    const addresses = await referenceAddresses(deps, ref, await parseBody(context, ReferencesRequest, MAX_BODY_BYTES));
    if (addresses === null) throw new ProblemError('run_gone', 'This run is no longer the session’s.');
    return context.json(addresses);
  });
  app.post('/append', async (context) => {
    const ref = await readRun(deps, context);
    return context.json(await appendChunk(deps, ref, await parseBody(context, AppendRequest, MAX_BODY_BYTES)));
  });
  app.post('/heartbeat', async (context) => {
    const ref = await readRun(deps, context);
    return context.json(await heartbeat(deps, ref, await parseBody(context, HeartbeatRequest, MAX_BODY_BYTES)));
  });
  app.post('/ask', async (context) => {
    const ref = await readRun(deps, context);
    const asked = await askPerson(deps, ref, await parseBody(context, AskRequest, MAX_BODY_BYTES));
    if (asked.ok) return context.json(asked.value);
    if (asked.error === 'gone') throw new ProblemError('run_gone', 'This turn is no longer open.');
    throw new ProblemError('conflict', 'Something is being asked already, or too much was asked in this turn.');
  });
  app.post('/propose', async (context) => {
    const ref = await readRun(deps, context);
    const proposed = await propose(deps, ref, await parseBody(context, ProposeRequest, MAX_BODY_BYTES));
    if (proposed.ok) return context.json(proposed.value);
    if (proposed.error === 'gone') throw new ProblemError('run_gone', 'This turn is no longer open.');
    throw new ProblemError('conflict', 'Nothing can be proposed in this conversation, or not more in this turn.');
  });
  app.post('/budget', async (context) => {
    const ref = await readRun(deps, context);
    return context.json(await answerBudget(deps, ref, await parseBody(context, BudgetRequest, MAX_BODY_BYTES)));
  });
  app.post('/end', async (context) => {
    const ref = await readRun(deps, context);
    return context.json(await leaveRun(deps, ref, await parseBody(context, EndRequest, MAX_BODY_BYTES)));
  });
  return app;
}

function claimRefused(refusal: ClaimRefusal): ProblemError {
  switch (refusal) {
    case 'unknown':
      return new ProblemError('unauthenticated', 'There is no such run, or the code is wrong.');
    case 'gone':
      return new ProblemError('run_gone', 'Another process has this run, or it has ended.');
    case 'protocol':
      return new ProblemError('conflict', 'This runner speaks another version of the protocol.');
    default:
      return unreachable(refusal);
  }
}

/** The run whose token the request carries. The secret of an ended run is deleted, so its token opens nothing. */
async function readRun(deps: RunDeps, context: Context): Promise<RunRef> {
  const token = /^Bearer (\S+)$/.exec(context.req.header('authorization') ?? '')?.[1] ?? '';
  const ref = readRunToken(token);
  if (ref === null) throw new ProblemError('unauthenticated', 'A run’s token is needed.');
  const hash = (await deps.documents.runSecret(ref.runId).get()).data()?.token_hash ?? null;
  if (hash !== null) {
    if (!matchesHash(token, hash)) throw new ProblemError('unauthenticated', 'This is not the run’s token.');
    joinCallersTrace(context);
    return ref;
  }
  throw new ProblemError('run_gone', 'The run has ended.');
}
