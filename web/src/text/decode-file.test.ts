import { describe, expect, it } from 'vitest';
import { decodeFile } from './decode-file.ts';

describe('decodeFile', () => {
  it.each([
    ['UTF-8', [0xed, 0x95, 0x9c], '한'],
    ['UTF-8 with its mark', [0xef, 0xbb, 0xbf, 0x61], 'a'],
    ['CP949', [0xc7, 0xd1, 0xb1, 0xdb], '한글'],
    ['UTF-16, little end first', [0xff, 0xfe, 0x5c, 0xd5], '한'],
    ['UTF-16, big end first', [0xfe, 0xff, 0xd5, 0x5c], '한'],
    ['nothing', [], ''],
    ['neither', [0x61, 0xff, 0xff, 0x62], null],
  ])('reads %s', (_name, bytes, text) => {
    expect(decodeFile(Uint8Array.from(bytes))).toBe(text);
  });
});
