import { AGENT_TEST_LIMITS, type AgentDocument, agentTestApi, type AgentTestsAnswer, unreachable } from '@oma/contract';
import { checkFiles } from '../agents/reference-files.ts';
import { readAgent } from '../agents/read-agent.ts';
import type { ApiDeps } from '../http/api-deps.ts';
import { ProblemError } from '../http/problem.ts';
import type { Router } from '../http/route.ts';
import { contentOf } from './fingerprint.ts';
import { readTests, replaceTests } from './keep-tests.ts';
import { listTestRuns, newestRuns, testRunAnswer } from './newest-runs.ts';
import type { StartRefusal } from './start-test-run.ts';
import { leastOf, testCosts } from './test-costs.ts';

const noSuchAgent = (): ProblemError => new ProblemError('not_found', 'There is no such agent among yours.');
const noSuchRun = (): ProblemError => new ProblemError('not_found', 'There is no such run of its tests.');

function notStarted(refusal: StartRefusal): ProblemError {
  switch (refusal) {
    case 'not_found':
      return noSuchAgent();
    case 'no_tests':
      return new ProblemError('conflict', 'The agent has no tests.');
    case 'working':
      return new ProblemError('conflict', 'Another run of its tests is under way; wait for its end or stop it.');
    case 'too_many':
      return new ProblemError(
        'conflict',
        `One run may ask at most ${AGENT_TEST_LIMITS.attempts} times, fewer where many traits are judged; ask each test less often.`,
      );
    default:
      return unreachable(refusal);
  }
}

/** The tests of the person's agents. */
export function agentTestRoutes(on: Router, deps: ApiDeps): void {
  const { documents } = deps;
  const ownAgent = async (uid: string, id: string): Promise<AgentDocument> => {
    const agent = await readAgent(documents, uid, id);
    if (agent === null) throw noSuchAgent();
    return agent;
  };
  const answerOf = async (id: string, agent: AgentDocument): Promise<AgentTestsAnswer> => {
    const [{ tests, required_rate }, runs, settings] = await Promise.all([
      readTests(documents, id),
      newestRuns(documents, id),
      deps.settings.read(),
    ]);
    const saved = contentOf(agent);
    const known = runs.map(({ run }) => run);
    return { tests, required_rate, costs: testCosts(tests, known, saved, settings), least_usd: leastOf([saved], settings) };
  };

  on(agentTestApi.read, async ({ caller, params: { id } }) => ({ status: 200, body: await answerOf(id, await ownAgent(caller.uid, id)) }));
  on(agentTestApi.replace, async ({ caller, params: { id }, body }) => {
    const agent = await ownAgent(caller.uid, id);
    if (!(await replaceTests(documents, { uid: caller.uid, agentId: id, tests: body, now: deps.now() }))) throw noSuchAgent();
    return { status: 200, body: await answerOf(id, agent) };
  });
  on(agentTestApi.start, async ({ caller, params: { id }, body }) => {
    const errors = await checkFiles(deps, caller.uid, body.draft?.config.files ?? []);
    if (errors.length > 0)
      throw new ProblemError('invalid', 'Some fields are not valid; see errors.', {
        errors: errors.map(({ path, message }) => ({ path: `draft.${path}`, message })),
      });
    const started = await deps.startTestRun(caller.uid, id, body);
    if (!started.ok) throw notStarted(started.error);
    return { status: 202, body: testRunAnswer(started.value.id, started.value.run) };
  });
  on(agentTestApi.list, async ({ caller, params: { id } }) => {
    await ownAgent(caller.uid, id);
    return { status: 200, body: { runs: await listTestRuns(documents, id) } };
  });
  on(agentTestApi.stop, async ({ caller, params: { id, run } }) => {
    await ownAgent(caller.uid, id);
    const stopped = await deps.stopTestRun(id, run);
    if (!stopped.ok && stopped.error === 'not_working') throw new ProblemError('conflict', 'This run of tests has ended.');
    const now = (await documents.testRun(id, run).get()).data();
    if (!stopped.ok || now === undefined) throw noSuchRun();
    return { status: 202, body: testRunAnswer(run, now) };
  });
}
