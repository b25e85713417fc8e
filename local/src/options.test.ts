import { describe, expect, it } from 'vitest';
import { readEnvironment, readOptions } from './options.ts';

describe('readOptions', () => {
  it.each([
    [[], { portOffset: 0, fresh: false, empty: false, allowReducedIsolation: false }],
    [['--port-offset', '100', '--fresh'], { portOffset: 100, fresh: true, empty: false, allowReducedIsolation: false }],
    [['--empty'], { portOffset: 0, fresh: false, empty: true, allowReducedIsolation: false }],
    [['--allow-reduced-isolation'], { portOffset: 0, fresh: false, empty: false, allowReducedIsolation: true }],
  ])('%j', (argv, value) => {
    expect(readOptions(argv)).toEqual({ ok: true, value });
  });

  it.each([[['--port-offset', 'x']], [['--port-offset', '-1']], [['--port-offset', '99999']], [['--nonsense']], [['word']]])(
    'refuses %j in one sentence',
    (argv) => {
      const parsed = readOptions(argv);
      expect(parsed.ok).toBe(false);
      expect(parsed.ok ? '' : parsed.sentence).toMatch(/\.$/);
    },
  );
});

describe('readEnvironment', () => {
  it('simulates without a key, and says that an address is ignored then', () => {
    expect(readEnvironment({ ANTHROPIC_BASE_URL: 'http://127.0.0.1:1' })).toMatchObject({
      ok: true,
      value: { modelKey: null, ignoredBaseUrl: true },
    });
  });

  it('takes a key with an address, and the public API without one', () => {
    expect(readEnvironment({ ANTHROPIC_API_KEY: 'k', ANTHROPIC_BASE_URL: 'http://127.0.0.1:1/' })).toMatchObject({
      value: { modelKey: 'k', modelBaseUrl: 'http://127.0.0.1:1' },
    });
    expect(readEnvironment({ ANTHROPIC_API_KEY: 'k' })).toMatchObject({ value: { modelBaseUrl: 'https://api.anthropic.com' } });
  });

  it('refuses an address that is none', () => {
    expect(readEnvironment({ ANTHROPIC_API_KEY: 'k', ANTHROPIC_BASE_URL: 'nowhere' })).toMatchObject({ ok: false });
  });

  const SMTP = { SMTP_HOST: 'smtp.example.com', SMTP_FROM: 'noreply@example.com' };
  it.each([
    ['no mail server', {}, null],
    ['an empty one', { SMTP_HOST: ' ', SMTP_FROM: 'x' }, null],
    ['one without a name', SMTP, { host: 'smtp.example.com', port: 587, user: '', password: '', from: 'noreply@example.com' }],
    [
      'one with all of it',
      { ...SMTP, SMTP_PORT: '465', SMTP_USER: 'mailer', SMTP_PASSWORD: ' s ' },
      { host: 'smtp.example.com', port: 465, user: 'mailer', password: ' s ', from: 'noreply@example.com' },
    ],
  ])('takes %s', (_what, env, smtp) => {
    expect(readEnvironment(env)).toMatchObject({ ok: true, value: { smtp } });
  });

  it.each([
    [{ ADMIN_EMAILS: 'me@example.com, nonsense' }, /ADMIN_EMAILS takes addresses with commas between them, not "nonsense"\.$/],
    [{ SMTP_PORT: 'mail' }, /SMTP_PORT takes a whole number from 1 to 65535, not "mail"\.$/],
    [{ ...SMTP, SMTP_PORT: '0' }, /SMTP_PORT/],
    [{ ...SMTP, SMTP_PORT: '70000' }, /SMTP_PORT/],
    [{ ...SMTP, SMTP_PORT: '25.5' }, /SMTP_PORT/],
    [{ SMTP_HOST: 'smtp.example.com' }, /SMTP_FROM/],
    [{ ...SMTP, SMTP_FROM: 'Platform <noreply@example.com>' }, /SMTP_FROM/],
    [{ ...SMTP, SMTP_USER: 'mailer' }, /SMTP_USER and SMTP_PASSWORD/],
    [{ ...SMTP, SMTP_PASSWORD: 'secret' }, /SMTP_USER and SMTP_PASSWORD/],
  ])('refuses %j in one sentence', (env, sentence) => {
    const parsed = readEnvironment(env);
    expect(parsed.ok ? '' : parsed.sentence).toMatch(sentence);
  });
});
