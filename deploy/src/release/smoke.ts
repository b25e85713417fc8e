import { REGION } from '@oma/contract';
import * as z from 'zod';
import { CloudError } from '../cloud.ts';
import type { Environment } from '../environment.ts';
import { functionUrl, RUNNER_JOB } from '../names.ts';
import type { Tools } from './tools.ts';

/** A check of the deployed site: null where it is as it should be, else what is wrong. */
type Check = { what: string; problem: () => Promise<string | null>; tries?: number };

const Health = z.object({ ok: z.boolean(), version: z.string() });
const Problem = z.object({ code: z.string() });
const Init = z.object({ projectId: z.string(), apiKey: z.string().min(1), appId: z.string().min(1) });

/** What was deployed a moment ago may not be served everywhere yet; so long it may take, all checks together. */
const DEADLINE_MS = 4 * 60_000;
const BETWEEN_MS = 10_000;
/** A call that hangs is one that failed. */
const CALL_MS = 15_000;
/** So long the job's self-test may take, and so often it is tried: what Cloud Run lacks at first, it seldom has a minute later. */
const SELF_TEST_S = 120;

function checks({ fetch: ask, cloud }: Tools, environment: Environment, given: { projectNumber: string; version: string }): Check[] {
  const { site_url: site, project } = environment;
  const fetch = (url: string, init: RequestInit = {}): Promise<Response> => ask(url, { ...init, signal: AbortSignal.timeout(CALL_MS) });
  const page = async (path: string): Promise<Response> => fetch(`${site}${path}`, { redirect: 'manual' });
  const json = async (answer: Response): Promise<unknown> => answer.json().catch(() => null);
  return [
    {
      what: 'the API answers through Hosting, in the version that was deployed',
      problem: async () => {
        const health = Health.safeParse(await json(await page('/api/health')));
        if (!health.success || !health.data.ok) return 'GET /api/health did not say that it is well';
        return health.data.version === given.version ? null : `GET /api/health says version ${health.data.version}, not ${given.version}`;
      },
    },
    {
      what: 'the main page is there, with its protection',
      problem: async () => {
        const answer = await page('/');
        if (answer.status !== 200) return `GET / answered ${answer.status}`;
        const missing = ['content-security-policy', 'strict-transport-security', 'x-content-type-options'].filter(
          (name) => !answer.headers.has(name),
        );
        return missing.length === 0 ? null : `GET / has no ${missing.join(', ')}`;
      },
    },
    ...['/dashboard', '/workspace/x', '/admin'].map((path) => ({
      what: `${path} is a page`,
      problem: async () => {
        const { status } = await page(path);
        return status === 200 ? null : `GET ${path} answered ${status}`;
      },
    })),
    {
      what: 'the pages know their project',
      problem: async () => {
        const init = Init.safeParse(await json(await page('/__/firebase/init.json')));
        return init.success && init.data.projectId === project
          ? null
          : 'GET /__/firebase/init.json is not of this project: has it a web app?';
      },
    },
    {
      what: 'the API refuses whoever is not signed in',
      problem: async () => {
        const answer = await page('/api/me');
        const body = Problem.safeParse(await json(answer));
        return answer.status === 401 && body.success ? null : `GET /api/me answered ${answer.status}`;
      },
    },
    {
      what: 'runners reach their door, and it refuses whoever has no code',
      problem: async () => {
        const answer = await fetch(`${functionUrl('runs', given.projectNumber)}/claim`, {
          method: 'POST',
          headers: { 'content-type': 'application/json' },
          body: '{}',
        });
        const body = Problem.safeParse(await json(answer));
        return answer.status >= 400 && answer.status < 500 && body.success
          ? null
          : `POST runs/claim answered ${answer.status}; is the function public?`;
      },
    },
    {
      what: 'nobody but the queues reaches the function tasks',
      problem: async () => {
        const { status } = await fetch(`${functionUrl('tasks', given.projectNumber)}/sweep`, { method: 'POST' });
        return status === 401 || status === 403 ? null : `POST tasks/sweep answered ${status} without an identity`;
      },
    },
    {
      what: 'the rules keep strangers out of Firestore',
      problem: async () => {
        const { status } = await fetch(
          `https://firestore.googleapis.com/v1/projects/${project}/databases/(default)/documents/settings/platform`,
        );
        return status === 401 || status === 403 ? null : `Firestore answered ${status} without sign-in`;
      },
    },
    {
      what: 'agents run in their container on Cloud Run',
      tries: 2,
      problem: async () => {
        try {
          await cloud.run({
            args: [
              ...['run', 'jobs', 'execute', RUNNER_JOB, `--region=${REGION}`, '--args=/opt/runner/dist/self-test.js'],
              ...[`--task-timeout=${SELF_TEST_S}s`, '--wait'],
            ],
          });
          return null;
        } catch (error) {
          if (error instanceof CloudError) return `the self-test of the job failed: ${error.said}`;
          throw error;
        }
      },
    },
  ];
}

/** Tries the deployed site. Answers the first thing that is wrong with it; null where it is well. Takes no longer than the checks together may take. */
export async function smoke(
  tools: Tools,
  environment: Environment,
  given: { projectNumber: string; version: string },
): Promise<string | null> {
  const until = tools.now() + DEADLINE_MS;
  for (const { what, problem, tries = Infinity } of checks(tools, environment, given)) {
    let found: string | null = null;
    for (let attempt = 1; ; attempt += 1) {
      found = await problem().catch((error: unknown) => (error instanceof Error ? error.message : String(error)));
      if (found === null || attempt >= tries || tools.now() > until) break;
      await tools.wait(BETWEEN_MS);
    }
    tools.say(found === null ? `  ✓ ${what}` : `  ✗ ${what}: ${found}`);
    if (found !== null) return found;
  }
  return null;
}
