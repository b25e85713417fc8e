import { type AskDocument, type Locale, ReplyDocument, type SessionDocument, toWire } from '@oma/contract';
import type { Documents } from '../firestore/documents.ts';
import { type ConversationDeps, readConversation, type Said } from './conversation-messages.ts';

/** A conversation in the shape of the contract's `Conversation`, piece by piece, a message a line. */
export const conversationJson = (deps: ConversationDeps, session: SessionDocument): AsyncGenerator<string> =>
  pieces(deps, session, { messageOf: ({ message }) => message, more: {} });

/** The same with all else that is kept of it: of the session, of each question and answer, and of the runs that answered in it. */
export async function* wholeConversationJson(deps: ConversationDeps, session: SessionDocument): AsyncGenerator<string> {
  const { title, kind, status, agent_version, last_activity, read_at, message_count, usage, shared_at, forked_from, design, deleted_at } =
    session;
  const [runs, draft] = await Promise.all([readRuns(deps.documents, session), deps.documents.sessionDraft(session.session_id).get()]);
  yield* pieces(deps, session, {
    messageOf: wholeMessage,
    more: toWire({
      title,
      kind,
      status,
      agent_version,
      last_activity,
      read_at,
      message_count,
      usage,
      shared_at,
      forked_from,
      design,
      deleted_at,
      draft: draft.data()?.agent ?? null,
      runs,
    }),
  });
}

async function* pieces(
  deps: ConversationDeps,
  { session_id, user_id, agent_id, created_at }: SessionDocument,
  { messageOf, more }: { messageOf: (said: Said) => object; more: object },
): AsyncGenerator<string> {
  yield `${JSON.stringify({ session_id, user_id, agent_id }).slice(0, -1)},"messages":[`;
  let separator = '\n';
  for await (const said of readConversation(deps, session_id)) {
    yield `${separator}${JSON.stringify(messageOf(said))}`;
    separator = ',\n';
  }
  yield `\n],${JSON.stringify({ created_at, ...more }).slice(1)}\n`;
}

/** What the archive tells of an answer besides its words. */
const ToldReply = ReplyDocument.pick({
  status: true,
  parts: true,
  ended_at: true,
  model: true,
  agent_version: true,
  claude_code_version: true,
  usage: true,
  cost_usd: true,
  timings_ms: true,
  error: true,
  recalled: true,
  copied_from: true,
  verdicts: true,
  feedback: true,
});

function wholeMessage({ message, questionId, question, answer, asks, proposals }: Said): object {
  if (answer === null) {
    const { status, retry_of = null, attachments = [] } = question;
    return { id: questionId, ...message, status, retry_of, attachments };
  }
  return { reply_to: questionId, ...message, ...toWire({ ...ToldReply.parse(answer), asks, proposals }) };
}

/** The runs that answered in a session, in order: when each was asked for, began and ended, and what came of it. */
async function readRuns(documents: Documents, { session_id, user_id }: SessionDocument): Promise<object[]> {
  const runs = await documents.runs().where('session_id', '==', session_id).get();
  return runs.docs
    .map((document) => document.data())
    .filter((run) => run.user_id === user_id)
    .sort((a, b) => a.created_at.getTime() - b.created_at.getTime())
    .map(({ state, outcome, created_at, claimed_at, ended_at, turns, usage: { input_tokens, output_tokens }, cost_usd }) => ({
      state,
      outcome,
      created_at,
      started_at: claimed_at,
      ended_at,
      turns,
      usage: { input_tokens, output_tokens },
      cost_usd,
    }));
}

/** What a person with this locale calls things. */
type Words = { untitled: string; user: string; assistant: string; begun: string; asked: string; unanswered: string };
const WORDS: Readonly<Record<Locale, Words>> = {
  ko: { untitled: '제목 없는 대화', user: '질문', assistant: '답변', begun: '시작', asked: '되물음', unanswered: '(답하지 않음)' },
  en: {
    untitled: 'Untitled conversation',
    user: 'Question',
    assistant: 'Answer',
    begun: 'Begun',
    asked: 'Asked back',
    unanswered: '(not answered)',
  },
};

/** A session's title on one line; one without a title gets a name. */
export const conversationTitle = (title: string, locale: Locale): string => title.replaceAll(/\s+/g, ' ').trim() || WORDS[locale].untitled;

/** A conversation to read, piece by piece. Times are those of Seoul. */
export async function* conversationMarkdown(deps: ConversationDeps, session: SessionDocument, locale: Locale): AsyncGenerator<string> {
  const words = WORDS[locale];
  yield `# ${conversationTitle(session.title, locale)}\n\n${words.begun}: ${seoulTime(session.created_at)}\n`;
  for await (const { message, asks } of readConversation(deps, session.session_id)) {
    const { role, content, timestamp } = message;
    yield `\n---\n\n**${words[role]}** · ${seoulTime(new Date(timestamp))}\n\n${content}\n${asks.map((ask) => askText(ask, words)).join('')}`;
  }
}

/** What was asked of the person, and what they said, below the answer it was asked for. */
function askText({ questions, answer }: AskDocument, words: Words): string {
  const lines = questions.map(({ question }, index) => {
    const reply = answer?.by === 'person' ? answer.replies[index] : undefined;
    const said = reply === undefined ? words.unanswered : [...reply.choices, ...(reply.other === null ? [] : [reply.other])].join(', ');
    return `- ${oneLine(question)}\n  - ${oneLine(said)}\n`;
  });
  return `\n**${words.asked}**\n\n${lines.join('')}`;
}

const oneLine = (text: string): string => text.replaceAll(/\s+/g, ' ').trim();

const seoul = new Intl.DateTimeFormat('sv-SE', { timeZone: 'Asia/Seoul', dateStyle: 'short', timeStyle: 'short' });
const seoulTime = (at: Date): string => `${seoul.format(at)} (Asia/Seoul)`;
