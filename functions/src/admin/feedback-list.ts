import {
  cutText,
  FEEDBACK_EXCERPT,
  type FeedbackItem,
  type FeedbackList,
  type FeedbackValue,
  MessageId,
  type ReplyDocument,
  SessionId,
} from '@oma/contract';
import type { DocumentSnapshot, QueryDocumentSnapshot } from '@google-cloud/firestore';
import type { Documents } from '../firestore/documents.ts';
import { readPage } from '../firestore/read-page.ts';

/** What people said of answers, newest first. `cursor` is the id of the last one of the page before. */
export async function listFeedback(
  documents: Documents,
  given: { value: FeedbackValue | null; cursor: string | null },
): Promise<FeedbackList> {
  const last = given.cursor === null ? null : await readLast(documents, given.cursor);
  const page = await readPage(documents.feedback(given.value === null ? ['up', 'down'] : [given.value]), last, () => true);
  const end = page.shown.at(-1);
  return {
    feedback: await itemsOf(documents, page.shown),
    ...(page.next === null || end === undefined ? {} : { next: idOf(end) }),
  };
}

type Reply = QueryDocumentSnapshot<ReplyDocument>;

const sessionOf = (reply: Reply): string => reply.ref.parent.parent?.id ?? '';
const idOf = (reply: Reply): string => `${sessionOf(reply)}_${reply.data().reply_to}`;

async function readLast(documents: Documents, cursor: string): Promise<DocumentSnapshot<ReplyDocument> | null> {
  const [sessionId, messageId] = cursor.split('_');
  const isOurs = SessionId.safeParse(sessionId).success && MessageId.safeParse(messageId).success;
  return isOurs ? documents.reply(String(sessionId), String(messageId)).get() : null;
}

/** A session, a person and an agent are read once, however many answers of theirs are on the page. An answer whose session is deleted is not shown. */
async function itemsOf(documents: Documents, replies: readonly Reply[]): Promise<FeedbackItem[]> {
  const sessions = await readEach(replies.map(sessionOf), async (id) => (await documents.session(id).get()).data());
  const known = [...sessions.values()].flatMap((session) => session ?? []);
  const [people, agents, questions] = await Promise.all([
    readEach(
      known.map(({ user_id }) => user_id),
      async (uid) => (await documents.user(uid).get()).data()?.email,
    ),
    readEach(
      known.flatMap(({ agent_id }) => agent_id ?? []),
      async (id) => (await documents.agent(id).get()).data()?.name,
    ),
    Promise.all(replies.map((reply) => documents.question(sessionOf(reply), reply.data().reply_to).get())),
  ]);
  return replies.flatMap((reply, index) => {
    const { reply_to, feedback, model, content } = reply.data();
    const session = sessions.get(sessionOf(reply));
    if (feedback === null || session === undefined || session.deleted_at !== null) return [];
    return {
      id: idOf(reply),
      session_id: session.session_id,
      message_id: reply_to,
      value: feedback.value,
      note: feedback.note,
      at: feedback.at.toISOString(),
      email: people.get(session.user_id) ?? null,
      agent: agents.get(session.agent_id ?? '') ?? null,
      model,
      question: cutText(questions[index]?.data()?.content ?? '', FEEDBACK_EXCERPT),
      answer: cutText(content, FEEDBACK_EXCERPT),
    };
  });
}

async function readEach<T>(ids: readonly string[], read: (id: string) => Promise<T>): Promise<Map<string, T>> {
  return new Map(await Promise.all([...new Set(ids)].map(async (id) => [id, await read(id)] as const)));
}
