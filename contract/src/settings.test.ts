import { describe, expect, it } from 'vitest';
import { DEFAULT_SETTINGS, settingsOf } from './settings.ts';

describe('settings edited by hand', () => {
  it('have the default where a field was left out', () => {
    const { turn_limit_min, ...rest } = { ...DEFAULT_SETTINGS, notice: 'Closed on Monday' };
    expect(settingsOf(rest)).toEqual({ ...rest, turn_limit_min });
  });

  it('are refused where a field is wrong', () => {
    expect(() => settingsOf({ ...DEFAULT_SETTINGS, turn_limit_min: '30' })).toThrow();
  });
});
