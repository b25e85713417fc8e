/** Whether the path of an address can be decoded: each `%` begins a code, and the codes are UTF-8. What a query says is looked at by itself. */
export function isReadableAddress(url: string): boolean {
  try {
    decodeURIComponent(url.split('?', 1)[0] ?? '');
    return true;
  } catch {
    return false;
  }
}
