import { type Locale, type SessionDocument, toWire } from '@oma/contract';
import { type ConversationDeps, readConversation, type Said } from './conversation-messages.ts';

/**
 * A conversation in the shape of the contract's `Conversation`, piece by piece, a message a line. `withAnswers`: of each answer also how it came about, what
 * it cost, and how it failed.
 */
export async function* conversationJson(
  deps: ConversationDeps,
  session: SessionDocument,
  { withAnswers = false } = {},
): AsyncGenerator<string> {
  const { session_id, user_id, agent_id, created_at } = session;
  yield `${JSON.stringify({ session_id, user_id, agent_id }).slice(0, -1)},"messages":[`;
  let separator = '\n';
  for await (const said of readConversation(deps, session_id)) {
    yield `${separator}${JSON.stringify(withAnswers ? wholeMessage(said) : said.message)}`;
    separator = ',\n';
  }
  yield `\n],"created_at":${JSON.stringify(created_at)}}\n`;
}

function wholeMessage({ message, answer }: Said): object {
  if (answer === null) return message;
  const { status, parts, ended_at, model, agent_version, claude_code_version, usage, cost_usd, timings_ms, error, feedback } = answer;
  return {
    ...message,
    ...toWire({ status, parts, ended_at, model, agent_version, claude_code_version, usage, cost_usd, timings_ms, error, feedback }),
  };
}

/** What a person with this locale calls things. */
const WORDS: Readonly<Record<Locale, { untitled: string; user: string; assistant: string; begun: string }>> = {
  ko: { untitled: '제목 없는 대화', user: '질문', assistant: '답변', begun: '시작' },
  en: { untitled: 'Untitled conversation', user: 'Question', assistant: 'Answer', begun: 'Begun' },
};

/** A session's title on one line; one without a title gets a name. */
export const conversationTitle = (title: string, locale: Locale): string => title.replaceAll(/\s+/g, ' ').trim() || WORDS[locale].untitled;

/** A conversation to read, piece by piece. Times are those of Seoul. */
export async function* conversationMarkdown(deps: ConversationDeps, session: SessionDocument, locale: Locale): AsyncGenerator<string> {
  const words = WORDS[locale];
  yield `# ${conversationTitle(session.title, locale)}\n\n${words.begun}: ${seoulTime(session.created_at)}\n`;
  for await (const { message } of readConversation(deps, session.session_id)) {
    const { role, content, timestamp } = message;
    yield `\n---\n\n**${words[role]}** · ${seoulTime(new Date(timestamp))}\n\n${content}\n`;
  }
}

const seoul = new Intl.DateTimeFormat('sv-SE', { timeZone: 'Asia/Seoul', dateStyle: 'short', timeStyle: 'short' });
const seoulTime = (at: Date): string => `${seoul.format(at)} (Asia/Seoul)`;
