import { isEnded, type QuestionDocument, type ReplyDocument, type SharedConversation } from '@oma/contract';
import type { QueryDocumentSnapshot } from '@google-cloud/firestore';
import type { Documents } from '../firestore/documents.ts';
import { hashToken } from '../hash-token.ts';
import { shownParts } from './shown-parts.ts';

/** Questions of one page, with their answers: together at most some 14 MB. */
const PAGE = 20;

/** What a link shows; null where it is unknown or was taken back, the conversation is deleted, or its person has no access any more. */
export async function readShared(
  documents: Documents,
  { token, after }: { token: string; after?: string | undefined },
): Promise<SharedConversation | null> {
  const hash = hashToken(token);
  const share = (await documents.share(hash).get()).data();
  if (share === undefined) return null;
  const { session_id, user_id, title, until, unanswered } = share;
  const [session, user, last, end] = await Promise.all([
    documents.session(session_id).get(),
    documents.user(user_id).get(),
    after === undefined ? null : documents.question(session_id, after).get(),
    documents.question(session_id, until).get(),
  ]);
  const { deleted_at = new Date(), share: current } = session.data() ?? {};
  if (current !== hash || deleted_at !== null || user.data()?.beta_approved !== true || !end.exists) return null;
  const asked = documents.questions(session_id).endAt(end);
  const page = await (last?.exists === true ? asked.startAfter(last) : asked).limit(PAGE + 1).get();
  const shown = page.docs.slice(0, PAGE);
  const replies = await Promise.all(shown.map(({ id }) => documents.reply(session_id, id).get()));
  const exchanges = shown.flatMap((question, index) =>
    unanswered.includes(question.id) ? [] : exchangeOf(question, replies[index]?.data()),
  );
  const next = page.size > PAGE ? shown.at(-1)?.id : undefined;
  return { title, shared_at: share.created_at.toISOString(), exchanges, ...(next === undefined ? {} : { next }) };
}

function exchangeOf(question: QueryDocumentSnapshot<QuestionDocument>, reply: ReplyDocument | undefined): SharedConversation['exchanges'] {
  if (reply === undefined || !isEnded(reply.status) || reply.ended_at === null) return [];
  const { status, content, parts, ended_at } = reply;
  const { content: asked, created_at } = question.data();
  return [
    {
      id: question.id,
      question: asked,
      asked_at: created_at.toISOString(),
      answer: { status, content, parts: shownParts(parts), ended_at: ended_at.toISOString() },
    },
  ];
}
