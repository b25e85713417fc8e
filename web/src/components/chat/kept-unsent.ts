import type { NewQuestion } from '../../data/messages.ts';
import { forgetKept, keepText, keptKeys, readKept } from '../kept-text.ts';

const NOTHING = '-';

/** Keeps what was sent in this browser until it is known to be stored. Each has a key of its own: several windows may send in one conversation. */
export const keepUnsent = (uid: string, sessionId: string, id: string, { content, retryOf, files }: NewQuestion): void =>
  keepText(keptKeys.unsent(uid, sessionId, id), `${[retryOf ?? NOTHING, ...files].join(' ')}\n${content}`);

export const forgetUnsent = (uid: string, sessionId: string, id: string): void => forgetKept(keptKeys.unsent(uid, sessionId, id));

/** What was sent in a conversation and is not known to be stored, oldest first. */
export function readUnsent(uid: string, sessionId: string): (NewQuestion & { id: string })[] {
  const under = keptKeys.unsent(uid, sessionId, '');
  const keys = Object.keys(localStorage).filter((key) => key.startsWith(under));
  return keys.sort().map((key) => {
    const [first = '', ...content] = readKept(key).split('\n');
    const [retryOf = NOTHING, ...files] = first.split(' ');
    return { id: key.slice(under.length), content: content.join('\n'), retryOf: retryOf === NOTHING ? null : retryOf, files };
  });
}
