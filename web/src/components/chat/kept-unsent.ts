import { forgetKept, keepText, keptKeys, readKept } from '../kept-text.ts';

/** What is to be asked, with the ids of the `files` that come with it. */
export type Draft = { content: string; retryOf: string | null; files: readonly string[] };

/** Keeps a question in this browser until it is known to be stored, or is its person's again. */
export const keepUnsent = (uid: string, sessionId: string, id: string, { content, retryOf, files }: Draft): void =>
  keepText(keptKeys.unsent(uid, sessionId, id), `${[retryOf ?? '', ...files].join(' ')}\n${content}`);

/** The questions of a session that may not be stored yet, oldest first. */
export const readUnsent = (uid: string, sessionId: string): (Draft & { id: string })[] =>
  Object.keys(localStorage)
    .filter((key) => key.startsWith(keptKeys.unsent(uid, sessionId, '')))
    .sort()
    .map((key) => {
      const [ids = '', ...content] = readKept(key).split('\n');
      const [retryOf = '', ...files] = ids.split(' ');
      return { id: key.split(':').at(-1) ?? '', content: content.join('\n'), retryOf: retryOf === '' ? null : retryOf, files };
    });

export const forgetUnsent = (uid: string, sessionId: string, id: string): void => forgetKept(keptKeys.unsent(uid, sessionId, id));
