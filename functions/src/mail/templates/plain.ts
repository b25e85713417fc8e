/**
 * What a person wrote, made fit for a letter. Nothing here escapes markup; that is the layout's, for every word of a letter.
 */

/** Marks that turn the direction of the text around them, and with it what a line seems to say. Joiners of emoji and scripts are not among them. */
const DIRECTION_MARKS = /[\u061C\u200E\u200F\u202A-\u202E\u2066-\u2069\u206A-\u206F]/g;
/** Marks that show as nothing. */
const INVISIBLE = /[\u00AD\u200B\u2060\uFEFF\uFFF9-\uFFFB]/g;
const LINE_ENDS = /\r\n?|[\u0085\u2028\u2029\v\f]/g;
const RIGHT_TO_LEFT = /[\u0590-\u08FF\uFB1D-\uFDFF\uFE70-\uFEFC\u{10800}-\u{10FFF}\u{1E800}-\u{1EFFF}]/u;
const graphemes = new Intl.Segmenter('und', { granularity: 'grapheme' });

const clean = (value: string): string => value.toWellFormed().replace(DIRECTION_MARKS, '').replace(INVISIBLE, '');

/** At most `max` UTF-16 units, cut between what a reader takes for letters. */
function cut(value: string, max: number): string {
  if (value.length <= max) return value;
  let kept = '';
  for (const { segment } of graphemes.segment(value.slice(0, max * 2))) {
    if (kept.length + segment.length >= max) break;
    kept += segment;
  }
  return `${kept}…`;
}

/**
 * One line: a name, an address. Control characters and line ends become spaces, so it can never begin a header of its own; a value written from right to
 * left is isolated, so it turns only itself around.
 */
export function oneLine(value: string, max = 200): string {
  const line = cut(
    clean(value.replace(/\p{Cc}|[\u2028\u2029]/gu, ' '))
      .replace(/\s+/gu, ' ')
      .trim(),
    max,
  );
  return RIGHT_TO_LEFT.test(line) ? `\u2068${line}\u2069` : line;
}

/** Several lines, kept as they are; at most one empty line between two. */
export function manyLines(value: string, max = 2000): string {
  const lines = clean(value.replace(LINE_ENDS, '\n').replace(/(?!\n)\p{Cc}/gu, ' '));
  return cut(
    lines
      .replace(/[^\S\n]+$/gmu, '')
      .replace(/\n{3,}/g, '\n\n')
      .trim(),
    max,
  );
}

const DATE: Readonly<Record<'ko' | 'en', { format: Intl.DateTimeFormat; zone: string }>> = {
  ko: { format: new Intl.DateTimeFormat('ko-KR', { dateStyle: 'long', timeStyle: 'short', timeZone: 'Asia/Seoul' }), zone: '한국 시간' },
  en: { format: new Intl.DateTimeFormat('en-US', { dateStyle: 'long', timeStyle: 'short', timeZone: 'Asia/Seoul' }), zone: 'Korea time' },
};

/** A moment in Asia/Seoul, in words. */
export const dateTime = (at: Date, locale: 'ko' | 'en'): string =>
  `${DATE[locale].format.format(at).replace(/\s/gu, ' ')} (${DATE[locale].zone})`;
