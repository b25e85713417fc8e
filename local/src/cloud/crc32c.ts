import { createReadStream } from 'node:fs';

const POLYNOMIAL = 0x82f63b78;
const TABLE = Uint32Array.from({ length: 256 }, (_, byte) => {
  let value = byte;
  for (let bit = 0; bit < 8; bit += 1) value = value & 1 ? (value >>> 1) ^ POLYNOMIAL : value >>> 1;
  return value;
});

/** The CRC32C of a file as Cloud Storage tells it: four bytes, the highest first, in base64. Clients compare it with what they sent. */
export async function crc32cOf(file: string): Promise<string> {
  let sum = 0xffffffff;
  for await (const piece of createReadStream(file)) {
    if (!(piece instanceof Uint8Array)) throw new Error('a file gives bytes');
    for (const byte of piece) sum = (TABLE[(sum ^ byte) & 0xff] ?? 0) ^ (sum >>> 8);
  }
  const bytes = Buffer.alloc(4);
  bytes.writeUInt32BE((sum ^ 0xffffffff) >>> 0);
  return bytes.toString('base64');
}
