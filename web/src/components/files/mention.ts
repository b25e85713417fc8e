/** A file that is being named: the word that begins with `@` at the caret. `from` to `to` is that word in the text, in UTF-16 units. */
export type Mention = { from: number; to: number; words: string };

const MENTION = /(?:^|\s)@([^\s@]{0,200})$/;

/** The word with `@` that the caret stands behind; null where it stands behind no such word. An address of mail is none. */
export function mentionAt(text: string, caret: number): Mention | null {
  const found = MENTION.exec(text.slice(0, caret));
  const words = found?.[1];
  return words === undefined ? null : { from: caret - words.length - 1, to: caret, words };
}

/** Paths that hold the words, in whatever form and case they were written; those whose name begins with them first. */
export function pathsFor(words: string, paths: readonly string[], most: number): string[] {
  const plain = (text: string): string => text.normalize('NFC').toLowerCase();
  const wanted = plain(words);
  const rank = (path: string): number => (plain(path.split('/').at(-1) ?? path).startsWith(wanted) ? 0 : 1);
  return paths
    .filter((path) => plain(path).includes(wanted))
    .map((path) => ({ path, rank: rank(path) }))
    .sort((one, other) => one.rank - other.rank)
    .slice(0, most)
    .map(({ path }) => path);
}

/** The text with the path in the place of the word, and where the caret stands then. A path with spaces is put in quotes. */
export function withPath(text: string, { from, to }: Mention, path: string): { text: string; caret: number } {
  const name = /\s/.test(path) ? `"${path}" ` : `${path} `;
  return { text: text.slice(0, from) + name + text.slice(to).replace(/^ /, ''), caret: from + name.length };
}

/** What a key does to the list of files that may be meant; null where it is not the list's. With Shift, Enter begins a line and Tab goes back, as ever. */
export function mentionAct({ key, shiftKey }: Pick<KeyboardEvent, 'key' | 'shiftKey'>): 'down' | 'up' | 'choose' | 'close' | null {
  switch (key) {
    case 'ArrowDown':
      return 'down';
    case 'ArrowUp':
      return 'up';
    case 'Enter':
    case 'Tab':
      return shiftKey ? null : 'choose';
    case 'Escape':
      return 'close';
    default:
      return null;
  }
}
