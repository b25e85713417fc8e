import * as z from 'zod';

/** What a person writes: any text that is valid Unicode. Half a surrogate pair can be stored nowhere and would come back as another character. */
export const text = (): z.ZodString => z.string().refine((value) => value.isWellFormed(), 'must be valid Unicode text');

/** Marks that show as nothing or turn the direction of what stands around them: with them one name can look like another. Joiners, which emoji and scripts need, are not among them. */
const DECEPTIVE = /[\u200b\u2060\ufeff\u202a-\u202e\u2066-\u2069]/g;

/** What comes from elsewhere and cannot be refused, a person's name for example, without the marks that `nameText` refuses. */
export const withoutDeceptiveMarks = (value: string): string => value.toWellFormed().replaceAll(DECEPTIVE, '');

/** A name, a title or a tag: such text, without marks that deceive whoever reads it in a list. */
export const nameText = (): z.ZodString =>
  text().refine(
    (value) => value.toWellFormed() === withoutDeceptiveMarks(value),
    'must hold no invisible marks and none that turn the direction of text',
  );

/** Text by which others judge a person. Whoever pasted it need not know what marks it holds: they are taken out. */
export const judgedText = (): z.ZodString => text().check(z.overwrite(withoutDeceptiveMarks));
