import { mkdtempSync, rmSync, writeFileSync } from 'node:fs';
import os from 'node:os';
import path from 'node:path';
import { setTimeout as sleep } from 'node:timers/promises';
import * as z from 'zod';
import { type Cloud, CloudError, type Command } from './cloud.ts';
import { type Ended, spawned, type Start } from './program.ts';

/** How the several APIs say that something is not there. */
const NOT_THERE = /NOT_FOUND|not found|does not exist|could not be found|Unknown service account|Unable to find/i;

/** What was made a moment ago may not be known everywhere yet; Google asks callers to try again. */
const NOT_YET_KNOWN =
  /does not exist|not found|NOT_FOUND|CONFIGURATION_NOT_FOUND|Unknown service account|INVALID_ARGUMENT.*service account|being created/i;
/** So does an API that was switched on a moment ago, for some minutes. */
const NOT_YET_ON = /SERVICE_DISABLED|has not been used in project|is not enabled/i;
/** And a measure is known to alerts after up to ten minutes. */
const NOT_YET_MEASURED = /cannot find metric/i;
/** Of an API that is not switched on yet nothing can be there. */
const isAbsent = (said: string): boolean => NOT_THERE.test(said) || NOT_YET_ON.test(said);
const PATIENCE_MS = [2000, 4000, 8000, 16_000, 30_000];

/** How often what Google said just now is worth another try, after how long each time; not at all where it is a refusal. */
function waitsFor(said: string, patienceMs: readonly number[]): readonly number[] {
  const last = patienceMs.at(-1) ?? 0;
  if (NOT_YET_MEASURED.test(said)) return Array.from({ length: 20 }, () => last);
  if (NOT_YET_ON.test(said)) return [...patienceMs, ...Array.from({ length: 8 }, () => last)];
  return NOT_YET_KNOWN.test(said) ? patienceMs : [];
}

/** Firebase's terms are accepted in its console, once for an account, by nobody but the person. */
const TERMS = /tos not accepted|terms of service/i;
const ACCEPT_TERMS =
  'this account never accepted the terms of Firebase, which no command can: open https://console.firebase.google.com, press “Create a project” or “Add Firebase to a Google Cloud project”, accept, and leave the page. Then run this again.';

