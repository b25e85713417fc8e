import { AgentTests } from '@oma/contract';
import { testsOf, type TestsWriting, type TraitWriting } from './test-writing.ts';

/** What is wrong with a field of a test. `no_traits`: nothing is expected of the answer. `no_file`: a file with neither name nor content. */
export type TestProblemKind = 'missing' | 'too_long' | 'out_of_range' | 'no_traits' | 'no_file' | 'unusable';

export type TraitField = 'text' | 'content' | 'amount';

/** What is wrong with one trait, by field. */
export type TraitProblems = ReadonlyMap<TraitField, TestProblemKind>;

/** What is wrong with one test. `traits`: by the place of each; those that are right are not there. */
export type TestProblems = { prompt: TestProblemKind | null; list: TestProblemKind | null; traits: ReadonlyMap<number, TraitProblems> };

/** Checks a form of tests by the schema that the server saves it with: what is wrong, by the id of the test; a test that is right is not there. */
export function problemsOfTests(writing: TestsWriting): ReadonlyMap<string, TestProblems> {
  const found = new Map<
    string,
    { prompt: TestProblemKind | null; list: TestProblemKind | null; traits: Map<number, Map<TraitField, TestProblemKind>> }
  >();
  const at = (id: string) => {
    const known = found.get(id) ?? { prompt: null, list: null, traits: new Map<number, Map<TraitField, TestProblemKind>>() };
    found.set(id, known);
    return known;
  };
  const tell = (id: string, place: number, field: TraitField, kind: TestProblemKind): void => {
    const { traits } = at(id);
    const known = traits.get(place) ?? new Map<TraitField, TestProblemKind>();
    if (!known.has(field)) known.set(field, kind);
    traits.set(place, known);
  };

  for (const { code, path } of AgentTests.safeParse(testsOf(writing)).error?.issues ?? []) {
    const [, number, part, place, name] = path;
    const test = typeof number === 'number' ? writing.tests[number] : undefined;
    if (test === undefined) continue;
    const kind = kindOf(code);
    if (part === 'prompt') at(test.id).prompt ??= kind;
    else if (typeof place === 'number') {
      const field = fieldOf(name);
      tell(test.id, place, field, field === 'amount' ? 'out_of_range' : kind);
    } else at(test.id).list ??= code === 'too_small' ? 'no_traits' : 'unusable';
  }
  // The schema says it of the whole, and only where nothing else is wrong.
  for (const { id, traits } of writing.tests) traits.forEach((trait, place) => isNoFile(trait) && tell(id, place, 'text', 'no_file'));
  return found;
}

const isNoFile = ({ kind, text, content }: TraitWriting): boolean => kind === 'file' && text === '' && content === '';

function fieldOf(name: PropertyKey | undefined): TraitField {
  if (name === 'max_usd' || name === 'max_s') return 'amount';
  return name === 'content' ? 'content' : 'text';
}

function kindOf(code: string): TestProblemKind {
  if (code === 'too_small') return 'missing';
  return code === 'too_big' ? 'too_long' : 'unusable';
}
