import type { HistoryAnswer, RunAgent } from '@oma/contract';

/**
 * What a process that designs an agent is told before a question: what was said in the conversation that the agent is made from, and how its form stands. All of
 * it as JSON, so that nothing in it can pass for the person's words. Null where nothing is designed.
 */
export function designNote({ design }: RunAgent, source: HistoryAnswer | null): string | null {
  if (design === null) return null;
  const form =
    design.form === null
      ? ['The form of the agent is still empty.']
      : [
          'The form of the agent as it stands now, as JSON. What it does not hold of your proposals, the person did not take over.',
          JSON.stringify(design.form),
        ];
  return [...sourceLines(source), ...form].join('\n');
}

function sourceLines(source: HistoryAnswer | null): string[] {
  if (source === null || source.exchanges.length === 0) return [];
  const part = source.is_whole ? '' : ' Earlier or longer parts of it are left out.';
  return [
    `The agent is designed out of another conversation of this person. This is its record, oldest first, one message a line.${part}`,
    ...source.exchanges.flatMap(({ question, answer, status }) => [
      JSON.stringify({ person: question }),
      JSON.stringify({ agent: answer, ended: status }),
    ]),
    'That is the end of the record.',
  ];
}
