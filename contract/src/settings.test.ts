import { describe, expect, it } from 'vitest';
import { DEFAULT_SETTINGS, settingsOf } from './settings.ts';

describe('settings edited by hand', () => {
  it('have the default where a field was left out', () => {
    const { turn_limit_min, ...rest } = { ...DEFAULT_SETTINGS, notice: 'Closed on Monday' };
    expect(settingsOf(rest)).toEqual({ ...rest, turn_limit_min });
  });

  it.each(['budgets', 'linger_s'] as const)('have the default where a field of %s was left out', (group) => {
    const names = Object.keys(DEFAULT_SETTINGS[group]);
    for (const left of names) {
      const others = Object.fromEntries(names.filter((name) => name !== left).map((name) => [name, 77]));
      expect(settingsOf({ ...DEFAULT_SETTINGS, [group]: others })).toEqual({
        ...DEFAULT_SETTINGS,
        [group]: { ...DEFAULT_SETTINGS[group], ...others },
      });
    }
    expect(settingsOf({ ...DEFAULT_SETTINGS, [group]: undefined })).toEqual(DEFAULT_SETTINGS);
  });

  it.each([{ turn_limit_min: '30' }, { budgets: { turn_usd: '2' } }, { budgets: null }, { budgets: [] }, { linger_s: 20 }])(
    'are refused where a field is wrong: %j',
    (wrong) => {
      expect(() => settingsOf({ ...DEFAULT_SETTINGS, ...wrong })).toThrow();
    },
  );
});
