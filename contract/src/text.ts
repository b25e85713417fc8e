import * as z from 'zod';

/** What a person writes: any text that is valid Unicode. Half a surrogate pair can be stored nowhere and would come back as another character. */
export const text = (): z.ZodString => z.string().refine((value) => value.isWellFormed(), 'must be valid Unicode text');
