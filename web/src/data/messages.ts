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
  type QuerySnapshot,
  serverTimestamp,
  setDoc,
} from 'firebase/firestore';
import { decodeTime, isValid, monotonicFactory } from 'ulid';
import { firestore } from './firestore.ts';
import { type Listening, reading } from './listening.ts';

/** A message with its id; `isPending`: not yet stored. */
export type Message = { id: string; isPending: boolean; data: MessageDocument };

/** As long a read may take before it counts as failed. */
const READ_MS = 10_000;

const nextId = monotonicFactory();

/** An id for a question, above all earlier ones of this page. */
export const newMessageId = (): string => nextId();

/** Whether a text is such an id. */
export const isMessageId = isValid;

/** When a question was written, which its id tells. */
export const writtenAt = (id: string): Date => new Date(decodeTime(id));

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
    reading(listening, (snapshot: QuerySnapshot) => {
      // Only what changed is read again: there may be hundreds, and one of them changes often while it is answered.
      for (const { type, doc: document } of snapshot.docChanges({ includeMetadataChanges: true })) {
        if (type === 'removed') known.delete(document.id);
        else known.set(document.id, readMessage(document));
      }
      const messages = snapshot.docs.map((document) => known.get(document.id) ?? readMessage(document));
      return { messages, begin: snapshot.docs[0] ?? null, isStale: snapshot.metadata.fromCache };
    }),
    (error) => listening.onRefused(error.code),
  );
}

/** The last `count` messages before a place, oldest first, as they are now. Throws where they do not come. */
export async function readMessagesBefore(
  sessionId: string,
  place: Place,
  count: number,
): Promise<{ messages: Message[]; begin: Place | null }> {
  const all = collection(await firestore(), paths.messages(sessionId));
  const read = getDocsFromServer(query(all, orderBy('created_at'), endBefore(place), limitToLast(count)));
  // A connection that was cut without a word is noticed minutes later.
  const { docs } = await Promise.race([read, failAfter(READ_MS)]);
  return { messages: docs.map(readMessage), begin: docs[0] ?? null };
}

const failAfter = (ms: number): Promise<never> =>
  new Promise((_resolve, reject) => {
    setTimeout(() => reject(new Error('nothing came')), ms);
  });

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
    reading(listening, (snapshot: QuerySnapshot) => {
      for (const change of snapshot.docChanges()) {
        const chunk = Chunk.parse(change.doc.data());
        if (!known.has(chunk.seq)) known.set(chunk.seq, chunk);
      }
      return [...known.values()];
    }),
    (error) => listening.onRefused(error.code),
  );
}

/** What is to be asked. `retryOf`: the question that it says anew, or null; `files`: the ids of all that comes with it. */
export type NewQuestion = { content: string; retryOf: string | null; files: readonly string[] };

/** How sending ended. */
export type Sent = 'stored' | 'refused' | 'unknown';

/** Writes a question. A write that fails is read back first: the answer may have been lost, not the write. */
export async function sendQuestion(sessionId: string, id: string, { content, retryOf, files }: NewQuestion): Promise<Sent> {
  const store = await firestore().catch(() => null);
  if (store === null) return 'unknown';
  const reference = doc(store, paths.question(sessionId, id));
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
