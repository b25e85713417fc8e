/** How long it is until then, in hours and begun minutes. */
export function formatUntil(at: Date, now: Date, locale: string): string {
  const minutes = Math.max(1, Math.ceil((at.getTime() - now.getTime()) / 60_000));
  const [hour, minute] = locale === 'ko' ? ['시간', '분'] : [' h', ' min'];
  const parts = [minutes >= 60 ? `${Math.floor(minutes / 60)}${hour}` : '', minutes % 60 > 0 ? `${minutes % 60}${minute}` : ''];
  return parts.filter((part) => part !== '').join(' ');
}
