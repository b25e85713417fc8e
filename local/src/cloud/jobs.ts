import { spawn, type ChildProcess } from 'node:child_process';
import { randomUUID } from 'node:crypto';
import { createWriteStream, mkdirSync } from 'node:fs';
import os from 'node:os';
import path from 'node:path';
import * as z from 'zod';
import { type Handler, readBody, sendGoogleError, sendJson } from '../json-server.ts';
import { Slots } from './slots.ts';

const RunRequest = z.object({
  overrides: z
    .object({
      containerOverrides: z.array(z.object({ env: z.array(z.object({ name: z.string(), value: z.string() })).default([]) })).default([]),
    })
    .default({ containerOverrides: [] }),
});

type Execution = {
  name: string;
  createdAt: string;
  /** Null while it waits for a place to start. */
  child: ChildProcess | null;
  startedAt: string | null;
  completedAt: string | null;
  succeeded: boolean;
  ended: Promise<void>;
  end(succeeded: boolean): void;
};

export type JobsOptions = { command: string; args: readonly string[]; env: Readonly<Record<string, string>>; logs: string };
export type Jobs = {
  handle: Handler;
  /** Asks every execution to end, kills what has not after `graceMs`. */
  stop(graceMs: number): Promise<void>;
};

/** What a launch may tell a container; nothing else of the runner's environment is the caller's. */
const OVERRIDES: ReadonlySet<string> = new Set(['RUN_ID', 'CLAIM_CODE', 'RUNS_URL', 'GOOGLE_CLOUD_PROJECT', 'TRACEPARENT']);
const CANCEL_GRACE_MS = 10_000;
/** What a runner says when its start is over: from then on it mostly waits for the model. */
const IS_UP = '"event":"first_event"';
const LONGEST_START_MS = 5000;

/**
 * Cloud Run Jobs on this machine, in the REST shapes of v2: an execution is a process, cancelling sends SIGTERM and, as Cloud Run does, SIGKILL
 * ten seconds later. As many start at once as there are cores, the others wait their turn: started together they would all be as late as the last.
 * https://cloud.google.com/run/docs/reference/rest/v2/projects.locations.jobs
 */
export function createJobs(options: JobsOptions): Jobs {
  const executions = new Map<string, Execution>();
  const starts = new Slots(os.availableParallelism());
  mkdirSync(options.logs, { recursive: true });
  // However this process ends, no execution outlives it.
  process.once('exit', () => {
    for (const { child, completedAt } of executions.values()) if (child !== null && completedAt === null) killGroup(child);
  });

  const create = (jobName: string): Execution => {
    const { promise, resolve } = Promise.withResolvers<undefined>();
    const execution: Execution = {
      name: `${jobName}/executions/${jobName.slice(jobName.lastIndexOf('/') + 1)}-${randomUUID().slice(0, 8)}`,
      createdAt: new Date().toISOString(),
      child: null,
      startedAt: null,
      completedAt: null,
      succeeded: false,
      ended: promise,
      end: (succeeded) => {
        if (execution.completedAt !== null) return;
        execution.completedAt = new Date().toISOString();
        execution.succeeded = succeeded;
        resolve(undefined);
      },
    };
    executions.set(execution.name, execution);
    return execution;
  };

  const start = async (execution: Execution, env: Readonly<Record<string, string>>): Promise<void> => {
    const giveBack = await starts.take();
    if (execution.completedAt !== null) {
      giveBack();
      return;
    }
    const id = execution.name.slice(execution.name.lastIndexOf('/') + 1);
    const log = createWriteStream(path.join(options.logs, `${id}.log`));
    const child = spawn(options.command, options.args, {
      env: { ...options.env, ...env, CLOUD_RUN_EXECUTION: id },
      stdio: ['ignore', 'pipe', 'pipe'],
      detached: true,
    });
    execution.child = child;
    execution.startedAt = new Date().toISOString();
    const timer = setTimeout(giveBack, LONGEST_START_MS);
    child.stdout.on('data', (data: Buffer) => {
      if (data.includes(IS_UP)) giveBack();
    });
    child.stdout.pipe(log, { end: false });
    child.stderr.pipe(log, { end: false });
    const end = (succeeded: boolean): void => {
      clearTimeout(timer);
      giveBack();
      log.end();
      execution.end(succeeded);
    };
    child.once('close', (code) => end(code === 0));
    child.once('error', () => end(false));
  };

  const cancel = async (execution: Execution, graceMs: number): Promise<void> => {
    if (execution.completedAt !== null) return;
    const { child } = execution;
    if (child === null) {
      execution.end(false);
      return;
    }
    child.kill('SIGTERM');
    const timer = setTimeout(() => killGroup(child), graceMs);
    await execution.ended;
    clearTimeout(timer);
  };

  return {
    async handle(request, response, url) {
      const match = /^\/v2\/(projects\/[^/]+\/locations\/[^/]+\/jobs\/[^/:]+)(?:\/executions\/([^/:]+))?(?::(\w+))?$/.exec(url.pathname);
      if (match === null) return false;
      const [, jobName = '', executionId, verb] = match;
      if (request.method === 'POST' && executionId === undefined && verb === 'run') {
        const body = RunRequest.safeParse(JSON.parse((await readBody(request)).toString() || '{}'));
        if (!body.success) return sendGoogleError(response, 400, 'INVALID_ARGUMENT', z.prettifyError(body.error));
        const env = Object.fromEntries(
          body.data.overrides.containerOverrides.flatMap((one) =>
            one.env.filter(({ name }) => OVERRIDES.has(name)).map(({ name, value }) => [name, value]),
          ),
        );
        const execution = create(jobName);
        void start(execution, env);
        sendJson(response, 200, {
          name: `${jobName.replace(/\/jobs\/.*$/, '')}/operations/${randomUUID()}`,
          metadata: typed(execution),
          done: false,
        });
        return true;
      }
      const execution = executions.get(`${jobName}/executions/${executionId ?? ''}`);
      if (execution === undefined) return sendGoogleError(response, 404, 'NOT_FOUND', 'there is no such execution');
      if (request.method === 'GET' && verb === undefined) {
        sendJson(response, 200, shown(execution));
        return true;
      }
      if (request.method === 'POST' && verb === 'cancel') {
        void cancel(execution, CANCEL_GRACE_MS);
        sendJson(response, 200, { name: `${jobName}/operations/${randomUUID()}`, metadata: typed(execution), done: false });
        return true;
      }
      return false;
    },
    async stop(graceMs) {
      await Promise.all([...executions.values()].map((execution) => cancel(execution, graceMs)));
    },
  };
}

function killGroup(child: ChildProcess): void {
  if (child.pid === undefined) return;
  try {
    process.kill(-child.pid, 'SIGKILL');
  } catch {
    // The group has ended already.
  }
}

const shown = (execution: Execution) => ({
  name: execution.name,
  createTime: execution.createdAt,
  ...(execution.startedAt === null ? {} : { startTime: execution.startedAt }),
  ...(execution.completedAt === null
    ? { [execution.startedAt === null ? 'reconciling' : 'runningCount']: execution.startedAt === null ? true : 1 }
    : { completionTime: execution.completedAt, [execution.succeeded ? 'succeededCount' : 'failedCount']: 1 }),
});

const typed = (execution: Execution) => ({ '@type': 'type.googleapis.com/google.cloud.run.v2.Execution', ...shown(execution) });
