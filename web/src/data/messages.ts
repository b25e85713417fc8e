import { Chunk, MessageDocument, paths } from '@oma/contract';
import {
  collection,
  doc,
  endBefore,
  getDocFromServer,
  getDocsFromServer,
  limitToLast,
  onSnapshot,
  orderBy,
  query,
  type QueryDocumentSnapshot,
  serverTimestamp,
  setDoc,
} from 'firebase/firestore';
import { monotonicFactory } from 'ulid';
import { firestore } from './firestore.ts';
import type { Listening } from './listening.ts';

/** A message with its id; `isPending`: not yet stored. */
export type Message = { id: string; isPending: boolean; data: MessageDocument };

const nextId = monotonicFactory();

/** An id for a question, above all earlier ones of this page. */
export const newMessageId = (): string => nextId();

/** A place between the messages of a session. */
export type Place = QueryDocumentSnapshot;

/** The newest `count` messages of a session, oldest first, as they change. `isStale`: the connection is lost, this is what was known. */
export async function watchMessages(
  sessionId: string,
  count: number,
  listening: Listening<{ messages: Message[]; begin: Place | null; isStale: boolean }>,
): Promise<() => void> {
  const newest = query(collection(await firestore(), paths.messages(sessionId)), orderBy('created_at'), limitToLast(count));
  const known = new Map<string, Message>();
  return onSnapshot(
    newest,
    { includeMetadataChanges: true },
    (snapshot) => {
      // Only what changed is read again: there may be hundreds, and one of them changes often while it is answered.
      for (const { type, doc: document } of snapshot.docChanges({ includeMetadataChanges: true })) {
        if (type === 'removed') known.delete(document.id);
        else known.set(document.id, readMessage(document));
      }
      const messages = snapshot.docs.map((document) => known.get(document.id) ?? readMessage(document));
      listening.onValue({ messages, begin: snapshot.docs[0] ?? null, isStale: snapshot.metadata.fromCache });
    },
    (error) => listening.onRefused(error.code),
  );
}

/** The last `count` messages before a place, oldest first, as they are now. Throws where there is no connection. */
export async function readMessagesBefore(
  sessionId: string,
  place: Place,
  count: number,
): Promise<{ messages: Message[]; begin: Place | null }> {
  const all = collection(await firestore(), paths.messages(sessionId));
  const { docs } = await getDocsFromServer(query(all, orderBy('created_at'), endBefore(place), limitToLast(count)));
  return { messages: docs.map(readMessage), begin: docs[0] ?? null };
}

const readMessage = (document: QueryDocumentSnapshot): Message => ({
  id: document.id,
  isPending: document.metadata.hasPendingWrites,
  data: MessageDocument.parse(document.data({ serverTimestamps: 'estimate' })),
});

/** The chunks of a streaming reply as they arrive, each once. */
export async function watchChunks(sessionId: string, messageId: string, listening: Listening<Chunk[]>): Promise<() => void> {
  const known = new Map<number, Chunk>();
  return onSnapshot(
    query(collection(await firestore(), paths.chunks(sessionId, messageId)), orderBy('seq')),
    (snapshot) => {
      for (const change of snapshot.docChanges()) {
        const chunk = Chunk.parse(change.doc.data());
        if (!known.has(chunk.seq)) known.set(chunk.seq, chunk);
      }
      listening.onValue([...known.values()]);
    },
    (error) => listening.onRefused(error.code),
  );
}

/** How sending ended. */
export type Sent = 'stored' | 'refused' | 'unknown';

/** Writes a question. A write that fails is read back first: the answer may have been lost, not the write. */
export async function sendQuestion(
  sessionId: string,
  id: string,
  { content, retryOf, files }: { content: string; retryOf: string | null; files: readonly string[] },
): Promise<Sent> {
  const reference = doc(await firestore(), paths.question(sessionId, id));
  const question = {
    role: 'user',
    content,
    created_at: serverTimestamp(),
    status: 'queued',
    ...(retryOf === null ? {} : { retry_of: retryOf }),
    ...(files.length === 0 ? {} : { attachments: files }),
  };
  try {
    await setDoc(reference, question);
    return 'stored';
  } catch {
    return getDocFromServer(reference).then(
      (snapshot) => (snapshot.exists() ? 'stored' : 'refused'),
      () => 'unknown',
    );
  }
}
