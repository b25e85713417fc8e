import { ASK_LIMITS, type AskOutcome, type AskQuestion, cutText } from '@oma/contract';
import type { PermissionResult } from '@anthropic-ai/claude-agent-sdk';
import * as z from 'zod';

/** What Claude Code's tool for asking is given. Its schema was checked there; questions differ from each other, and so do the labels of one. */
const ToolInput = z.looseObject({
  questions: z
    .array(
      z.looseObject({
        question: z.string().min(1),
        header: z.string(),
        multiSelect: z.boolean().default(false),
        options: z.array(z.looseObject({ label: z.string().min(1), description: z.string().default('') })).max(ASK_LIMITS.options),
      }),
    )
    .min(1)
    .max(ASK_LIMITS.questions),
});

/** The questions as the platform takes them, each text cut to what it holds; null where the input is not what the tool takes. */
export function questionsOf(input: unknown): AskQuestion[] | null {
  const parsed = ToolInput.safeParse(input);
  if (!parsed.success) return null;
  return parsed.data.questions.map(({ question, header, multiSelect, options }) => ({
    question: cutText(question, ASK_LIMITS.question),
    header: cutText(header, ASK_LIMITS.header),
    multi_select: multiSelect,
    options: options.map(({ label, description }) => ({
      label: cutText(label, ASK_LIMITS.label),
      description: cutText(description, ASK_LIMITS.description),
    })),
  }));
}

/** What Claude Code tells the model. It takes one text for each question, by the question's words. */
export function toolAnswer(input: Record<string, unknown>, { replies, waited_min }: NonNullable<AskOutcome['answer']>): PermissionResult {
  const { questions } = ToolInput.parse(input);
  const unanswered = `(Nobody answered within ${waited_min} minutes. Go on as you think best, prefer what can be undone, and say what you assumed.)`;
  const answers = Object.fromEntries(
    questions.map(({ question }, index) => {
      const reply = replies?.[index];
      return [question, reply === undefined ? unanswered : [...reply.choices, ...(reply.other === null ? [] : [reply.other])].join(', ')];
    }),
  );
  return { behavior: 'allow', updatedInput: { ...input, answers } };
}
