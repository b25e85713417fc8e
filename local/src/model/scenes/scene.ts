import type { Conversation, Step } from '../steps.ts';

/** A request in ordinary words that the simulation understands, and what it does then. Every scene really uses the tools. */
export type Scene = { matches: RegExp; play: (conversation: Conversation, korean: boolean) => Step[] };

/** Text in pieces as a model sends them, about as fast as a person reads along. */
export const natural = (say: string): Step => ({ say, every_ms: 25 });

export const writeFile = ({ workspace }: Conversation, name: string, content: string): Step => ({
  tool: 'Write',
  input: { file_path: `${workspace}/${name}`, content },
});

export const readFile = ({ workspace }: Conversation, name: string): Step => ({
  tool: 'Read',
  input: { file_path: `${workspace}/${name}` },
});

export const runShell = (command: string, description: string): Step => ({ tool: 'Bash', input: { command, description } });

/** Lines of a file, with the newline at its end. */
export const lines = (...texts: readonly string[]): string => `${texts.join('\n')}\n`;

/** What a tool gave back, shown as it is. */
export const asIs = (result: string | undefined): string => `\`\`\`\n${(result ?? '').trimEnd().slice(0, 1500)}\n\`\`\``;

/** What was answered, as Claude Code tells it: each question and its answer in quotation marks; empty where it was not. */
export const answerTo = (result: string, question: string): string => {
  const from = result.indexOf(`"${question}"="`);
  return from < 0 ? '' : (result.slice(from + question.length + 4).split(/"(?:, "|\. )/)[0] ?? '');
};
