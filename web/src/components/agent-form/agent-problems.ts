import { type AgentField, AgentReplacement, type AgentWriting, isOffered, type Model } from '@oma/contract';

/** What is wrong with a field. `not_offered`: a model that the platform does not offer any more. `missing` of files: they have not arrived yet. */
export type AgentProblemKind = 'missing' | 'too_long' | 'too_many' | 'out_of_range' | 'not_offered' | 'unusable';

/** What is wrong with a form, by field; a field that is right is not there. */
export type AgentProblems = ReadonlyMap<AgentField, AgentProblemKind>;

/**
 * Checks a form by the schema that the server saves it with. `models`: what is offered; null where that is not known. The model that is `stored` may stay,
 * offered or not.
 */
export function problemsOf(writing: AgentWriting, models: readonly Model[] | null, stored: string | null): AgentProblems {
  const problems = new Map<AgentField, AgentProblemKind>();
  const checked = AgentReplacement.safeParse(writing);
  for (const issue of checked.error?.issues ?? []) {
    const field = fieldAt(issue.path);
    if (field !== null && !problems.has(field)) problems.set(field, kindOf(issue, field));
  }
  const { model } = writing.config;
  if (models !== null && model !== stored && !isOffered(model, { models })) problems.set('model', 'not_offered');
  return problems;
}

/** What the server found wrong, though the form was right as far as the page could know. */
export function problemsOfApi(errors: readonly { path: string }[]): AgentProblems {
  const fields = errors.flatMap(({ path }) => fieldAt(path.split('.')) ?? []);
  return new Map(fields.map((field) => [field, field === 'model' ? 'not_offered' : 'unusable']));
}

function fieldAt(path: readonly PropertyKey[]): AgentField | null {
  const [first, second, third] = path;
  switch (first === 'config' ? (second === 'budget' ? third : second) : first) {
    case 'name':
      return 'name';
    case 'icon':
      return 'icon';
    case 'description':
      return 'description';
    case 'tags':
      return 'tags';
    case 'status':
      return 'status';
    case 'model':
      return 'model';
    case 'temperature':
      return 'temperature';
    case 'max_tokens':
      return 'max_tokens';
    case 'instructions':
      return 'instructions';
    case 'tools':
      return 'tools';
    case 'allowed_hosts':
      return 'allowed_hosts';
    case 'files':
      return 'files';
    case 'turn_usd':
      return 'turn_usd';
    case 'day_usd':
      return 'day_usd';
    default:
      return null;
  }
}

const NUMBERS: readonly AgentField[] = ['temperature', 'max_tokens', 'turn_usd', 'day_usd'];

function kindOf(issue: { code: string; path: readonly PropertyKey[] }, field: AgentField): AgentProblemKind {
  if (NUMBERS.includes(field)) return 'out_of_range';
  if (issue.code === 'too_small') return 'missing';
  if (issue.code !== 'too_big') return 'unusable';
  return (field === 'tags' && issue.path.length === 1) || field === 'files' ? 'too_many' : 'too_long';
}
