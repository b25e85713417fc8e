import { traceparent } from '@oma/contract';
import { presentTrace } from '../log-context.ts';
import { once } from '../once.ts';
import type { TaskQueue } from '../runs/task-queue.ts';
import type { ClientOptions } from './client-options.ts';
import { errorCode, GrpcStatus } from './grpc-status.ts';

/** Calls the function `tasks` through Cloud Tasks. A name that was used in the last hour is refused there, which is what makes calls idempotent here. */
export function cloudTasks(given: {
  project: string;
  region: string;
  queues: { launch: string; work: string };
  tasksUrl: string;
  serviceAccount: string | null;
  options: ClientOptions;
}): TaskQueue {
  const client = once(async () => new (await import('@google-cloud/tasks')).CloudTasksClient(given.options));
  return {
    async callLater({ name, path, body, at }) {
      const queue = path === '/launch' ? given.queues.launch : given.queues.work;
      const parent = `projects/${given.project}/locations/${given.region}/queues/${queue}`;
      const oidcToken =
        given.serviceAccount === null ? {} : { oidcToken: { serviceAccountEmail: given.serviceAccount, audience: given.tasksUrl } };
      const scheduleTime =
        at === null ? {} : { scheduleTime: { seconds: Math.floor(at.getTime() / 1000), nanos: (at.getTime() % 1000) * 1e6 } };
      try {
        await (
          await client()
        ).createTask({
          parent,
          task: {
            name: `${parent}/tasks/${name}`,
            httpRequest: {
              httpMethod: 'POST',
              url: `${given.tasksUrl}${path}`,
              headers: { 'content-type': 'application/json', ...traceHeader() },
              body: Buffer.from(JSON.stringify(body)).toString('base64'),
              ...oidcToken,
            },
            ...scheduleTime,
          },
        });
      } catch (error) {
        if (errorCode(error) !== GrpcStatus.ALREADY_EXISTS) throw error;
      }
    },
  };
}

/** What a task does belongs to the trace in which it was made. */
function traceHeader(): Record<string, string> {
  const trace = presentTrace();
  return trace === null ? {} : { traceparent: traceparent(trace) };
}
