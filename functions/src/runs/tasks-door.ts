import { AgentId, DocumentId, RunId } from '@oma/contract';
import type { Hono } from 'hono';
import * as z from 'zod';
import { advanceTestRun } from '../agent-tests/advance-test-run.ts';
import { joinCallersTrace, jsonApp, parseBody } from '../http/json-app.ts';
import { ProblemError } from '../http/problem.ts';
import type { MailDeps } from '../mail/mail-deps.ts';
import { sendMail } from '../mail/send-mail.ts';
import { sweepAll, type SweepDeps } from '../platform/sweep-all.ts';
import { closeTurn } from './close-turn.ts';
import { launchRun } from './launch-run.ts';
import type { RunDeps } from './run-deps.ts';
import { watchRun } from './watch-run.ts';

const MAX_BODY_BYTES = 10 * 1024;
const Launch = z.strictObject({ run_id: RunId, attempt: z.number().int().positive() });
const Watch = z.strictObject({ run_id: RunId });
const SendMail = z.strictObject({ mail_id: z.string().min(1), attempts: z.number().int().nonnegative() });
const AdvanceTests = z.strictObject({ agent_id: AgentId, id: DocumentId });
const CloseTurn = z.strictObject({ run_id: RunId, turn: z.number().int().positive() });

/**
 * What Cloud Tasks calls. Private at IAM: only the task queue's service account may invoke it. What only letters need is made with the first letter: runs
 * go on where the mail server is not set up.
 */
export function tasksDoor(deps: RunDeps, mail: () => MailDeps, sweepDeps: () => SweepDeps): Hono {
  const app = jsonApp(deps.log);
  app.use(async (context, next) => {
    joinCallersTrace(context);
    await next();
  });
  app.post('/launch', async (context) => {
    const { run_id } = await parseBody(context, Launch, MAX_BODY_BYTES);
    const answer = await launchRun(deps, run_id);
    if (answer === 'busy')
      throw new ProblemError('rate_limited', 'Cloud Run is busy; the queue tries again.', { headers: { 'retry-after': '5' } });
    return context.json({ answer });
  });
  app.post('/watch', async (context) => {
    await watchRun(deps, (await parseBody(context, Watch, MAX_BODY_BYTES)).run_id);
    return context.json({});
  });
  app.post('/close-turn', async (context) => {
    const { run_id, turn } = await parseBody(context, CloseTurn, MAX_BODY_BYTES);
    await closeTurn(deps, run_id, turn);
    return context.json({});
  });
  app.post('/advance-tests', async (context) => {
    const { agent_id, id } = await parseBody(context, AdvanceTests, MAX_BODY_BYTES);
    await advanceTestRun(deps, agent_id, id);
    return context.json({});
  });
  app.post('/send-mail', async (context) => {
    const { mail_id, attempts } = await parseBody(context, SendMail, MAX_BODY_BYTES);
    const answer = await sendMail(mail(), mail_id, attempts);
    if (answer === 'early')
      throw new ProblemError('rate_limited', 'The letter is not due yet; the queue tries again.', { headers: { 'retry-after': '1' } });
    return context.json({ answer });
  });
  app.post('/sweep', async (context) => {
    await sweepAll(sweepDeps());
    return context.json({});
  });
  return app;
}
