/** Line breaks and other control characters, and marks that turn the direction of what stands around them. */
const UNSEEN = /[\p{Cc}\u200e\u200f\u2028-\u202e\u2066-\u2069]/gu;

const SHORT: Readonly<Record<string, string>> = { '\n': '\\n', '\r': '\\r', '\t': '\\t' };

/** A file's name as it can be read: composed where it was stored in parts, and what would not be seen, or would turn the rest around, as a sign of its own. */
export const visibleText = (name: string): string =>
  name
    .normalize('NFC')
    .replaceAll(UNSEEN, (mark) => SHORT[mark] ?? `<U+${(mark.codePointAt(0) ?? 0).toString(16).toUpperCase().padStart(4, '0')}>`);
