import * as z from 'zod';
import { ERROR_KINDS, ERROR_NAMES, FRAME_PATTERN, MAX_ERRORS_OF_PAGE, MAX_FRAMES } from './front-end-error-kinds.ts';
import { MeasuredPage } from './measured-page.ts';

export const FrontEndError = z.strictObject({
  name: z.enum(ERROR_NAMES),
  kind: z.enum(ERROR_KINDS),
  at: z.array(z.string().regex(FRAME_PATTERN)).max(MAX_FRAMES),
});
export type FrontEndError = z.infer<typeof FrontEndError>;

/** Beyond it a measurement is a mistake. */
const MOST_MS = 600_000;

/** `POST /api/measurements`: what a browser whose person wants it measured of one page. `lcp` and `inp` in milliseconds; `cls` has no unit. */
export const Measurements = z.strictObject({
  page: MeasuredPage,
  vitals: z
    .strictObject({
      lcp: z.number().min(0).max(MOST_MS).optional(),
      inp: z.number().min(0).max(MOST_MS).optional(),
      cls: z.number().min(0).max(1000).optional(),
    })
    .optional(),
  errors: z.array(FrontEndError).max(MAX_ERRORS_OF_PAGE).optional(),
});
export type Measurements = z.input<typeof Measurements>;
