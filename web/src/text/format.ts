/** Money as people read it: to the cent below ten dollars, whole dollars above a thousand, honest about very little. */
export function formatMoney(usd: number): string {
  if (usd > 0 && usd < 0.01) return '< $0.01';
  const digits = usd < 1000 ? 2 : 0;
  return `$${usd.toLocaleString('en-US', { minimumFractionDigits: digits, maximumFractionDigits: digits })}`;
}

/** A number with its thousands set apart. */
export const formatNumber = (value: number, locale: string): string => value.toLocaleString(locale);

/** A part of a whole, 0 to 1, in percent: with a digit behind the point below ten of them, and what is little is not nothing. */
export function formatShare(share: number, locale: string): string {
  if (share > 0 && share < 0.001) return `< ${(0.001).toLocaleString(locale, { style: 'percent', minimumFractionDigits: 1 })}`;
  return share.toLocaleString(locale, { style: 'percent', maximumFractionDigits: share < 0.1 ? 1 : 0 });
}

/** A duration in whole or tenth seconds, minutes above two of them. */
export function formatDuration(ms: number, locale: string): string {
  const ko = locale === 'ko';
  if (ms < 10_000) return `${(ms / 1000).toFixed(1)}${ko ? '초' : ' s'}`;
  if (ms < 120_000) return `${Math.round(ms / 1000)}${ko ? '초' : ' s'}`;
  return `${Math.round(ms / 60_000)}${ko ? '분' : ' min'}`;
}

/** How long it is until then, in hours and begun minutes. */
export function formatUntil(at: Date, now: Date, locale: string): string {
  const minutes = Math.max(1, Math.ceil((at.getTime() - now.getTime()) / 60_000));
  const [hour, minute] = locale === 'ko' ? ['시간', '분'] : [' h', ' min'];
  const parts = [minutes >= 60 ? `${Math.floor(minutes / 60)}${hour}` : '', minutes % 60 > 0 ? `${minutes % 60}${minute}` : ''];
  return parts.filter((part) => part !== '').join(' ');
}

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

const BYTE_UNITS = ['KB', 'MB', 'GB'];

/** A size as people read it: whole kilobytes, one digit behind the point above them, never less than 1 KB. */
export function formatBytes(bytes: number): string {
  let size = Math.max(1, bytes / 1024);
  let unit = 0;
  while (size >= 1000 && unit < BYTE_UNITS.length - 1) {
    size /= 1024;
    unit += 1;
  }
  return `${size.toFixed(unit === 0 ? 0 : 1)} ${BYTE_UNITS[unit]}`;
}
