/** Whether every word occurs in one of the texts, in any case and however its letters are put together: a Korean syllable is one character or three. */
export function includesWords(texts: readonly string[], words: string): boolean {
  const wanted = plain(words)
    .split(/\s+/)
    .filter((word) => word !== '');
  const all = plain(texts.join('\n'));
  return wanted.every((word) => all.includes(word));
}

const plain = (text: string): string => text.normalize('NFKC').toLowerCase();
