import type { AskQuestion, AskReply } from './ask.ts';

/** `count`: not a reply to each question. `unknown_choice`: not one of this question's, or twice. `missing`: nothing. `too_many`: more than one where one is asked for. */
export type AskProblem = { question: number; reason: 'count' | 'unknown_choice' | 'missing' | 'too_many' };

/** What is wrong with the replies to an ask; each question names its first problem. Pure: the form and the platform judge alike. */
export function askProblems(questions: readonly AskQuestion[], replies: readonly AskReply[]): AskProblem[] {
  if (questions.length !== replies.length) return [{ question: 0, reason: 'count' }];
  return questions.flatMap((question, index) => {
    const reply = replies[index];
    const reason = reply === undefined ? 'missing' : problemOf(question, reply);
    return reason === null ? [] : [{ question: index, reason }];
  });
}

function problemOf({ options, multi_select }: AskQuestion, { choices, other }: AskReply): AskProblem['reason'] | null {
  const labels = options.map(({ label }) => label);
  if (new Set(choices).size < choices.length || !choices.every((choice) => labels.includes(choice))) return 'unknown_choice';
  const count = choices.length + (other === null ? 0 : 1);
  if (count === 0) return 'missing';
  return count > 1 && !multi_select ? 'too_many' : null;
}
