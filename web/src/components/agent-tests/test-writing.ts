import { AGENT_TEST_LIMITS, type AgentTest, type AgentTests, type Trait, TRAIT_KINDS } from '@oma/contract';
import * as z from 'zod';

/**
 * A trait as it is written, of whatever kind: `text` is what an answer contains or lacks, a file's name, or what is judged; `content` is of a file; `amount` is
 * dollars or seconds, null where none is written. What is written stays when another kind is chosen.
 */
const TraitWriting = z.object({ kind: z.enum(TRAIT_KINDS), text: z.string(), content: z.string(), amount: z.number().nullable() });
export type TraitWriting = z.infer<typeof TraitWriting>;

const TestWriting = z.object({ id: z.string(), prompt: z.string(), traits: z.array(TraitWriting) });
export type TestWriting = z.infer<typeof TestWriting>;

/** The tests of an agent as they are written, right or not. */
export const TestsWriting = z.object({ tests: z.array(TestWriting), required_rate: z.number().nullable() });
export type TestsWriting = z.infer<typeof TestsWriting>;

export const BLANK_TRAIT: TraitWriting = { kind: 'contains', text: '', content: '', amount: null };

export const blankTest = (id: string): TestWriting => ({ id, prompt: '', traits: [BLANK_TRAIT] });

/** The form of tests that are there. */
export const writingOfTests = ({ tests, required_rate }: AgentTests): TestsWriting => ({
  tests: tests.map(({ id, prompt, traits }) => ({ id, prompt, traits: traits.map(writingOfTrait) })),
  required_rate,
});

function writingOfTrait(trait: Trait): TraitWriting {
  const { kind } = trait;
  switch (kind) {
    case 'contains':
    case 'lacks':
      return { ...BLANK_TRAIT, kind, text: trait.text };
    case 'file':
      return { ...BLANK_TRAIT, kind, text: trait.name, content: trait.content };
    case 'cost':
      return { ...BLANK_TRAIT, kind, amount: trait.max_usd };
    case 'time':
      return { ...BLANK_TRAIT, kind, amount: trait.max_s };
    case 'judged':
      return { ...BLANK_TRAIT, kind, text: trait.words };
  }
}

/** The tests that a form says. They are not checked: an amount that is not written is NaN, which no schema takes. */
export const testsOf = ({ tests, required_rate }: TestsWriting): AgentTests => ({ tests: tests.map(testOf), required_rate });

const testOf = ({ id, prompt, traits }: TestWriting): AgentTest => ({ id, prompt, traits: traits.map(traitOf) });

function traitOf({ kind, text, content, amount }: TraitWriting): Trait {
  switch (kind) {
    case 'contains':
    case 'lacks':
      return { kind, text };
    case 'file':
      return { kind, name: text, content };
    case 'cost':
      return { kind, max_usd: amount ?? Number.NaN };
    case 'time':
      return { kind, max_s: amount ?? Number.NaN };
    case 'judged':
      return { kind, words: text };
  }
}

/** Whether two forms say the same tests. */
export const saySame = (one: TestsWriting, other: TestsWriting): boolean => JSON.stringify(testsOf(one)) === JSON.stringify(testsOf(other));

export const mayAddTest = ({ tests }: TestsWriting): boolean => tests.length < AGENT_TEST_LIMITS.tests;
export const mayAddTrait = ({ traits }: TestWriting): boolean => traits.length < AGENT_TEST_LIMITS.traits;
