/** UTF-8, or what Korean Windows writes. */
const ENCODINGS = ['utf-8', 'euc-kr'];

/** Either end of UTF-16 begins with its mark. */
const MARKS: Readonly<Record<string, string>> = { '255,254': 'utf-16le', '254,255': 'utf-16be' };

/** The text of a file in the first of these encodings that all of it is written in; null where it is in none. */
export function decodeFile(bytes: Uint8Array): string | null {
  const marked = MARKS[bytes.subarray(0, 2).join(',')];
  for (const encoding of marked === undefined ? ENCODINGS : [marked]) {
    try {
      return new TextDecoder(encoding, { fatal: true }).decode(bytes);
    } catch {
      // It is none of this one.
    }
  }
  return null;
}
