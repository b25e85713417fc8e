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

  it.each([
    ['UTF-8', [0xed, 0x95, 0x9c, 0x0a, 0xed, 0x95], '한\n'],
    ['CP949', [0xc7, 0xd1, 0x0a, 0xb1], '한\n'],
    ['UTF-16, little end first', [0xff, 0xfe, 0x5c, 0xd5, 0x0a, 0x00, 0x0a, 0x55, 0x5c], '한\n'],
    ['UTF-16, big end first', [0xfe, 0xff, 0xd5, 0x5c, 0x00, 0x0a, 0x55, 0x0a, 0x5c], '한\n'],
    ['one line', [0x61, 0x62], 'ab'],
  ])('reads whole lines of a file of %s that was cut within a character', (_name, bytes, text) => {
    expect(decodeFile(Uint8Array.from(bytes), { isCut: true })).toBe(text);
  });
});
