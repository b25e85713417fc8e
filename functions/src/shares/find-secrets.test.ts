import { describe, expect, it } from 'vitest';
import { findSecrets, findToolSecrets } from './find-secrets.ts';

const kinds = (text: string) => findSecrets(text).map(({ kind }) => kind);

describe('what looks like a secret', () => {
  it.each([
    ['private_key', `-----BEGIN RSA PRIVATE KEY-----\nMIIE`],
    ['access_key', `id = AKIAABCDEFGHIJKLMNOP`],
    ['access_key', `AIza${'a'.repeat(35)}`],
    ['token', `ghp_${'a'.repeat(36)}`],
    ['token', `sk-ant-api03-${'a'.repeat(40)}`],
    ['token', `xoxb-${'1'.repeat(12)}`],
    ['token', `sk_live_${'a'.repeat(24)}`],
    ['token', `eyJ${'a'.repeat(20)}.eyJ${'b'.repeat(20)}.${'c'.repeat(20)}`],
    ['token', `Authorization: Bearer ${'a'.repeat(30)}`],
    ['password', 'postgres://app:hunter2@db.example.com/app'],
    ['password', 'DB_PASSWORD=correct-horse'],
    ['password', 'AWS_SECRET_ACCESS_KEY=wJalrXUtnFEMI'],
    ['password', '비밀번호: 아주긴비밀번호'],
    ['email', '담당자는 haneul.kim@example.co.kr 입니다'],
  ])('%s is found, and only its beginning told', (kind, text) => {
    const [found, ...more] = findSecrets(text);
    expect(found?.kind).toBe(kind);
    expect(more).toEqual([]);
    if (kind !== 'private_key') expect(found!.shown).toHaveLength(7);
  });

  it.each(['https://example.com/a?b=c', 'user@localhost', 'The password is on paper.', 'sk-learn', 'task-list', 'a:b@c', '9,150,000'])(
    '%s is none',
    (text) => {
      expect(kinds(text)).toEqual([]);
    },
  );

  it.each([
    ['password', 'export API_KEY="supersecret1"'],
    ['password', '{"password": "hunter22x"}'],
    ['access_key', 'first\nAKIAABCDEFGHIJKLMNOP\nlast'],
    ['token', `first\nghp_${'a'.repeat(36)}`],
    ['token', `first\tsk-ant-api03-${'a'.repeat(40)}`],
    ['password', 'PASSWORD=correct-horse\nlast'],
    ['access_key', 'id = AKIAABCDEFGHIJKLMNOP'],
    ['email', '한글과 haneul.kim@example.co.kr'],
  ])('%s is found once in what a tool was given, also in JSON of JSON and where it is cut', (kind, text) => {
    for (const write of [
      text,
      JSON.stringify({ command: text }),
      JSON.stringify({ command: text }).slice(0, -1),
      JSON.stringify({ body: JSON.stringify({ text }) }),
      JSON.stringify({ command: text }).replaceAll('A', '\\u0041'),
    ]) {
      expect(
        findToolSecrets(write).map((found) => found.kind),
        write,
      ).toEqual([kind]);
    }
  });

  it('is found in no time in whatever text', () => {
    const pieces = [
      'a',
      'eyJa',
      '-eyJ',
      'sk-',
      'password=',
      'a:',
      '@',
      'a.',
      'x://',
      '-----BEGIN ',
      'a@b.co ',
      'a@b.co\\n',
      '\\u005cu005c',
      '\\',
    ];
    for (const piece of pieces) {
      const begun = performance.now();
      findToolSecrets(piece.repeat(350_000 / piece.length));
      expect(performance.now() - begun, piece).toBeLessThan(5000);
    }
  }, 60_000);
});
