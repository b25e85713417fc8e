import { forgetKept, keepText, keptKeys, readKept } from '../kept-text.ts';
import { excerpt } from './excerpt.ts';

/** A question that is being written anew. `of`: its id; `files`: what came with it; `asked`: the beginning of what it said, on one line; `text`: what it is to say. */
export type Edit = { of: string; files: readonly string[]; asked: string; text: string };

export const editOf = (id: string, content: string, files: readonly string[]): Edit => ({
  of: id,
  files,
  asked: excerpt(content),
  text: content,
});

/** Keeps an edit in this browser, beside the draft, which waits meanwhile. */
export const keepEdit = (uid: string, sessionId: string, { of, files, asked, text }: Edit): void =>
  keepText(keptKeys.edit(uid, sessionId), `${[of, ...files].join(' ')}\n${asked}\n${text}`);

/** What was being written anew; null where nothing was. */
export function readEdit(uid: string, sessionId: string): Edit | null {
  const [ids = '', asked, ...text] = readKept(keptKeys.edit(uid, sessionId)).split('\n');
  const [of = '', ...files] = ids.split(' ');
  return asked === undefined ? null : { of, files, asked, text: text.join('\n') };
}

export const forgetEdit = (uid: string, sessionId: string): void => forgetKept(keptKeys.edit(uid, sessionId));
