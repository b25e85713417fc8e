/** A part of a whole, 0 to 1, in percent: with a digit behind the point below ten of them, and what is little is not nothing. */
export function formatShare(share: number, locale: string): string {
  if (share > 0 && share < 0.001) return `< ${(0.001).toLocaleString(locale, { style: 'percent', minimumFractionDigits: 1 })}`;
  return share.toLocaleString(locale, { style: 'percent', maximumFractionDigits: share < 0.1 ? 1 : 0 });
}
