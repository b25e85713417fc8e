import { ASK_TOOL, PROPOSE_TOOL } from '@oma/contract';
import { expect, it } from 'vitest';
import { type Message, readConversation } from './steps.ts';

const text = (words: string) => ({ type: 'text', text: words });
const result = (content: string) => ({ type: 'tool_result', tool_use_id: 't', content });
const read = (...messages: Message[]) => readConversation({ model: 'm', messages });

it('takes what is said behind an interrupted tool for the newest words, and not for what the tool gave back', () => {
  const before: Message[] = [
    { role: 'user', content: 'first' },
    { role: 'assistant', content: [{ type: 'tool_use', name: 'Bash' }] },
  ];
  const interrupted = [result('rejected'), text('[Request interrupted by user for tool use]\n')];
  expect(read(...before, { role: 'user', content: [...interrupted, text('second')] })).toMatchObject({
    question: 'second',
    earlier: ['first'],
    toolResults: [],
  });
  expect(read(...before, { role: 'user', content: [result('a'), text('<system-reminder>x</system-reminder>')] })).toMatchObject({
    question: 'first',
    earlier: [],
    toolResults: ['a'],
  });
});

it('tells the words of a person from what the platform told along with them, where an agent is designed', () => {
  const form = 'The form of the agent is still empty.';
  const record = [
    'Your own memory of this conversation was lost. This is the record.',
    JSON.stringify({ person: 'zeroth' }),
    JSON.stringify({ you: 'yes', ended: 'done' }),
  ].join('\n');
  const source = `The agent is designed out of another conversation of this person.\n${JSON.stringify({ person: 'there' })}\n${form}`;
  const attached = `${form}\n\nThe person attached this file to the question that follows, now in the workspace:\n- "uploads/a.csv"`;
  const messages: Message[] = [
    { role: 'user', content: [text(record), text(source), text('first')] },
    { role: 'assistant', content: [{ type: 'tool_use', id: 't', name: ASK_TOOL }] },
    { role: 'user', content: [{ ...result(''), content: [text('"Who?"="Me". Read')] }] },
    { role: 'user', content: [text(attached), text('second'), text(form), text('{"person":"third"}')] },
    { role: 'assistant', content: [{ type: 'tool_use', id: 'r', name: 'Read', input: { file_path: '/w/uploads/a.csv' } }] },
    { role: 'user', content: [{ ...result('1\ta,b'), tool_use_id: 'r' }] },
    { role: 'user', content: [text(form), text('newest')] },
  ];
  const { design, question } = readConversation({ model: 'm', messages, tools: [{ name: PROPOSE_TOOL }] });
  expect(question).toBe('newest');
  expect(design).toEqual({
    form: null,
    source: ['there'],
    earlierWords: ['zeroth', 'first', 'second', '{"person":"third"}'],
    answers: ['"Who?"="Me". Read'],
    files: [{ path: 'uploads/a.csv', read: '1\ta,b' }],
  });
});
