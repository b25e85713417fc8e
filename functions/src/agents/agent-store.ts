import {
  Agent,
  type AgentDocument,
  AGENT_MOVES,
  type AgentInput,
  type AgentReplacement,
  canMove,
  type PlatformSettings,
  type Result,
  toWire,
} from '@oma/contract';
import { FieldPath } from '@google-cloud/firestore';
import type * as z from 'zod';
import type { Documents } from '../firestore/documents.ts';
import { runTransaction } from '../firestore/run-transaction.ts';

/** Why an agent was not saved. */
export type AgentRefusal =
  | { reason: 'not_found' }
  | { reason: 'stale'; version: number }
  | { reason: 'unknown_model'; model: string }
  | { reason: 'forbidden_move'; from: AgentDocument['status']; to: AgentDocument['status'] };

const PAGE = 50;

/** An agent as the API shows it: the schema drops what is the platform's own. */
export const agentAnswer = (id: string, agent: AgentDocument): Agent => Agent.parse({ id, ...toWire(agent) });

const isOffered = (model: string | null, settings: PlatformSettings | null): boolean =>
  model === null || (settings?.models.some((offered) => offered.enabled && offered.id === model) ?? false);

/** Makes a draft, with its first version. */
export async function createAgent(
  documents: Documents,
  given: { uid: string; input: z.output<typeof AgentInput>; settings: PlatformSettings | null; now: Date },
): Promise<Result<Agent, AgentRefusal>> {
  const { model } = given.input.config;
  if (model !== null && !isOffered(model, given.settings)) return { ok: false, error: { reason: 'unknown_model', model } };
  const reference = documents.agents().doc();
  const agent: AgentDocument = {
    ...given.input,
    owner_id: given.uid,
    status: 'draft',
    status_reason: null,
    created_at: given.now,
    updated_at: given.now,
    last_run_at: null,
    run_count: 0,
    version: 1,
    failed_in_a_row: 0,
  };
  const batch = documents.firestore.batch();
  batch.create(reference, agent);
  batch.create(documents.agentVersion(reference.id, 1), agent);
  await batch.commit();
  return { ok: true, value: agentAnswer(reference.id, agent) };
}

/** The owner's agent; null also where it is somebody else's. */
export async function readAgent(documents: Documents, uid: string, agentId: string): Promise<AgentDocument | null> {
  const agent = (await documents.agent(agentId).get()).data();
  return agent?.owner_id === uid ? agent : null;
}

/** Replaces what a person may change, if `version` is still the newest, and keeps the result as a version that never changes. */
export async function replaceAgent(
  documents: Documents,
  given: {
    uid: string;
    agentId: string;
    version: number;
    input: z.output<typeof AgentReplacement>;
    settings: PlatformSettings | null;
    now: Date;
  },
): Promise<Result<Agent, AgentRefusal>> {
  const { model } = given.input.config;
  if (model !== null && !isOffered(model, given.settings)) return { ok: false, error: { reason: 'unknown_model', model } };
  return runTransaction(documents.firestore, async (tx): Promise<Result<Agent, AgentRefusal>> => {
    const reference = documents.agent(given.agentId);
    const known = (await tx.get(reference)).data();
    if (known?.owner_id !== given.uid) return { ok: false, error: { reason: 'not_found' } };
    if (known.version !== given.version) return { ok: false, error: { reason: 'stale', version: known.version } };
    if (known.status !== given.input.status && !canMove(AGENT_MOVES, known.status, given.input.status)) {
      return { ok: false, error: { reason: 'forbidden_move', from: known.status, to: given.input.status } };
    }
    const agent: AgentDocument = {
      ...known,
      ...given.input,
      status_reason: null,
      failed_in_a_row: 0,
      version: known.version + 1,
      updated_at: given.now,
    };
    tx.set(reference, agent);
    tx.create(documents.agentVersion(given.agentId, agent.version), agent);
    return { ok: true, value: agentAnswer(given.agentId, agent) };
  });
}

/** The owner's agents, newest first. `cursor` is the id of the last one of the page before. */
export async function listAgents(
  documents: Documents,
  uid: string,
  cursor: string | null,
): Promise<{ agents: Agent[]; total: number; next?: string }> {
  const own = documents.agents().where('owner_id', '==', uid);
  let query = own
    .orderBy('created_at', 'desc')
    .orderBy(FieldPath.documentId(), 'desc')
    .limit(PAGE + 1);
  if (cursor !== null) {
    const last = await documents.agent(cursor).get();
    if (last.data()?.owner_id === uid) query = query.startAfter(last);
  }
  const [page, count] = await Promise.all([query.get(), own.count().get()]);
  const shown = page.docs.slice(0, PAGE);
  const last = shown.at(-1);
  return {
    agents: shown.map((document) => agentAnswer(document.id, document.data())),
    total: count.data().count,
    ...(page.size > PAGE && last !== undefined ? { next: last.id } : {}),
  };
}
