/** A day and the time on it, in words. */
export const formatMoment = (at: Date, locale: string): string => at.toLocaleString(locale, { dateStyle: 'long', timeStyle: 'short' });
