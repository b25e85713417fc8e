import { ASK_LIMITS, AskQuestions } from '@oma/contract';
import { describe, expect, it } from 'vitest';
import { questionsOf, toolAnswer } from './person-question.ts';

const option = (label: string) => ({ label, description: `${label} it is` });
const FORMAT = { question: 'Which format?', header: 'Format', multiSelect: false, options: [option('CSV'), option('Text')] };
const PARTS = { question: 'Which parts?', header: 'Parts', multiSelect: true, options: [option('Date'), option('Place')] };

describe('what Claude asks the person', () => {
  it('reaches the platform in its own form', () => {
    expect(questionsOf({ questions: [FORMAT, PARTS] })).toEqual([
      { question: 'Which format?', header: 'Format', multi_select: false, options: FORMAT.options },
      { question: 'Which parts?', header: 'Parts', multi_select: true, options: PARTS.options },
    ]);
  });

  it('is cut to what the platform takes', () => {
    const long = 'Why? '.repeat(2000);
    const questions = questionsOf({
      questions: [{ ...FORMAT, question: long, header: long, options: [{ label: long, description: long }] }],
    });
    expect(AskQuestions.safeParse(questions).success).toBe(true);
    expect(questions?.[0]?.question).toHaveLength(ASK_LIMITS.question);
  });

  it.each([{}, { questions: [] }, { questions: [{ ...FORMAT, question: '' }] }, { questions: 'Which format?' }])(
    'is refused where it is nothing that can be shown: %j',
    (input) => expect(questionsOf(input)).toBeNull(),
  );

  it('is answered by the words of each question', () => {
    const replies = [
      { choices: ['CSV'], other: null },
      { choices: ['Date', 'Place'], other: 'and the costs' },
    ];
    expect(toolAnswer({ questions: [FORMAT, PARTS] }, { replies, waited_min: 10 })).toEqual({
      behavior: 'allow',
      updatedInput: {
        questions: [FORMAT, PARTS],
        answers: { 'Which format?': 'CSV', 'Which parts?': 'Date, Place, and the costs' },
      },
    });
  });

  it('says to each question that nobody answered', () => {
    const answer = toolAnswer({ questions: [FORMAT, PARTS] }, { replies: null, waited_min: 10 });
    expect(JSON.stringify(answer).match(/Nobody answered within 10 minutes/g)).toHaveLength(2);
  });
});
