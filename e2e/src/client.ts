import {
  type Agent,
  type AgentInput,
  assemble,
  Chunk,
  DEMO_PROJECT,
  paths,
  portsAt,
  ReplyDocument,
  replyId,
  type Session,
} from '@oma/contract';
import { deleteApp, initializeApp } from 'firebase/app';
import { connectAuthEmulator, GoogleAuthProvider, initializeAuth, inMemoryPersistence, signInWithCredential } from 'firebase/auth';
import {
  collection,
  connectFirestoreEmulator,
  doc,
  getFirestore,
  onSnapshot,
  serverTimestamp,
  setDoc,
  setLogLevel,
  terminate,
} from 'firebase/firestore';
import { monotonicFactory } from 'ulid';

setLogLevel('error');
const ulid = monotonicFactory();
let appCount = 0;

/** How long a test waits for what must come; far above what it takes. */
const LIMIT_MS = 60_000;

export type Seen = { seq: number; at: number; text: string };

/** A person at the outside of the platform: the Firebase client SDK and the HTTP API, as contract.md describes them, nothing else. */
export type Client = {
  uid: string;
  token(): Promise<string>;
  api(
    method: string,
    path: string,
    body?: unknown,
    headers?: Record<string, string>,
  ): Promise<{ status: number; body: unknown; headers: Headers }>;
  createAgent(input: AgentInput): Promise<Agent>;
  createSession(agentId?: string): Promise<Session>;
  /** Writes a question; resolves with its id once Firestore has taken it. */
  ask(sessionId: string, content: string, id?: string): Promise<string>;
  /** Resolves with the reply as soon as `isReady` holds for it. */
  reply(sessionId: string, messageId: string, isReady?: (reply: ReplyDocument) => boolean): Promise<ReplyDocument>;
  /** Every chunk of a reply as it arrives, until the reply is over. */
  watchChunks(
    sessionId: string,
    messageId: string,
    onChunk?: (seen: Seen) => void,
  ): Promise<{ chunks: Chunk[]; seen: Seen[]; reply: ReplyDocument }>;
  /** Resolves with the session as soon as `isReady` holds for its document. */
  session(sessionId: string, isReady: (session: Record<string, unknown>) => boolean): Promise<Record<string, unknown>>;
  /** Resolves with the error code of a read that is refused, or `allowed`. */
  tryRead(path: string): Promise<string>;
  tryWrite(path: string, data: Record<string, unknown>): Promise<string>;
  close(): Promise<void>;
};

export { serverTimestamp, ulid };

export const isOver = (reply: ReplyDocument): boolean => reply.status !== 'streaming';

export async function signIn(portOffset: number, person: { sub: string; email: string; name?: string }): Promise<Client> {
  const ports = portsAt(portOffset);
  const app = initializeApp({ apiKey: 'demo', projectId: DEMO_PROJECT }, `client-${String((appCount += 1))}`);
  const auth = initializeAuth(app, { persistence: inMemoryPersistence });
  connectAuthEmulator(auth, `http://127.0.0.1:${ports.auth}`, { disableWarnings: true });
  const firestore = getFirestore(app);
  connectFirestoreEmulator(firestore, '127.0.0.1', ports.firestore);
  const credential = GoogleAuthProvider.credential(JSON.stringify({ ...person, email_verified: true }));
  const { user } = await signInWithCredential(auth, credential);

  const api: Client['api'] = async (method, path, body, headers = {}) => {
    const response = await fetch(`http://127.0.0.1:${ports.hosting}${path}`, {
      method,
      headers: {
        authorization: `Bearer ${await user.getIdToken()}`,
        ...(body === undefined ? {} : { 'content-type': 'application/json' }),
        ...headers,
      },
      ...(body === undefined ? {} : { body: typeof body === 'string' ? body : JSON.stringify(body) }),
    });
    const text = await response.text();
    return { status: response.status, body: text === '' ? null : (JSON.parse(text) as unknown), headers: response.headers };
  };
  const expectStatus = async <T>(status: number, answer: ReturnType<typeof api>): Promise<T> => {
    const { status: given, body } = await answer;
    if (given !== status) throw new Error(`expected ${status}, got ${given}: ${JSON.stringify(body)}`);
    return body as T;
  };
  await expectStatus(200, api('POST', '/api/auth/google', {}));

  const whenReady = <T>(what: string, path: string, read: (data: Record<string, unknown> | undefined) => T | undefined): Promise<T> =>
    new Promise((resolve, reject) => {
      let newest: unknown;
      const done = (finish: () => void): void => {
        clearTimeout(timer);
        unsubscribe();
        finish();
      };
      const timer = setTimeout(
        () => done(() => reject(new Error(`${what} did not come; the newest was ${JSON.stringify(newest)}`))),
        LIMIT_MS,
      );
      const unsubscribe = onSnapshot(
        doc(firestore, path),
        { includeMetadataChanges: true },
        (snapshot) => {
          // What this client happens to remember is not what is there.
          if (snapshot.metadata.fromCache) return;
          newest = snapshot.data();
          const value = read(snapshot.data());
          if (value !== undefined) done(() => resolve(value));
        },
        (error) => done(() => reject(error)),
      );
    });

  const reply: Client['reply'] = (sessionId, messageId, isReady = isOver) =>
    whenReady('the reply', paths.reply(sessionId, messageId), (data) => {
      if (data === undefined) return undefined;
      const parsed = ReplyDocument.parse(data);
      return isReady(parsed) ? parsed : undefined;
    });

  return {
    uid: user.uid,
    token: () => user.getIdToken(),
    api,
    createAgent: (input) => expectStatus(201, api('POST', '/api/agents', input)),
    createSession: (agentId) => expectStatus(201, api('POST', '/api/sessions', agentId === undefined ? {} : { agent_id: agentId })),
    async ask(sessionId, content, id = ulid()) {
      await setDoc(doc(firestore, paths.question(sessionId, id)), {
        role: 'user',
        content,
        created_at: serverTimestamp(),
        status: 'queued',
      });
      return id;
    },
    reply,
    async watchChunks(sessionId, messageId, onChunk) {
      const chunks = new Map<number, Chunk>();
      const seen: Seen[] = [];
      const unsubscribe = onSnapshot(collection(firestore, `${paths.messages(sessionId)}/${replyId(messageId)}/chunks`), (snapshot) => {
        for (const change of snapshot.docChanges()) {
          const chunk = Chunk.parse(change.doc.data());
          if (chunks.has(chunk.seq)) continue;
          chunks.set(chunk.seq, chunk);
          const entry = { seq: chunk.seq, at: performance.now(), text: assemble([chunk]).content };
          seen.push(entry);
          onChunk?.(entry);
        }
      });
      const ended = await reply(sessionId, messageId);
      unsubscribe();
      return { chunks: [...chunks.values()], seen, reply: ended };
    },
    session: (sessionId, isReady) =>
      whenReady('the session', paths.session(sessionId), (data) => (data !== undefined && isReady(data) ? data : undefined)),
    tryRead: (path) => outcome(whenReady('the document', path, (data) => (data === undefined ? 'absent' : 'present'))),
    tryWrite: (path, data) => outcome(setDoc(doc(firestore, path), data)),
    async close() {
      await terminate(firestore);
      await deleteApp(app);
    },
  };
}

async function outcome(work: Promise<unknown>): Promise<string> {
  try {
    await work;
    return 'allowed';
  } catch (error) {
    return error instanceof Error && 'code' in error ? String(error.code) : 'failed';
  }
}
