const segmenter = new Intl.Segmenter();
const first = (word: string): string => segmenter.segment(word)[Symbol.iterator]().next().value?.segment ?? '';
const LATIN = /^\p{Script=Latin}/u;

/** What stands for a picture: the first and the last word's letter of a name in Latin script, of any other name its first letter. */
export function initials(name: string): string {
  const words = name.split(/\s+/).filter((word) => /[\p{L}\p{N}]/u.test(first(word)));
  const [given = '', ...more] = words;
  const family = more.at(-1);
  return (family !== undefined && LATIN.test(given) && LATIN.test(family) ? first(given) + first(family) : first(given)).toUpperCase();
}
