const BYTE_UNITS = ['B', 'KB', 'MB', 'GB'];

/** A size as people read it: whole bytes and kilobytes, one digit behind the point above them. */
export function formatBytes(bytes: number): string {
  let size = bytes;
  let unit = 0;
  while (size >= 1000 && unit < BYTE_UNITS.length - 1) {
    size /= 1024;
    unit += 1;
  }
  return `${size.toFixed(unit < 2 ? 0 : 1)} ${BYTE_UNITS[unit]}`;
}
