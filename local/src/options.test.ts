import { describe, expect, it } from 'vitest';
import { readEnvironment, readOptions } from './options.ts';

describe('readOptions', () => {
  it.each([
    [[], { portOffset: 0, fresh: false, allowReducedIsolation: false }],
    [['--port-offset', '100', '--fresh'], { portOffset: 100, fresh: true, allowReducedIsolation: false }],
    [['--allow-reduced-isolation'], { portOffset: 0, fresh: false, allowReducedIsolation: true }],
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
});
