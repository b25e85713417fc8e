import { applicationDefault, getApps, initializeApp } from 'firebase-admin/app';
import { type Auth, getAuth } from 'firebase-admin/auth';
import { Firestore } from '@google-cloud/firestore';
import type { AccountDeps } from './accounts/account-deps.ts';
import type { BetaDeps } from './beta/beta-deps.ts';
import { type Config, readConfig } from './config.ts';
import { Documents } from './firestore/documents.ts';
import { clientOptions } from './google/client-options.ts';
import { cloudRunJobs } from './google/cloud-run-jobs.ts';
import { cloudStorage } from './google/cloud-storage.ts';
import { cloudTasks } from './google/cloud-tasks.ts';
import { firebaseAccounts } from './google/firebase-accounts.ts';
import { jobIdentityVerifier } from './google/job-identity.ts';
import { otlpTraces } from './google/otlp-traces.ts';
import type { ApiDeps } from './http/api-deps.ts';
import { createLog, type Log } from './log.ts';
import type { MailDeps, MailQueueDeps } from './mail/mail-deps.ts';
import { once } from './once.ts';
import { settingsReader } from './platform/settings-reader.ts';
import type { SweepDeps } from './platform/sweep-all.ts';
import { answerAsk } from './runs/answer-ask.ts';
import { monthSpending } from './runs/month-spending.ts';
import { startTestRun } from './agent-tests/start-test-run.ts';
import { stopTestRun } from './agent-tests/stop-test-run.ts';
import { closeSession } from './runs/close-session.ts';
import { deleteSession, restoreSession } from './runs/delete-session.ts';
import { requestStop } from './runs/request-stop.ts';
import { warmSession } from './runs/warm-session.ts';
import { withdrawQuestion } from './runs/withdraw-question.ts';
import type { RunDeps } from './runs/run-deps.ts';
import { endAllWork, endWorkForGood } from './runs/withdraw-work.ts';
import { smtpMailer } from './smtp/smtp-mailer.ts';
import { NO_TRACES, type TraceExporter } from './traces/trace-exporter.ts';
import { VERSION } from './version.ts';

const config = once((): Config => readConfig(process.env));
/** The one log of a process. */
export const log = once((): Log => createLog({ service: config().service, version: VERSION, project: config().project }));

const documents = once(() => new Documents(new Firestore({ projectId: config().project, ignoreUndefinedProperties: true })));
const objects = once(() => cloudStorage(config()));
const settings = once(() => settingsReader(documents().firestore));
const traces = once((): TraceExporter => {
  const { traces: given, project, region } = config();
  return given.endpoint === null
    ? NO_TRACES
    : otlpTraces({ endpoint: given.endpoint, ratio: given.ratio, project, region, version: VERSION, log: log() });
});

/** The one composition root of the deployed functions: everything below receives what it needs from here. */
export const runDeps = once((): RunDeps => {
  const { project, region } = config();
  const options = clientOptions(config());
  return {
    documents: documents(),
    settings: settings(),
    month: monthSpending(documents()),
    now: () => new Date(),
    log: log(),
    runsUrl: config().runsUrl,
    model: config().model,
    platformName: config().platformName,
    launcher: cloudRunJobs({ project, region, job: config().runnerJob, options }),
    tasks: cloudTasks({
      project,
      region,
      queues: config().queues,
      tasksUrl: config().tasksUrl,
      serviceAccount: config().tasksServiceAccount,
      options,
    }),
    objects: objects(),
    traces: traces(),
  };
});

export const mailQueueDeps = once((): MailQueueDeps => ({
  documents: documents(),
  tasks: runDeps().tasks,
  now: () => new Date(),
  log: log(),
}));

export const betaDeps = once((): BetaDeps => ({
  documents: documents(),
  now: () => new Date(),
  log: log(),
  adminEmails: config().adminEmails,
}));

const auth = once((): Auth => {
  if (getApps().length === 0)
    initializeApp(
      config().local === null ? { credential: applicationDefault(), projectId: config().project } : { projectId: config().project },
    );
  return getAuth();
});

const accountDeps = once((): AccountDeps => ({
  documents: documents(),
  objects: objects(),
  signInAccounts: firebaseAccounts(auth),
  endWork: (uid) => endWorkForGood(runDeps(), uid),
  now: () => new Date(),
  log: log(),
}));

export const sweepDeps = once((): SweepDeps => ({ runs: runDeps(), mail: mailQueueDeps(), beta: betaDeps(), accounts: accountDeps() }));

export const mailDeps = once((): MailDeps => {
  const { smtp, platformName, siteUrl, contact } = config();
  if (smtp.auth?.password === '') throw new Error('Configuration: SMTP_PASSWORD: is missing');
  return {
    ...mailQueueDeps(),
    mailer: smtpMailer({ ...smtp, from: { name: platformName, address: smtp.from } }),
    head: { platformName, siteUrl, contact },
  };
});

export const verifyJobIdentity = once(() => jobIdentityVerifier(config().runnerServiceAccount, config().runsUrl));

export const apiDeps = once((): ApiDeps => {
  return {
    ...accountDeps(),
    settings: settings(),
    verifyIdToken: (token) => auth().verifyIdToken(token),
    platform: { name: config().platformName, simulation: config().simulation, reduced_isolation: config().reducedIsolation },
    adminEmails: config().adminEmails,
    version: VERSION,
    requestStop: (sessionId, messageId) => requestStop(runDeps())(sessionId, messageId),
    withdrawQuestion: (sessionId, messageId) => withdrawQuestion(runDeps())(sessionId, messageId),
    answerAsk: (...given) => answerAsk(runDeps())(...given),
    warmSession: (sessionId) => warmSession(runDeps())(sessionId),
    closeSession: (sessionId) => closeSession(runDeps())(sessionId),
    deleteSession: (sessionId) => deleteSession(runDeps())(sessionId),
    restoreSession: (uid, sessionId) => restoreSession(runDeps())(uid, sessionId),
    startTestRun: (uid, agentId, input) => startTestRun(runDeps(), { uid, agentId, input }),
    stopTestRun: (agentId, id) => stopTestRun(runDeps(), agentId, id),
    traces: traces(),
    endAllWork: () => endAllWork(runDeps()),
    mailQueue: mailQueueDeps,
  };
});
