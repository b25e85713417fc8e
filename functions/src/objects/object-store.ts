import type { Readable } from 'node:stream';

/** Where somebody without a token can fetch one object, and until when. */
export type Download = { url: string; expiresAt: Date };

/** Where somebody without a token can send one object, once, with which headers, and until when. */
export type Upload = { url: string; headers: Readonly<Record<string, string>>; expiresAt: Date };

/** Keeps archives and overlong replies. The runner and the browser reach an object only by a signed URL. */
export type ObjectStore = {
  /** A URL to read `name` from, good for 15 minutes. */
  readUrl(name: string): Promise<string>;
  /** A URL that a browser saves as a file called `fileName`, good for 15 minutes. */
  downloadUrl(name: string, fileName: string): Promise<Download>;
  /** A URL to write `name` once: refused if it exists or is larger than `maxBytes`. Good for 15 minutes beyond `until`. */
  writeUrl(name: string, maxBytes: number, until: Date): Promise<string>;
  /** The same for exactly `bytes` bytes sent by a browser, which must send the headers as well. Good for 15 minutes. */
  uploadUrl(name: string, bytes: number): Promise<Upload>;
  write(name: string, contentType: string, content: string): Promise<void>;
  /** Stores what `content` gives, holding a few megabytes of it at a time, and answers how many bytes that were. A stream that breaks leaves no object. */
  writeStream(name: string, contentType: string, content: Readable): Promise<number>;
  /** The object's bytes as they come, from byte `start` on; null where there is no such object. */
  read(name: string, start?: number): Promise<Readable | null>;
  /** Copies an object within the store; false where there is none. What was at `to` is replaced. */
  copy(from: string, to: string): Promise<boolean>;
  list(prefix: string): Promise<string[]>;
  /** Deletes what exists of `names`. */
  delete(names: readonly string[]): Promise<void>;
};

/** What runs do with it. */
export type RunObjects = Pick<ObjectStore, 'read' | 'readUrl' | 'writeUrl' | 'write' | 'list' | 'delete'>;
