import { forgetKept, keepText, keptKeys, readKept } from '../kept-text.ts';

/** A question that is being written anew. `of`: its id; `asked`: the beginning of what it said, on one line; `text`: what it is to say. */
export type Edit = { of: string; asked: string; text: string };

/** Keeps an edit in this browser, beside the draft, which waits meanwhile. */
export const keepEdit = (uid: string, sessionId: string, { of, asked, text }: Edit): boolean =>
  keepText(keptKeys.edit(uid, sessionId), `${of}\n${asked}\n${text}`);

/** What was being written anew; null where nothing was. */
export function readEdit(uid: string, sessionId: string): Edit | null {
  const [of = '', asked, ...text] = readKept(keptKeys.edit(uid, sessionId)).split('\n');
  return asked === undefined ? null : { of, asked, text: text.join('\n') };
}

export const forgetEdit = (uid: string, sessionId: string): void => forgetKept(keptKeys.edit(uid, sessionId));
