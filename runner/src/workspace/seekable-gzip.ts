import { createHash, type Hash } from 'node:crypto';
import { once } from 'node:events';
import { Transform, type TransformCallback } from 'node:stream';
import { finished } from 'node:stream/promises';
import { createGzip, type Gzip } from 'node:zlib';

/** Where a file's bytes begin, see `ManifestEntry`, and what they are. */
export type Place = { offset: number; skip: number; sha256: string };

const BLOCK = 512;
const FILE = '0'.charCodeAt(0);
const EXTENDED_HEADER = 'x'.charCodeAt(0);
/** A part ends before the first entry after so many bytes: large enough to pack well, small enough to be unpacked for one small file. */
const PART_BYTES = 256 * 1024;

/**
 * Packs an archive (tar) so that each file in it can be read without unpacking what stands before it: as several parts, one after the other, each packed for
 * itself, which together are one ordinary `.tar.gz`. RFC 1952, section 2.2. The archive is one of `tar-stream`'s own making.
 */
export class SeekableGzip extends Transform {
  /** One for each regular file, in the order of the archive; complete when the stream has ended. */
  readonly places: Place[] = [];
  private part: Gzip | null = null;
  private partAt = 0;
  private packed = 0;
  private inPart = 0;
  private readonly header = Buffer.alloc(BLOCK);
  private inHeader = 0;
  private isExtended = false;
  private data = 0;
  private padding = 0;
  private hash: Hash | null = null;

  override _transform(piece: Buffer, _encoding: BufferEncoding, done: TransformCallback): void {
    this.takePiece(piece).then(
      () => done(),
      (error: unknown) => done(asError(error)),
    );
  }

  override _flush(done: TransformCallback): void {
    this.endPart().then(
      () => done(),
      (error: unknown) => done(asError(error)),
    );
  }

  override _destroy(error: Error | null, done: (error: Error | null) => void): void {
    this.part?.destroy();
    done(error);
  }

  private async takePiece(piece: Buffer): Promise<void> {
    for (let at = 0; at < piece.length;) {
      const rest = piece.subarray(at);
      if (this.data > 0) {
        const some = rest.subarray(0, this.data);
        this.hash?.update(some);
        this.data -= some.length;
        if (this.data === 0) this.endFile();
        await this.compress(some);
        at += some.length;
      } else if (this.padding > 0) {
        const some = rest.subarray(0, this.padding);
        this.padding -= some.length;
        await this.compress(some);
        at += some.length;
      } else {
        const copied = rest.copy(this.header, this.inHeader);
        this.inHeader += copied;
        at += copied;
        if (this.inHeader === BLOCK) await this.takeHeader();
      }
    }
  }

  private async takeHeader(): Promise<void> {
    const type = this.header[156];
    const size = Number.parseInt(this.header.toString('latin1', 124, 136), 8) || 0;
    // An extended header belongs to the entry behind it.
    if (!this.isExtended && this.inPart >= PART_BYTES) await this.endPart();
    this.isExtended = type === EXTENDED_HEADER;
    await this.compress(Buffer.from(this.header));
    this.inHeader = 0;
    this.data = size;
    this.padding = (BLOCK - (size % BLOCK)) % BLOCK;
    if (type !== FILE) return;
    this.places.push({ offset: this.partAt, skip: this.inPart, sha256: '' });
    this.hash = createHash('sha256');
    if (size === 0) this.endFile();
  }

  private endFile(): void {
    const place = this.places.at(-1);
    if (this.hash !== null && place !== undefined) place.sha256 = this.hash.digest('hex');
    this.hash = null;
  }

  private async compress(bytes: Buffer): Promise<void> {
    this.part ??= this.beginPart();
    this.inPart += bytes.length;
    if (!this.part.write(bytes)) await once(this.part, 'drain');
  }

  private beginPart(): Gzip {
    const part = createGzip({ level: 1 });
    this.partAt = this.packed;
    part.on('data', (packed: Buffer) => {
      this.packed += packed.length;
      this.push(packed);
    });
    part.on('error', (error) => this.destroy(error));
    return part;
  }

  private async endPart(): Promise<void> {
    const { part } = this;
    if (part === null) return;
    part.end();
    await finished(part);
    this.part = null;
    this.inPart = 0;
  }
}

const asError = (error: unknown): Error => (error instanceof Error ? error : new Error(String(error)));
