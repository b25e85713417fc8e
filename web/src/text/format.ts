/** Money as people read it: to the cent below ten dollars, whole dollars above a thousand, honest about very little. */
export function formatMoney(usd: number): string {
  if (usd > 0 && usd < 0.01) return '< $0.01';
  const digits = usd < 1000 ? 2 : 0;
  return `$${usd.toLocaleString('en-US', { minimumFractionDigits: digits, maximumFractionDigits: digits })}`;
}

/** A number with its thousands set apart. */
export const formatNumber = (value: number, locale: string): string => value.toLocaleString(locale);

const STEPS: readonly [Intl.RelativeTimeFormatUnit, number][] = [
  ['day', 86_400_000],
  ['hour', 3_600_000],
  ['minute', 60_000],
];

/** How long ago, in words; below a minute it is now, above a week it is the date. */
export function formatAgo(at: Date, now: Date, locale: string): string {
  const ms = now.getTime() - at.getTime();
  if (ms > 7 * 86_400_000) return at.toLocaleDateString(locale);
  const words = new Intl.RelativeTimeFormat(locale, { numeric: 'auto' });
  const step = STEPS.find(([, size]) => ms >= size);
  return step === undefined ? words.format(0, 'second') : words.format(-Math.floor(ms / step[1]), step[0]);
}

/** The time of the day, with the date where it is another one. */
export const formatClock = (at: Date, locale: string): string =>
  at.toDateString() === new Date().toDateString()
    ? at.toLocaleTimeString(locale, { hour: '2-digit', minute: '2-digit' })
    : at.toLocaleString(locale);

export const formatExact = (at: Date, locale: string): string => at.toLocaleString(locale);

/** A calendar month `YYYY-MM` in words. */
export const formatMonth = (month: string, locale: string): string =>
  new Date(`${month}-01T00:00:00Z`).toLocaleDateString(locale, { year: 'numeric', month: 'long', timeZone: 'UTC' });

/** A calendar day `YYYY-MM-DD` in words. */
export const formatDay = (day: string, locale: string): string =>
  new Date(`${day}T00:00:00Z`).toLocaleDateString(locale, { month: 'long', day: 'numeric', timeZone: 'UTC' });

/** A day in words, with its year. */
export const formatDate = (at: Date, locale: string): string => at.toLocaleDateString(locale, { dateStyle: 'long' });