const Operation = z.object({
  name: z.string().regex(/(?:^|\/)operations\//),
  done: z.boolean().default(false),
  error: z.object({ message: z.string() }).optional(),
});

/** The last words of a command without its advertisements: enough to act upon. */
const lastWords = (stderr: string): string =>
  stderr
    .split('\n')
    .filter((line) => line.trim() !== '')
    .slice(-12)
    .join('\n');

/**
 * Google Cloud through the `gcloud` on the PATH and the account it is signed in with. `patienceMs`: how long to wait before each further try where
 * something just made is not known yet; `apiOrigin`: instead of Google's own hosts; `start`: how programs are started;
 * `say` is told why it takes long.
 */
export function gcloudCloud(given: {
  project: string;
  apiOrigin?: string | undefined;
  patienceMs?: readonly number[];
  start?: Start;
  say?: (line: string) => void;
}): Cloud {
  const { project, apiOrigin, patienceMs = PATIENCE_MS, start = spawned, say = () => undefined } = given;
  let token: Promise<string> | null = null;

  const gcloud = async (args: readonly string[], input?: string): Promise<Ended> => {
    try {
      return await start('gcloud', [...args, `--project=${project}`, '--quiet'], { input });
    } catch (error) {
      const isMissing = error instanceof Error && 'code' in error && error.code === 'ENOENT';
      throw new CloudError(
        'gcloud',
        isMissing ? 'is not on the PATH: install the Google Cloud CLI (https://cloud.google.com/sdk/docs/install).' : String(error),
      );
    }
  };
  const accessToken = (): Promise<string> => {
    token ??= gcloud(['auth', 'print-access-token']).then(({ code, stdout, stderr }) => {
      if (code !== 0) throw new CloudError('gcloud auth print-access-token', lastWords(stderr));
      return stdout.trim();
    });
    return token;
  };
  const request = async (method: string, url: string, body?: unknown): Promise<{ status: number; json: unknown; text: string }> => {
    const address = apiOrigin === undefined ? url : `${apiOrigin}/${url.replace(/^https:\/\//, '')}`;
    const answer = await fetch(address, {
      method,
      headers: {
        authorization: `Bearer ${await accessToken()}`,
        // Where the API of the project itself may not be switched on yet, gcloud's own project answers for the call.
        ...(/^https:\/\/cloud(?:resourcemanager|billing)\./.test(url) ? {} : { 'x-goog-user-project': project }),
        ...(body === undefined ? {} : { 'content-type': 'application/json' }),
      },
      ...(body === undefined ? {} : { body: JSON.stringify(body) }),
    });
    const text = await answer.text();
    let json: unknown = null;
    try {
      json = JSON.parse(text);
    } catch {
      // Shown as it is where it matters.
    }
    return { status: answer.status, json, text };
  };

  /** Does something again for as long as Google does not know yet what it builds on; `attempt` answers what Google said, or null where it was done. */
  const patiently = async (what: string, attempt: () => Promise<string | null>): Promise<void> => {
    for (let count = 0; ; count += 1) {
      const said = await attempt();
      if (said === null) return;
      const wait = waitsFor(said, patienceMs)[count];
      if (wait === undefined) throw new CloudError(what, TERMS.test(said) ? ACCEPT_TERMS : said);
      say(`  Google does not know yet what this builds on: ${what.slice(0, 100)}; trying again in ${Math.ceil(wait / 1000)} s`);
      await sleep(wait);
    }
  };
  /** Waits where the answer is an operation that goes on. https://google.aip.dev/151 */
  const ended = async (url: string, answer: unknown): Promise<unknown> => {
    let operation = Operation.safeParse(answer);
    for (const wait of [...patienceMs, ...patienceMs, ...patienceMs, ...patienceMs]) {
      if (!operation.success || operation.data.done) return answer;
      await sleep(wait);
      operation = Operation.safeParse((await request('GET', `${url.slice(0, url.indexOf('/projects/'))}/${operation.data.name}`)).json);
      if (operation.success && operation.data.error !== undefined) throw new CloudError(url, operation.data.error.message);
    }
    throw new CloudError(url, 'Google is still at it. Run this again in a few minutes: it goes on from there.');
  };

  return {
    async read(args) {
      const { code, stdout, stderr } = await gcloud([...args, '--format=json']);
      if (code === 0) return stdout.trim() === '' ? null : (JSON.parse(stdout) as unknown);
      if (isAbsent(stderr)) return null;
      throw new CloudError(`gcloud ${args.join(' ')}`, lastWords(stderr));
    },
    async get(url) {
      const { status, json, text } = await request('GET', url);
      if (status === 200) return json;
      if (status === 404 || isAbsent(text)) return null;
      throw new CloudError(`GET ${url}`, `${status} ${text.slice(0, 500)}`);
    },
    async run(command: Command) {
      const folder = command.file === undefined ? null : mkdtempSync(path.join(os.tmpdir(), 'oma-deploy-'));
      const file = folder === null || command.file === undefined ? '' : path.join(folder, command.file.name);
      if (command.file !== undefined) writeFileSync(file, command.file.content);
      const args = command.args.map((arg) => arg.replace('{file}', file));
      try {
        await patiently(`gcloud ${args.join(' ')}`, async () => {
          const { code, stderr } = await gcloud(args, command.input);
          return code === 0 ? null : lastWords(stderr);
        });
      } finally {
        if (folder !== null) rmSync(folder, { recursive: true, force: true });
      }
    },
    async send({ method, url, body }) {
      let answer: unknown = null;
      await patiently(`${method} ${url}`, async () => {
        const { status, json, text } = await request(method, url, body);
        answer = json;
        return status >= 200 && status <= 299 ? null : `${status} ${text.slice(0, 500)}`;
      });
      return ended(url, answer);
    },
  };
}
