import * as z from 'zod';
import { AnsweredAsk, AskInput } from '../ask.ts';
import { FeedbackAnswer, FeedbackInput } from '../feedback.ts';
import { DocumentId, MessageId, SessionId } from '../ids.ts';
import { WholeAnswer } from '../message.ts';
import { WithdrawnQuestion } from '../session.ts';
import { BARE, operation } from './operation.ts';

const OneQuestion = z.object({ id: SessionId, mid: MessageId });
const OneAsk = z.object({ id: SessionId, mid: MessageId, ask: DocumentId });

/** What a person does with one question or its answer. Questions themselves are written to Firestore directly, under its rules. */
export const messageApi = {
  withdraw: operation({
    ...BARE,
    method: 'DELETE',
    path: '/api/sessions/{id}/messages/{mid}',
    access: 'member',
    summary: 'Withdraws a question that still waits, as if it had not been asked, and gives its text back.',
    params: OneQuestion,
    answers: { 200: WithdrawnQuestion },
    problems: ['conflict'],
  }),
  readAnswer: operation({
    ...BARE,
    method: 'GET',
    path: '/api/sessions/{id}/messages/{mid}/answer',
    access: 'member',
    summary: 'The whole of the ended answer to the question `mid`, also where the conversation holds only some of it because it is long.',
    params: OneQuestion,
    answers: { 200: WholeAnswer },
    problems: ['conflict'],
  }),
  giveFeedback: operation({
    ...BARE,
    method: 'PUT',
    path: '/api/sessions/{id}/messages/{mid}/feedback',
    access: 'member',
    summary: 'Says of the ended answer to the question `mid` whether it was good, with a note; without a value takes that back.',
    params: OneQuestion,
    body: FeedbackInput,
    answers: { 200: FeedbackAnswer },
    problems: ['conflict'],
  }),
  answerAsk: operation({
    ...BARE,
    method: 'POST',
    path: '/api/sessions/{id}/messages/{mid}/asks/{ask}',
    access: 'member',
    summary: 'Answers what the agent asks in the middle of its work, once: a reply to each of its questions, in their order.',
    params: OneAsk,
    body: AskInput,
    answers: { 200: AnsweredAsk },
    problems: ['conflict'],
  }),
} as const;
