/** Makes a value at its first use: a function's process starts without reading or loading what it may never need. */
export function once<T>(make: () => T): () => T {
  let made: { value: T } | null = null;
  return () => (made ??= { value: make() }).value;
}
