import * as z from 'zod';
import { AgentDraft } from '../agent.ts';
import { Conversation, ConversationFormat } from '../conversation.ts';
import { ForkRequest } from '../fork.ts';
import { SessionId } from '../ids.ts';
import { MAX_SEARCH_LENGTH } from '../limits.ts';
import {
  AgentOfSessions,
  PresenceRequest,
  Session,
  SessionInput,
  SessionKind,
  SessionList,
  SessionPatch,
  SessionStanding,
  StopAnswer,
  StopRequest,
} from '../session.ts';
import { WarmAnswer } from '../warm.ts';
import { BARE, operation } from './operation.ts';

const OneSession = z.object({ id: SessionId });

/** The person's conversations. Questions are written to Firestore directly, under its rules. */
export const sessionApi = {
  list: operation({
    ...BARE,
    method: 'GET',
    path: '/api/sessions',
    access: 'member',
    summary:
      'The own conversations, last active first, page by page, with the agents they are with; of one kind, one agent, one standing where that is given. With `q`, those whose title or one of whose first questions has all its words, in any case: a thousand questions of each, fewer where they are long; a page is looked through in parts, so go on while there is a `next`, also where nothing was found. With `deleted=true` instead those that can still be restored, last deleted first.',
    query: z.strictObject({
      cursor: SessionId.optional(),
      kind: SessionKind.optional(),
      q: z.string().max(MAX_SEARCH_LENGTH).optional(),
      agent_id: AgentOfSessions.optional(),
      standing: SessionStanding.optional(),
      deleted: z.enum(['true', 'false']).optional(),
    }),
    answers: { 200: SessionList },
  }),
  create: operation({
    ...BARE,
    method: 'POST',
    path: '/api/sessions',
    access: 'member',
    summary:
      'Opens a conversation with an agent that is a draft or active, or without one. With `reuse`, an unused one is given again, with 200.',
    body: SessionInput,
    located: true,
    answers: { 200: Session, 201: Session },
    problems: ['not_found', 'conflict'],
  }),
  read: operation({
    ...BARE,
    method: 'GET',
    path: '/api/sessions/{id}',
    access: 'member',
    summary: 'One conversation, without its messages.',
    params: OneSession,
    answers: { 200: Session },
  }),
  change: operation({
    ...BARE,
    method: 'PATCH',
    path: '/api/sessions/{id}',
    access: 'member',
    summary: 'Renames, closes or reopens a conversation.',
    params: OneSession,
    body: SessionPatch,
    answers: { 200: Session },
  }),
  delete: operation({
    ...BARE,
    method: 'DELETE',
    path: '/api/sessions/{id}',
    access: 'member',
    summary:
      'Deletes a conversation: what waits or runs in it is stopped, and for 7 days it can be restored. Its numbers stay in the statistics.',
    params: OneSession,
    answers: { 200: Session },
  }),
  restore: operation({
    ...BARE,
    method: 'POST',
    path: '/api/sessions/{id}/restore',
    access: 'member',
    summary: 'Brings a deleted conversation back as it was, within 7 days.',
    params: OneSession,
    answers: { 200: Session },
  }),
  fork: operation({
    ...BARE,
    method: 'POST',
    path: '/api/sessions/{id}/fork',
    access: 'member',
    summary:
      'Makes a new conversation of the same agent, with copies of the questions and answers up to one that has ended. `forked_from.files` says which files came along. Called again with the same `key` it answers what was made then, with 200; while that is being made, 409.',
    params: OneSession,
    body: ForkRequest,
    located: true,
    answers: { 200: Session, 201: Session },
    problems: ['conflict', 'rate_limited'],
  }),
  stop: operation({
    ...BARE,
    method: 'POST',
    path: '/api/sessions/{id}/stop',
    access: 'member',
    summary: 'Stops one question that waits or is being answered, and the queue goes on; or, where none is named, all of them.',
    params: OneSession,
    body: StopRequest,
    answers: { 202: StopAnswer },
    problems: ['conflict'],
  }),
  warm: operation({
    ...BARE,
    method: 'POST',
    path: '/api/sessions/{id}/warm',
    access: 'member',
    summary:
      'Says that a question is about to come: an execution environment begins before it, at no cost to the budgets, and ends by itself where none comes. 200 where nothing is begun: in a closed conversation, where a question would be refused, or where enough are begun already.',
    params: OneSession,
    answers: { 200: WarmAnswer, 202: WarmAnswer },
  }),
  readConversation: operation({
    ...BARE,
    method: 'GET',
    path: '/api/sessions/{id}/conversation',
    access: 'member',
    summary: 'What was said in one conversation, closed ones too: as JSON, or as Markdown to read.',
    params: OneSession,
    query: z.strictObject({ format: ConversationFormat.default('json') }),
    answers: { 200: { downloads: ['application/json', 'text/markdown'], json: Conversation } },
  }),
  putDraft: operation({
    ...BARE,
    method: 'PUT',
    path: '/api/sessions/{id}/draft',
    access: 'member',
    summary:
      'Lets an agent that is not saved answer in a test from the next question on, in place of the one that is stored. 409 in a conversation that is no test.',
    params: OneSession,
    body: AgentDraft,
    answers: { 204: null },
    problems: ['conflict'],
  }),
  reportPresence: operation({
    ...BARE,
    method: 'POST',
    path: '/api/sessions/{id}/presence',
    access: 'member',
    summary: 'Says, every 30 seconds, that a page of the conversation is visible, and how far it was read.',
    params: OneSession,
    body: PresenceRequest,
    answers: { 204: null },
  }),
} as const;
