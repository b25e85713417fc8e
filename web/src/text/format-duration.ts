/** A duration in whole or tenth seconds, minutes above two of them. */
export function formatDuration(ms: number, locale: string): string {
  const ko = locale === 'ko';
  if (ms < 10_000) return `${(ms / 1000).toFixed(1)}${ko ? '초' : ' s'}`;
  if (ms < 120_000) return `${Math.round(ms / 1000)}${ko ? '초' : ' s'}`;
  return `${Math.round(ms / 60_000)}${ko ? '분' : ' min'}`;
}
