import { describe, expect, it } from 'vitest';
import { fileName, uniqueNames } from './file-name.ts';

describe('a name for a file', () => {
  it.each([
    ['매출 보고서', '매출 보고서'],
    ['매출'.normalize('NFD'), '매출'],
    ['a/b\\c:d*e?f"g<h>i|j', 'a_b_c_d_e_f_g_h_i_j'],
    ['../../etc/passwd', '_.._etc_passwd'],
    ['두\n줄\t로', '두_줄_로'],
    ['끝에 점...  ', '끝에 점'],
    ['.숨김', '숨김'],
    ['CON', '_CON'],
    ['lpt1.txt', '_lpt1.txt'],
    ['console', 'console'],
    ['gpj.\u202etxt', 'gpj._txt'],
    ['반쪽 \ud83d', '반쪽 \ufffd'],
    ['', '이름'],
    ['...', '이름'],
  ])('%j is %j', (text, expected) => {
    expect(fileName(text, '이름')).toBe(expected);
  });

  it('is short enough for every system, and cuts no character in two', () => {
    expect(fileName('가'.repeat(200), 'x')).toBe('가'.repeat(60));
    const family = '👨‍👩‍👧‍👦';
    const name = fileName(family.repeat(60), 'x');
    expect(Buffer.byteLength(name)).toBeLessThanOrEqual(180);
    expect(name.length % family.length).toBe(0);
  });
});

describe('names that are given once', () => {
  it('get a number where only capital letters differ', () => {
    const unique = uniqueNames(['.json']);
    expect(['Report', 'report', 'REPORT', 'report (2)'].map(unique)).toEqual(['Report', 'report (2)', 'REPORT (3)', 'report (2) (2)']);
  });

  it('never come to the name of a folder or a file of another', () => {
    const unique = uniqueNames(['', '.json', '.md']);
    expect(['a', 'a.json', 'b.md', 'b'].map(unique)).toEqual(['a', 'a.json (2)', 'b.md', 'b (2)']);
  });
});
