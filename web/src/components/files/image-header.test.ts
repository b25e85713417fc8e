import { describe, expect, it } from 'vitest';
import { imageHeader } from './image-header.ts';

const bytes = (...parts: (string | number[])[]): Uint8Array<ArrayBuffer> =>
  Uint8Array.from(Buffer.concat(parts.map((part) => (typeof part === 'string' ? Buffer.from(part, 'latin1') : Buffer.from(part)))));
/** 50 000, high byte first and last. */
const HIGH = [0xc3, 0x50];
const LOW = [0x50, 0xc3];
const frame = (left: number[], width: number[]): (string | number[])[] => [
  ',',
  left,
  [0, 0],
  width,
  [2, 0],
  [0x80],
  '123456',
  [2, 1, 0, 0],
];

describe('the header of a picture', () => {
  it.each([
    ['image/png', bytes('\x89PNG\r\n\x1a\n\0\0\0\rIHDR', [0, 0], HIGH, [0, 0, 0, 7], [8, 6, 0, 0, 0]), 50_000, 7],
    ['image/jpeg', bytes('\xff\xd8\xff\xe0\0\x06JFIF\xff\xff\xc4\0\x03x\xff\xc2\0\x0b\x08', [0, 7], HIGH, '\x03'), 50_000, 7],
    ['image/gif', bytes('GIF89a', LOW, [7, 0], [0, 0, 0], ';'), 50_000, 7],
    ['image/webp', bytes('RIFF\0\0\0\0WEBPVP8X\x0a\0\0\0\0\0\0\0', [0x4f, 0xc3, 0, 6, 0, 0]), 50_000, 7],
    ['image/webp', bytes('RIFF\0\0\0\0WEBPVP8L\x0a\0\0\0\x2f', [0xff, 0xff, 0x01, 0x00, 0]), 16_384, 8],
    ['image/webp', bytes('RIFF\0\0\0\0WEBPVP8 \x0a\0\0\0\0\0\0\x9d\x01\x2a', [0xff, 0x7f, 7, 0]), 16_383, 7],
    ['image/bmp', bytes('BM\0\0\0\0\0\0\0\0\0\0\0\0\x28\0\0\0', LOW, [0, 0], [0xf9, 0xff, 0xff, 0xff]), 50_000, 7],
  ])('of %s says how large it is', (type, file, width, height) => {
    expect(imageHeader(file)).toEqual({ type, width, height });
  });

  it('of a GIF counts frames that are larger than the picture says it is', () => {
    const file = bytes(
      'GIF89a',
      [1, 0, 1, 0],
      [0x80, 0, 0],
      '123456',
      '!\xf9\x04\0\0\0\0\0',
      ...frame([0, 0], [9, 0]),
      ...frame([9, 0], LOW),
      ';',
    );
    expect(imageHeader(file)).toEqual({ type: 'image/gif', width: 50_009, height: 2 });
  });

  it.each([
    ['a drawing', bytes('<svg xmlns="http://www.w3.org/2000/svg"/>')],
    ['AVIF', bytes('\0\0\0\x1cftypavif')],
    ['nothing', bytes()],
    ['a picture that is cut off', bytes('\x89PNG\r\n\x1a\n\0\0\0\rIHDR\0')],
    ['JPEG without a frame', bytes('\xff\xd8\xff\xe0\0\x02\xff\xe0\0\x02')],
  ])('is none of %s', (_, file) => {
    expect(imageHeader(file)).toBeNull();
  });
});
