import type { Exchange } from './thread.ts';

/** What is said of an answer to those who do not see it come. That it failed is said where it stands. */
export type AnswerSaid = 'coming' | 'complete' | 'stopped' | null;

/** What is to be said next. `streamed`: the question whose answer streamed until now, null where none did; `streams`: the one whose answer streams now. */
export function nextSaid(
  said: AnswerSaid,
  streamed: string | null,
  streams: { messageId: string; answer: { content: string } } | null,
  thread: readonly Exchange[],
): AnswerSaid {
  if (streams !== null && streams.answer.content !== '') return 'coming';
  if (streamed === null || streamed === streams?.messageId) return said;
  switch (thread.find(({ id }) => id === streamed)?.reply?.status) {
    case 'done':
      return 'complete';
    case 'stopped':
      return 'stopped';
    case 'failed':
    case 'streaming':
    case undefined:
      return null;
  }
}
