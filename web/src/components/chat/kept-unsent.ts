import { isMessageId, type NewQuestion, writtenAt } from '../../data/messages.ts';
import { forgetKept, keepText, keptKeys, readKept } from '../kept-text.ts';

const NOTHING = '-';
/** Of a conversation that nobody came back to for so long, or that is gone, nothing is sent any more. */
const KEPT_MS = 30 * 24 * 3_600_000;

/** Keeps what was sent in this browser until it is known to be stored. Each has a key of its own: several windows may send in one conversation. False where there is no room for it. */
export const keepUnsent = (uid: string, sessionId: string, id: string, { content, retryOf, files }: NewQuestion): boolean =>
  keepText(keptKeys.unsent(uid, sessionId, id), `${[retryOf ?? NOTHING, ...files].join(' ')}\n${content}`);

export const forgetUnsent = (uid: string, sessionId: string, id: string): void => forgetKept(keptKeys.unsent(uid, sessionId, id));

/** Forgets what somebody sent in any conversation so long ago that it is not meant any more. */
export function forgetOldUnsent(uid: string, now: Date): void {
  for (const key of keysUnder(keptKeys.unsentOf(uid))) {
    const id = key.slice(key.lastIndexOf(':') + 1);
    if (!isMessageId(id) || now.getTime() - writtenAt(id).getTime() > KEPT_MS) forgetKept(key);
  }
}

/** What was sent in a conversation and is not known to be stored, oldest first. */
export function readUnsent(uid: string, sessionId: string): (NewQuestion & { id: string })[] {
  const under = keptKeys.unsent(uid, sessionId, '');
  return keysUnder(under).map((key) => {
    const [first = '', ...content] = readKept(key).split('\n');
    const [retryOf = NOTHING, ...files] = first.split(' ');
    return { id: key.slice(under.length), content: content.join('\n'), retryOf: retryOf === NOTHING ? null : retryOf, files };
  });
}

const keysUnder = (under: string): string[] =>
  Object.keys(localStorage)
    .filter((key) => key.startsWith(under))
    .sort();
