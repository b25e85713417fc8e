import { AskDocument, type AskReply, paths, messageApi } from '@oma/contract';
import { doc, type DocumentSnapshot, onSnapshot } from 'firebase/firestore';
import { callApiQuietly } from './api.ts';
import { firestore } from './firestore.ts';
import { type Listening, reading } from './listening.ts';

type Place = { sessionId: string; messageId: string; askId: string };

/** What the agent asks in the middle of its work, as it changes. `null`: there is no such ask, or not yet. */
export async function watchAsk({ sessionId, messageId, askId }: Place, listening: Listening<AskDocument | null>): Promise<() => void> {
  return onSnapshot(
    doc(await firestore(), paths.ask(sessionId, messageId, askId)),
    reading(listening, (snapshot: DocumentSnapshot) => (snapshot.exists() ? AskDocument.parse(snapshot.data()) : null)),
    (error) => listening.onRefused(error.code),
  );
}

/** Answers it: a reply to each question. A conflict says that it was answered meanwhile, or that nobody waits for it any more. */
export const answerAsk = ({ sessionId, messageId, askId }: Place, replies: AskReply[]): Promise<number> =>
  callApiQuietly(messageApi.answerAsk, { params: { id: sessionId, mid: messageId, ask: askId }, body: { replies } });
