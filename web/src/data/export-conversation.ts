import { type ConversationFormat, sessionApi } from '@oma/contract';
import { downloadApi } from './download.ts';

/** Saves a conversation as a file of this browser. */
export const exportConversation = (id: string, format: ConversationFormat) =>
  downloadApi(sessionApi.readConversation, { params: { id }, query: { format } });
