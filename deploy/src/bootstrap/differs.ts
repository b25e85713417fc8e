/** Whether `actual` lacks something of `wanted`. Objects may hold more than is wanted; lists of plain values are sets; numbers may come as text. Pure. */
export function differs(actual: unknown, wanted: unknown): boolean {
  if (Array.isArray(wanted)) {
    if (!Array.isArray(actual) || actual.length !== wanted.length) return true;
    const found: unknown[] = actual;
    return wanted.some((item: unknown) => !found.some((other) => !differs(other, item)));
  }
  if (typeof wanted === 'object' && wanted !== null) {
    if (typeof actual !== 'object' || actual === null) return true;
    return Object.entries(wanted).some(([key, value]) => differs(Reflect.get(actual, key), value));
  }
  if (wanted === undefined) return actual !== undefined;
  // Google leaves out what is false, empty or zero.
  if (actual === undefined || actual === null) return !(wanted === false || wanted === '' || wanted === 0);
  return typeof actual === 'object' || text(actual) !== text(wanted);
}

const text = (plain: unknown): string | undefined => (typeof plain === 'string' ? plain : JSON.stringify(plain));
