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
