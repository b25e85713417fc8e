import { newSession, paths } from '@oma/contract';
import { type CollectionReference, Firestore } from '@google-cloud/firestore';
import { randomUUID } from 'node:crypto';
import { answerAsk } from '../../src/runs/answer-ask.ts';
import { closeSession } from '../../src/runs/close-session.ts';
import { deleteSession, restoreSession } from '../../src/runs/delete-session.ts';
import { settingsReader } from '../../src/platform/settings-reader.ts';
import { requestStop } from '../../src/runs/request-stop.ts';
import { warmSession } from '../../src/runs/warm-session.ts';
import { withdrawQuestion } from '../../src/runs/withdraw-question.ts';
import { endAllWork } from '../../src/runs/withdraw-work.ts';
import { ADMIN, type ApiHarness, createApiHarness, MEMBER } from '../emulator/api-harness.ts';
import { type ObjectHarness, startObjects } from '../emulator/object-harness.ts';
import { createHarness, type Harness } from '../emulator/run-harness.ts';
import type { Pools } from './api-request.ts';

/** Stands in everything that belongs to another person: no answer to anybody but an admin may hold it. */
export const SECRET = 'belongs-to-another-person';
export const OTHER = `other-${SECRET}`;
/** Signs in, and has no access. */
export const GUEST = 'guest';

/** The API with the real transitions and the real object store behind it, a member with something of everything, and another person with the same. */
export type ApiWorld = {
  api: ApiHarness;
  pools: Pools;
  /** Makes whole what a request may have taken away: people who deleted themselves, settings that an admin changed. */
  mend(): Promise<void>;
  /** Every document that holds the other person's secret, by its path. */
  othersDocuments(): Promise<Map<string, string>>;
  close(): Promise<void>;
};

export async function createApiWorld(): Promise<ApiWorld> {
  const firestore = new Firestore({ projectId: `demo-fuzz-${randomUUID().slice(0, 8)}` });
  const store: ObjectHarness = await startObjects();
  const harness: Harness = await createHarness(firestore);
  const runs = { ...harness.deps, objects: store.objects };
  const api = await createApiHarness(firestore, {
    objects: store.objects,
    settings: settingsReader(firestore),
    // Anybody else's token is none.
    verifyIdToken: (uid) =>
      [MEMBER, ADMIN, OTHER, GUEST].includes(uid)
        ? Promise.resolve({
            uid,
            email: `${uid}@example.com`,
            email_verified: true,
            firebase: { sign_in_provider: 'google.com', identities: {} },
          })
        : Promise.reject(new Error('no such token')),
    requestStop: requestStop(runs),
    withdrawQuestion: withdrawQuestion(runs),
    answerAsk: answerAsk(runs),
    warmSession: warmSession(runs),
    closeSession: closeSession(runs),
    deleteSession: deleteSession(runs),
    restoreSession: restoreSession(runs),
    endAllWork: () => endAllWork(runs),
  });
  const mend = async (): Promise<void> => {
    if ((await api.documents.user(MEMBER).get()).data()?.beta_approved !== true) await api.addMember(MEMBER);
    for (const id of own.sessions) {
      const session = await api.documents.session(id).get();
      if ((session.data()?.deleted_at ?? null) !== null) await session.ref.update({ deleted_at: null, status: 'active' });
    }
  };
  await api.addMember(OTHER);
  const own = await fill(api, MEMBER, 'my own');
  const others = await fill(api, OTHER, SECRET);
  return {
    api,
    pools: { agents: [...own.agents, ...others.agents], sessions: [...own.sessions, ...others.sessions] },
    mend,
    othersDocuments: async () => {
      const found = new Map<string, string>();
      const look = async (collections: CollectionReference[]): Promise<void> => {
        for (const collection of collections)
          for (const reference of await collection.listDocuments()) {
            const data = JSON.stringify((await reference.get()).data() ?? null);
            if (data.includes(SECRET) || reference.path.includes(SECRET)) found.set(reference.path, data);
            await look(await reference.listCollections());
          }
      };
      await look(await firestore.listCollections());
      return found;
    },
    async close() {
      await api.close();
      await store.close();
    },
  };
}

/** Two agents and two conversations, in which `word` stands everywhere a person writes. */
async function fill(api: ApiHarness, uid: string, word: string): Promise<{ agents: string[]; sessions: string[] }> {
  const agents: string[] = [];
  const sessions: string[] = [];
  for (const name of ['first', 'second']) {
    const made = await api.call('POST', '/api/agents', { who: uid, body: { name: `${name} ${word}`, config: { instructions: word } } });
    agents.push(String(made.body['id']));
    const id = randomUUID();
    const now = api.clock.now;
    await api.documents
      .session(id)
      .set({ ...newSession({ id, uid, agentId: agents[0] ?? null, agentVersion: 1, kind: 'work', now }), title: word });
    const question = '0'.repeat(26);
    await api.documents.firestore.doc(paths.question(id, question)).set({ role: 'user', content: word, created_at: now, status: 'done' });
    sessions.push(id);
  }
  return { agents, sessions };
}
