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
