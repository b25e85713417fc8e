import { describe, expect, it } from 'vitest';
import { findSecrets } from './find-secrets.ts';

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

  it('is found in no time in whatever text', () => {
    for (const piece of ['a', 'eyJa', 'sk-', 'password=', 'a:', '@', 'a.', 'x://', '-----BEGIN ']) {
      const begun = performance.now();
      findSecrets(piece.repeat(700_000 / piece.length));
      expect(performance.now() - begun).toBeLessThan(5000);
    }
  });
});
