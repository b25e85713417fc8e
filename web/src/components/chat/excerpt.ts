const LENGTH = 60;

/** The beginning of a message, on one line: enough to know it by. */
export function excerpt(text: string): string {
  const line = text
    .slice(0, 4 * LENGTH)
    .replace(/\s+/gu, ' ')
    .trim();
  const signs = Array.from(line);
  return signs.length > LENGTH ? `${signs.slice(0, LENGTH).join('')}…` : line;
}
