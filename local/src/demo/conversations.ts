import { type Agent, type Ports, READY_MADE_AGENTS, Session } from '@oma/contract';
import { ask } from './ask.ts';
import type { Person } from './person.ts';

const [ANALYST] = READY_MADE_AGENTS;
const FOLLOW_UP = '파일 목록을 보여 줘';

/** What the member asks, conversation by conversation. */
const QUESTIONS = ANALYST.ko.prompts.slice(0, 2).map((prompt, index) => (index === 0 ? [prompt, FOLLOW_UP] : [prompt]));

/** Holds the demo's two conversations: both at once, and in each a question is answered by a run before the next is asked. */
export async function holdConversations(ports: Ports, member: Person, analyst: Agent, signal: AbortSignal): Promise<void> {
  const conversations: { sessionId: string; questions: readonly string[] }[] = [];
  for (const questions of QUESTIONS) {
    const { session_id } = Session.parse(await member.api('POST', '/api/sessions', { agent_id: analyst.id }));
    conversations.push({ sessionId: session_id, questions });
  }
  await Promise.all(
    conversations.map(async ({ sessionId, questions }) => {
      for (const content of questions) await ask(ports, member, { sessionId, content }, signal);
    }),
  );
}
