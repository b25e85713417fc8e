import { AskDocument, type AskReply, paths, messageApi } from '@oma/contract';
import { callApiQuietly } from './api.ts';
import { messageTrace } from './message-trace.ts';
import type { Listening } from './listening.ts';
import { watchOne } from './watch-one.ts';

type Place = { sessionId: string; messageId: string; askId: string };

/** What the agent asks in the middle of its work, as it changes. `null`: there is no such ask, or not yet; without a connection that is not known, and nothing is told. */
export const watchAsk = ({ sessionId, messageId, askId }: Place, listening: Listening<AskDocument | null>): Promise<() => void> =>
  watchOne(paths.ask(sessionId, messageId, askId), (data) => AskDocument.parse(data), listening);

/** Answers it: a reply to each question. A conflict says that it was answered meanwhile, or that nobody waits for it any more. */
export const answerAsk = ({ sessionId, messageId, askId }: Place, replies: AskReply[]): Promise<number> =>
  callApiQuietly(messageApi.answerAsk, {
    params: { id: sessionId, mid: messageId, ask: askId },
    body: { replies },
    headers: messageTrace(messageId),
  });
