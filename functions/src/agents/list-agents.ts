import type { AgentList, AgentsQuery } from '@oma/contract';
import { FieldPath } from '@google-cloud/firestore';
import * as z from 'zod';
import type { Documents } from '../firestore/documents.ts';
import { includesWords } from '../includes-words.ts';
import { agentAnswer } from './agent-answer.ts';

/** What of each agent is looked at. Instructions are long, and a list is read often. */
const Looked = z.object({
  name: z.string(),
  description: z.string(),
  tags: z.array(z.string()),
  status: z.string(),
  created_at: z.custom<{ toMillis(): number }>(),
});

/**
 * The owner's agents that match, newest first. Firestore has no search in text, and a person has at most `MAX_AGENTS`, so all are looked at. A page goes on
 * behind the place (`created_at`, id) that the cursor names, whatever became of the agent there: none is shown twice and none is left out while others are
 * made, changed or deleted.
 */
export async function listAgents(documents: Documents, uid: string, query: AgentsQuery): Promise<AgentList> {
  const all = await documents
    .agents()
    .where('owner_id', '==', uid)
    .orderBy('created_at', 'desc')
    .orderBy(FieldPath.documentId(), 'desc')
    .select(...Looked.keyof().options)
    .withConverter(null)
    .get();
  const looked = all.docs.map((document) => ({ id: document.id, ...Looked.parse(document.data()) }));
  const found = looked.filter(
    ({ name, description, tags, status }) =>
      (query.status === undefined || status === query.status) &&
      (query.tag === undefined || tags.some((tag) => tag.normalize() === query.tag?.normalize())) &&
      includesWords([name, description, ...tags], query.q),
  );
  const left = query.cursor === undefined ? found : found.filter((one) => isBehind(placeOf(one), query.cursor ?? ''));
  const shown = left.slice(0, query.limit);
  const last = shown.at(-1);
  const read = await Promise.all(shown.map(({ id }) => documents.agent(id).get()));
  return {
    agents: read.flatMap((document) => {
      const agent = document.data();
      return agent === undefined ? [] : [agentAnswer(document.id, agent)];
    }),
    total: found.length,
    tags: [...new Set(looked.flatMap(({ tags }) => tags.map((tag) => tag.normalize())))].sort((a, b) => a.localeCompare(b, 'ko')),
    ...(left.length > shown.length && last !== undefined ? { next: placeOf(last) } : {}),
  };
}

/** Where an agent stands in the list. */
const placeOf = ({ created_at, id }: { created_at: { toMillis(): number }; id: string }): string => `${created_at.toMillis()}.${id}`;

/** Whether a place comes after another in the list: older, or as old and of a smaller id. */
function isBehind(place: string, other: string): boolean {
  const [[at = '', id = ''], [otherAt = '', otherId = '']] = [place.split('.'), other.split('.')];
  return at === otherAt ? id < otherId : Number(at) < Number(otherAt);
}
