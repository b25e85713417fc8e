import type { ReplyDocument, SharedConversation } from '@oma/contract';

const UNKNOWN = { queued: null, launched: null, claimed: null, first_delta: null, ended: null };

/** An answer as a shared link shows it: what is not told is nothing. */
export const sharedReply = ({ id, answer }: SharedConversation['exchanges'][number]): ReplyDocument => ({
  role: 'assistant',
  reply_to: id,
  status: answer.status,
  content: answer.content,
  parts: answer.parts,
  created_at: new Date(answer.ended_at),
  ended_at: new Date(answer.ended_at),
  model: null,
  agent_version: null,
  claude_code_version: null,
  usage: { input_tokens: 0, output_tokens: 0 },
  cost_usd: 0,
  timings_ms: UNKNOWN,
  error: null,
  run_id: null,
  recalled: null,
  verdicts: null,
  copied_from: null,
  feedback: null,
});
