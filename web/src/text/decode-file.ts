/** UTF-8, or what Korean Windows writes. */
const ENCODINGS = ['utf-8', 'euc-kr'];

/** Either end of UTF-16 begins with its mark. */
const MARKS: Readonly<Record<string, string>> = { '255,254': 'utf-16le', '254,255': 'utf-16be' };

/**
 * The text of a file in the first of these encodings that all of it is written in; null where it is in none. `isCut`: it is the beginning of a file, whose
 * last line may end within a character; that line is left out.
 */
export function decodeFile(given: Uint8Array, { isCut = false } = {}): string | null {
  const bytes = isCut ? wholeLines(given) : given;
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

const LINE_FEED = 10;

/** All up to the last end of a line, which takes two bytes in UTF-16; all where there is none. */
function wholeLines(bytes: Uint8Array): Uint8Array {
  const mark = MARKS[bytes.subarray(0, 2).join(',')];
  const isWide = mark !== undefined;
  for (let end = bytes.length - (isWide ? bytes.length % 2 : 0); end > 0; end -= isWide ? 2 : 1) {
    const [low, high] = mark === 'utf-16be' ? [bytes[end - 1], bytes[end - 2]] : [bytes[end - 2], bytes[end - 1]];
    if (isWide ? low === LINE_FEED && high === 0 : bytes[end - 1] === LINE_FEED) return bytes.subarray(0, end);
  }
  return bytes;
}
