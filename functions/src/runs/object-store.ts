/** Keeps archives and overlong replies. The runner reaches an object only by a signed URL. */
export type ObjectStore = {
  /** A URL to read `name` from, good for 15 minutes. */
  readUrl(name: string): Promise<string>;
  /** A URL to write `name` once: refused if it exists or is larger than `maxBytes`. Good for 15 minutes beyond `until`. */
  writeUrl(name: string, maxBytes: number, until: Date): Promise<string>;
  write(name: string, contentType: string, content: string): Promise<void>;
  list(prefix: string): Promise<string[]>;
  /** Deletes what exists of `names`. */
  delete(names: readonly string[]): Promise<void>;
};
