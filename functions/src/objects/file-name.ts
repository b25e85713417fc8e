const MOST_CHARACTERS = 60;
/** Windows lets a path have 260 characters, and other systems a name 255 bytes. */
const MOST_BYTES = 180;

/** What Windows keeps for its devices, whatever the ending. */
const DEVICE = /^(?:con|prn|aux|nul|com[0-9¹²³]|lpt[0-9¹²³])(?:\.|$)/i;
/** Forbidden on Windows, in a path anywhere, or turning the reading direction of a name around. */
const UNSAFE = /[\p{Cc}<>:"/\\|?*\u200e\u200f\u202a-\u202e\u2066-\u2069]/gu;

const segmenter = new Intl.Segmenter('ko');

/** A name that Windows, macOS and Linux let a file have, as near to `text` as that goes: composed (NFC), on one line, at most 60 characters. */
export function fileName(text: string, fallback: string): string {
  const plain = text.toWellFormed().normalize('NFC').replaceAll(UNSAFE, '_').replaceAll(/\s+/gu, ' ');
  let kept = '';
  for (const { segment } of Array.from(segmenter.segment(plain)).slice(0, MOST_CHARACTERS)) {
    if (Buffer.byteLength(kept + segment) > MOST_BYTES) break;
    kept += segment;
  }
  // Windows drops points and spaces at the end, and a point at the beginning hides a file elsewhere.
  const name = kept.replaceAll(/^[. ]+|[. ]+$/g, '');
  if (name === '') return fallback;
  return DEVICE.test(name) ? `_${name}` : name;
}

/** The same for the name of a file that was sent, whose ending stays. */
export function sentFileName(name: string, fallback: string): string {
  const [, stem = name, ending = ''] = /^(.*?)(\.[A-Za-z0-9]{1,12})?$/su.exec(name) ?? [];
  return `${fileName(stem, fallback)}${ending}`;
}

/**
 * Gives each name once, also where capital letters make no difference: a later one gets a number. `endings` are what will be put behind a name; no two
 * files may come to the same.
 */
export function uniqueNames(endings: readonly string[]): (name: string) => string {
  const taken = new Set<string>();
  const key = (name: string): string => name.normalize('NFC').toLowerCase();
  return (name) => {
    for (let number = 1; ; number += 1) {
      const candidate = number === 1 ? name : `${name} (${number})`;
      const all = endings.map((ending) => key(candidate + ending));
      if (all.some((one) => taken.has(one))) continue;
      for (const one of all) taken.add(one);
      return candidate;
    }
  };
}
