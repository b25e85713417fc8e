import { AskDocument, type AskReply, paths, messageApi } from '@oma/contract';
import { doc, type DocumentSnapshot, onSnapshot } from 'firebase/firestore';
import { callApiQuietly } from './api.ts';
import { firestore } from './firestore.ts';
import { type Listening, reading } from './listening.ts';

type Place = { sessionId: string; messageId: string; askId: string };

/** What the agent asks in the middle of its work, as it changes. `null`: there is no such ask, or not yet; without a connection that is not known, and nothing is told. */
export async function watchAsk({ sessionId, messageId, askId }: Place, listening: Listening<AskDocument | null>): Promise<() => void> {
  return onSnapshot(
    doc(await firestore(), paths.ask(sessionId, messageId, askId)),
    // What is found absent once the connection is there again differs from what the cache said in its metadata only.
    { includeMetadataChanges: true },
    reading(listening, (snapshot: DocumentSnapshot) => {
      if (snapshot.exists()) return AskDocument.parse(snapshot.data());
      return snapshot.metadata.fromCache ? undefined : null;
    }),
    (error) => listening.onRefused(error.code),
  );
}

/** Answers it: a reply to each question. A conflict says that it was answered meanwhile, or that nobody waits for it any more. */
export const answerAsk = ({ sessionId, messageId, askId }: Place, replies: AskReply[]): Promise<number> =>
  callApiQuietly(messageApi.answerAsk, { params: { id: sessionId, mid: messageId, ask: askId }, body: { replies } });
