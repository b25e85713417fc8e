import * as z from 'zod';
import { type Handler, readBody, sendGoogleError, sendJson } from '../json-server.ts';

/** The clients send enums as numbers; https://cloud.google.com/tasks/docs/reference/rest/v2/HttpMethod gives their order. */
const METHODS = ['POST', 'POST', 'GET', 'HEAD', 'PUT', 'DELETE', 'PATCH', 'OPTIONS'];
const HttpMethod = z.union([z.string(), z.number().transform((number) => METHODS[number] ?? 'POST')]).default('POST');

const CreateRequest = z.object({
  task: z.object({
    name: z.string().optional(),
    scheduleTime: z.string().optional(),
    httpRequest: z.object({
      url: z.url(),
      httpMethod: HttpMethod,
      headers: z.record(z.string(), z.string()).default({}),
      body: z.string().default(''),
    }),
  }),
});

type HttpTask = z.infer<typeof CreateRequest>['task'];
export type Tasks = { handle: Handler; stop(): void };

const NAME_KEPT_MS = 60 * 60 * 1000;
const FIRST_RETRY_MS = 500;
const LONGEST_RETRY_MS = 30_000;
const ATTEMPTS = 20;

/**
 * Cloud Tasks on this machine, in the REST shapes of v2: names are refused for an hour after use, `scheduleTime` is kept, and a call that is not
 * answered with 2xx is repeated with back-off. https://cloud.google.com/tasks/docs/reference/rest/v2/projects.locations.queues.tasks
 */
export function createTasks(): Tasks {
  const names = new Map<string, number>();
  const timers = new Map<string, NodeJS.Timeout>();
  let counter = 0;
  let isStopped = false;

  const later = (name: string, ms: number, call: () => void): void => {
    if (isStopped) return;
    timers.set(
      name,
      setTimeout(() => {
        timers.delete(name);
        call();
      }, ms),
    );
  };
  const attempt = async (name: string, task: HttpTask, count: number): Promise<void> => {
    const { url, httpMethod, headers, body } = task.httpRequest;
    const answer = await fetch(url, {
      method: httpMethod,
      headers: { ...headers, 'x-cloudtasks-taskname': name.slice(name.lastIndexOf('/') + 1), 'x-cloudtasks-taskretrycount': String(count) },
      body: Buffer.from(body, 'base64'),
    }).catch(() => null);
    await answer?.arrayBuffer();
    if (answer?.ok === true || count + 1 >= ATTEMPTS) return;
    later(name, Math.min(FIRST_RETRY_MS * 2 ** count, LONGEST_RETRY_MS), () => void attempt(name, task, count + 1));
  };

  return {
    async handle(request, response, url) {
      const match = /^\/v2\/(projects\/[^/]+\/locations\/[^/]+\/queues\/[^/]+)\/tasks(?:\/([^/]+))?$/.exec(url.pathname);
      if (match === null) return false;
      const [, parent = '', taskId] = match;
      if (request.method === 'DELETE' && taskId !== undefined) {
        clearTimeout(timers.get(`${parent}/tasks/${taskId}`));
        timers.delete(`${parent}/tasks/${taskId}`);
        sendJson(response, 200, {});
        return true;
      }
      if (request.method !== 'POST' || taskId !== undefined) return false;
      const body = CreateRequest.safeParse(JSON.parse((await readBody(request)).toString()));
      if (!body.success) return sendGoogleError(response, 400, 'INVALID_ARGUMENT', z.prettifyError(body.error));
      const { task } = body.data;
      const name = task.name ?? `${parent}/tasks/${String((counter += 1))}`;
      const now = Date.now();
      for (const [known, usedAt] of names) if (now - usedAt > NAME_KEPT_MS) names.delete(known);
      if (names.has(name)) return sendGoogleError(response, 409, 'ALREADY_EXISTS', 'the task name was used in the last hour');
      names.set(name, now);
      const wait = task.scheduleTime === undefined ? 0 : Math.max(0, Date.parse(task.scheduleTime) - now);
      later(name, wait, () => void attempt(name, task, 0));
      sendJson(response, 200, { ...task, name });
      return true;
    },
    stop() {
      isStopped = true;
      for (const timer of timers.values()) clearTimeout(timer);
    },
  };
}
