import { parse } from 'yaml';
import * as z from 'zod';

const Permissions = z.record(z.string(), z.enum(['read', 'write', 'none']));
const Step = z.looseObject({
  uses: z.string().optional(),
  run: z.string().optional(),
  shell: z.string().optional(),
  with: z.record(z.string(), z.unknown()).optional(),
});
const Container = z.union([z.string(), z.looseObject({ image: z.string() })]);
const Job = z.looseObject({
  permissions: Permissions.optional(),
  'timeout-minutes': z.union([z.number(), z.string()]).optional(),
  uses: z.string().optional(),
  container: Container.optional(),
  steps: z.array(Step).default([]),
});
const Workflow = z.looseObject({ on: z.unknown(), permissions: Permissions.optional(), jobs: z.record(z.string(), Job) });
const Action = z.looseObject({ runs: z.looseObject({ using: z.literal('composite'), steps: z.array(Step) }) });
const HasRuns = z.looseObject({ runs: z.unknown() });

type File =
  | { kind: 'workflow'; workflow: z.infer<typeof Workflow> }
  | { kind: 'action'; action: z.infer<typeof Action> }
  | { kind: 'neither'; why: string };

function read(text: string): File {
  const data: unknown = parse(text);
  if (HasRuns.safeParse(data).success) {
    const action = Action.safeParse(data);
    return action.success ? { kind: 'action', action: action.data } : { kind: 'neither', why: z.prettifyError(action.error) };
  }
  const workflow = Workflow.safeParse(data);
  return workflow.success ? { kind: 'workflow', workflow: workflow.data } : { kind: 'neither', why: z.prettifyError(workflow.error) };
}

/** What a job may write to, besides nothing: an identity to exchange, results of scans, words on a pull request. */
const MAY_WRITE: ReadonlySet<string> = new Set(['id-token', 'security-events', 'pull-requests']);

/** What is wrong with a workflow or a composite action, by the rules of this project; each with a sentence. What actionlint finds is not repeated. */
export function workflowProblems(text: string): string[] {
  const file = read(text);
  if (file.kind === 'neither') return [file.why];
  const problems = [...pinProblems(text), ...secretProblems(text)];
  if (file.kind === 'action') return [...problems, ...file.action.runs.steps.flatMap(stepProblems)];
  const { on, permissions, jobs } = file.workflow;
  if (JSON.stringify(on).includes('pull_request_target'))
    problems.push('pull_request_target gives code of strangers the rights of this repository');
  if (
    permissions === undefined ||
    Object.entries(permissions).some(([name, level]) => level === 'write' || (level === 'read' && name !== 'contents'))
  )
    problems.push('the workflow’s own permissions are more than "contents: read"; a job that needs more says so itself');
  for (const [name, job] of Object.entries(jobs)) {
    const found = job.steps.flatMap(stepProblems);
    const written = Object.entries(job.permissions ?? {}).flatMap(([scope, level]) =>
      level === 'write' && !MAY_WRITE.has(scope) ? [scope] : [],
    );
    if (written.length > 0) found.push(`may write to ${written.join(', ')}`);
    if (job.uses === undefined && job['timeout-minutes'] === undefined) found.push('has no timeout-minutes');
    const image = typeof job.container === 'string' ? job.container : job.container?.image;
    if (image !== undefined && !/@sha256:[0-9a-f]{64}$/.test(image)) found.push(`its container ${image} is not pinned by digest`);
    problems.push(...found.map((problem) => `job ${name}: ${problem}`));
  }
  return problems;
}

/** The programs in the shell that a workflow or an action has, with a value in place of each expression of GitHub's. */
export function shellSteps(text: string): string[] {
  const file = read(text);
  if (file.kind === 'neither') return [];
  const steps = file.kind === 'action' ? file.action.runs.steps : Object.values(file.workflow.jobs).flatMap((job) => job.steps);
  return steps.flatMap(({ run, shell = 'bash' }) =>
    run === undefined || !/^(ba)?sh\b/.test(shell) ? [] : [run.replace(/\$\{\{.*?\}\}/gs, 'value')],
  );
}

function stepProblems({ uses, with: given = {} }: z.infer<typeof Step>): string[] {
  return uses?.startsWith('actions/checkout@') === true && given['persist-credentials'] !== false
    ? ['checkout leaves the token of the run in the folder: persist-credentials: false']
    : [];
}

/** A tag can be moved to other code; a commit cannot. The comment says which version it is, which Dependabot keeps in step. */
const pinProblems = (text: string): string[] =>
  text.split('\n').flatMap((line, index) => {
    const uses = /^\s*(?:- )?uses:\s*(.*)$/.exec(line)?.[1]?.trim();
    if (uses === undefined || /^\.\/[\w./-]+$/.test(uses) || /^[\w.-]+\/[\w./-]+@[0-9a-f]{40} # v\d+\.\d+\.\d+$/.test(uses)) return [];
    return [`line ${index + 1}: ${uses} is not a full commit with its version after it: owner/action@<40 signs> # v1.2.3`];
  });

/** Whoever deploys proves who it is with the token of the run; there is nothing that could be stolen and used later. */
const secretProblems = (text: string): string[] =>
  [...text.matchAll(/\bsecrets\s*(?:\.\s*(\w+)|\[|:\s*inherit)/g)].flatMap(([whole, name]) =>
    name === 'GITHUB_TOKEN' ? [] : [`${whole} is a secret that lasts: workload identity needs none`],
  );
