import { describe, expect, it } from 'vitest';
import type { AskQuestion, AskReply } from './ask.ts';
import { askProblems } from './ask-problems.ts';

const question = (multi_select: boolean): AskQuestion => ({
  question: '어떤 형식으로 드릴까요?',
  header: '형식',
  multi_select,
  options: ['CSV', '문서'].map((label) => ({ label, description: '' })),
});
const ONE = question(false);
const MANY = question(true);
const reply = (choices: string[], other: string | null = null): AskReply => ({ choices, other });

describe('the replies to an ask', () => {
  it.each<[string, AskQuestion[], AskReply[], string[]]>([
    ['one choice', [ONE], [reply(['CSV'])], []],
    ['words of one’s own', [ONE], [reply([], '그림으로')], []],
    ['several choices and words where several are asked for', [MANY], [reply(['CSV', '문서'], '그림도')], []],
    ['nothing', [ONE, MANY], [reply([]), reply([])], ['0 missing', '1 missing']],
    ['two choices where one is asked for', [ONE], [reply(['CSV', '문서'])], ['0 too_many']],
    ['a choice and words where one is asked for', [ONE], [reply(['CSV'], '그림도')], ['0 too_many']],
    ['what was not offered', [MANY], [reply(['PDF'])], ['0 unknown_choice']],
    ['the same twice', [MANY], [reply(['CSV', 'CSV'])], ['0 unknown_choice']],
    ['one reply to two questions', [ONE, MANY], [reply(['CSV'])], ['0 count']],
    ['two replies to one question', [ONE], [reply(['CSV']), reply(['CSV'])], ['0 count']],
  ])('%s', (_name, questions, replies, expected) =>
    expect(askProblems(questions, replies).map((problem) => `${problem.question} ${problem.reason}`)).toEqual(expected),
  );
});
