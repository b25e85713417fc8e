import type { HistoryAnswer, Recalled } from '@oma/contract';

/** What a process is told of the conversation so far, and how much of that it is. */
export type ConversationRecord = { text: string; recalled: Recalled };

/**
 * The stored messages as a process reads them that does not remember the conversation; null where nothing was said. One line of JSON for each message, so that
 * nothing in them can end the record or pass for the question after it.
 */
export function recordOf({ exchanges, is_whole }: HistoryAnswer): ConversationRecord | null {
  if (exchanges.length === 0) return null;
  const lines = exchanges.flatMap(({ question, answer, status }) => [
    JSON.stringify({ person: question }),
    JSON.stringify({ you: answer, ended: status }),
  ]);
  const intro = is_whole
    ? 'Your own memory of this conversation was lost. This is the record of what was said in it until now, oldest first, one message a line.'
    : 'Your own memory of this conversation was lost. This is the newest part of the record of what was said in it, oldest first, one message a line; earlier messages are left out or cut.';
  return {
    text: [intro, 'The files of the workspace are as they were left. Go on from here; the next words are the person’s.', ...lines].join(
      '\n',
    ),
    recalled: is_whole ? 'whole' : 'part',
  };
}
