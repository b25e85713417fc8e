import * as z from 'zod';

/** What a person writes: any text that is valid Unicode. Half a surrogate pair can be stored nowhere and would come back as another character. */
export const text = (): z.ZodString => z.string().refine((value) => value.isWellFormed(), 'must be valid Unicode text');

/** Joiners, variation selectors and tags, which emoji and scripts need: they change how what stands before them looks. */
const JOINER = '[\\u200c\\u200d\\p{VS}\\u{e0020}-\\u{e007f}]';

/**
 * What shows as nothing or turns the direction of what stands around it: with it one name can look like another, or like none. Line breaks and tabs are not
 * among it, nor joiners with something before them.
 */
const DECEPTIVE = new RegExp(`((?!${JOINER}|[\\t-\\r])[\\p{DI}\\p{Cc}\\u2800]|(?<!\\S)${JOINER})${JOINER}*`, 'gu');

/** What comes from elsewhere and cannot be refused, a person's name for example, without the marks that `nameText` refuses. */
export const withoutDeceptiveMarks = (value: string): string => value.toWellFormed().replaceAll(DECEPTIVE, '');

/** A name, a title or a tag: such text on one line, without spaces around it and without marks that deceive whoever reads it in a list. */
export const nameText = (): z.ZodString =>
  text()
    .trim()
    .refine(
      (value) => value.toWellFormed() === withoutDeceptiveMarks(value).replaceAll(/[\t-\r\u2028\u2029]/g, ''),
      'must be one line, without invisible marks and without marks that turn the direction of text',
    );

/** Text by which others judge a person. Whoever pasted it need not know what marks it holds: they are taken out. */
export const judgedText = (): z.ZodString => text().check(z.overwrite(withoutDeceptiveMarks));
