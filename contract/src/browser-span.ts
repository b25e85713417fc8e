import * as z from 'zod';

/**
 * What a browser whose person wants it measured tells of a message, each from the press that sent it: until it was shown, was stored, until the first text of its
 * answer was painted, and the end of it.
 */
export const BROWSER_SPANS = ['message_shown', 'send', 'first_text_painted', 'end_painted'] as const;
export type BrowserSpanName = (typeof BROWSER_SPANS)[number];

/** As far as a Date reaches. */
const LATEST_MS = 8_640_000_000_000_000;
const moment = z.number().min(0).max(LATEST_MS);

/** `POST /api/sessions/{id}/messages/{mid}/spans`. Milliseconds since 1970 of the browser's clock, which may be wrong: `sent_at` says what it showed as this was sent. */
export const BrowserSpans = z.strictObject({
  sent_at: moment,
  spans: z
    .array(z.strictObject({ name: z.enum(BROWSER_SPANS), start_ms: moment, end_ms: moment }))
    .min(1)
    .max(BROWSER_SPANS.length),
});
export type BrowserSpans = z.infer<typeof BrowserSpans>;
