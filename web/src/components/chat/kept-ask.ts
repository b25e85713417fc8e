import * as z from 'zod';
import { forgetKept, keepText, keptKeys, readKept } from '../kept-text.ts';

/** What is chosen for one question so far. `isOther`: words of one's own count. */
const AskDraft = z.object({ choices: z.array(z.string()), isOther: z.boolean(), other: z.string() });
export type AskDraft = z.infer<typeof AskDraft>;

/** Whose answer to what the agent asked, and where. */
export type AskPlace = { uid: string; sessionId: string; messageId: string; askId: string };

const key = ({ uid, sessionId, messageId, askId }: AskPlace): string => keptKeys.ask(uid, sessionId, messageId, askId);

/** Keeps an answer in this browser until it is sent, one draft for each question. */
export const keepAsk = (place: AskPlace, drafts: readonly AskDraft[]): boolean => keepText(key(place), JSON.stringify(drafts));

/** What was chosen and written so far; nothing where nothing is kept, or not what it was. */
export function readKeptAsk(place: AskPlace): readonly AskDraft[] {
  try {
    return z.array(AskDraft).parse(JSON.parse(readKept(key(place))));
  } catch {
    return [];
  }
}

export const forgetAsk = (place: AskPlace): void => forgetKept(key(place));
