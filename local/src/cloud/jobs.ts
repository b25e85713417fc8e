import { spawn, type ChildProcess } from 'node:child_process';
import { randomUUID } from 'node:crypto';
import { createWriteStream, mkdirSync } from 'node:fs';
import path from 'node:path';
import * as z from 'zod';
import { type Handler, readBody, sendGoogleError, sendJson } from '../json-server.ts';

const RunRequest = z.object({
  overrides: z
    .object({
      containerOverrides: z.array(z.object({ env: z.array(z.object({ name: z.string(), value: z.string() })).default([]) })).default([]),
    })
    .default({ containerOverrides: [] }),
});

type Execution = {
  name: string;
  child: ChildProcess;
  createdAt: string;
  completedAt: string | null;
  succeeded: boolean;
  ended: Promise<void>;
};

export type JobsOptions = { command: string; args: readonly string[]; env: Readonly<Record<string, string>>; logs: string };
export type Jobs = {
  handle: Handler;
  /** Asks every execution to end, kills what has not after `graceMs`. */ stop(graceMs: number): Promise<void>;
};

const CANCEL_GRACE_MS = 10_000;

/**
 * Cloud Run Jobs on this machine, in the REST shapes of v2: an execution is a process, cancelling sends SIGTERM and, as Cloud Run does, SIGKILL
 * ten seconds later. https://cloud.google.com/run/docs/reference/rest/v2/projects.locations.jobs
 */
export function createJobs(options: JobsOptions): Jobs {
  const executions = new Map<string, Execution>();
  mkdirSync(options.logs, { recursive: true });
  // However this process ends, no execution outlives it.
  process.once('exit', () => {
    for (const { child, completedAt } of executions.values()) if (completedAt === null) killGroup(child);
  });

  const start = (jobName: string, env: Readonly<Record<string, string>>): Execution => {
    const id = `${jobName.slice(jobName.lastIndexOf('/') + 1)}-${randomUUID().slice(0, 8)}`;
    const log = createWriteStream(path.join(options.logs, `${id}.log`));
    const child = spawn(options.command, options.args, {
      env: { ...options.env, ...env, CLOUD_RUN_EXECUTION: id },
      stdio: ['ignore', 'pipe', 'pipe'],
      detached: true,
    });
    child.stdout.pipe(log, { end: false });
    child.stderr.pipe(log, { end: false });
    const execution: Execution = {
      name: `${jobName}/executions/${id}`,
      child,
      createdAt: new Date().toISOString(),
      completedAt: null,
      succeeded: false,
      ended: new Promise((resolve) => {
        const end = (succeeded: boolean): void => {
          execution.completedAt ??= new Date().toISOString();
          execution.succeeded = succeeded;
          log.end();
          resolve();
        };
        child.once('close', (code) => end(code === 0));
        child.once('error', () => end(false));
      }),
    };
    executions.set(execution.name, execution);
    return execution;
  };

  const cancel = async (execution: Execution, graceMs: number): Promise<void> => {
    if (execution.completedAt !== null) return;
    execution.child.kill('SIGTERM');
    const timer = setTimeout(() => killGroup(execution.child), graceMs);
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
          body.data.overrides.containerOverrides.flatMap((one) => one.env.map(({ name, value }) => [name, value])),
        );
        const execution = start(jobName, env);
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
  startTime: execution.createdAt,
  ...(execution.completedAt === null
    ? { runningCount: 1 }
    : { completionTime: execution.completedAt, [execution.succeeded ? 'succeededCount' : 'failedCount']: 1 }),
});

const typed = (execution: Execution) => ({ '@type': 'type.googleapis.com/google.cloud.run.v2.Execution', ...shown(execution) });
