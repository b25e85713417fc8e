import * as z from 'zod';
import { AgentId, SessionId } from './ids.ts';
import { WireTime } from './time.ts';

export const ConversationFormat = z.enum(['json', 'markdown']);
export type ConversationFormat = z.infer<typeof ConversationFormat>;

/** What was said. An answer's `content` is whole, however long it is. */
export const ConversationMessage = z.object({ role: z.enum(['user', 'assistant']), content: z.string(), timestamp: WireTime });
export type ConversationMessage = z.infer<typeof ConversationMessage>;

/** `GET /api/sessions/{id}/conversation`: questions in the order they were asked, each answer directly after its question. Answers still being written are not in it. */
export const Conversation = z.object({
  session_id: SessionId,
  user_id: z.string(),
  agent_id: AgentId.nullable(),
  messages: z.array(ConversationMessage),
  created_at: WireTime,
});
export type Conversation = z.infer<typeof Conversation>;
