import { describe, expect, it } from 'vitest';
import { recountIn, recountReason, settingChangesIn, settingsReason } from './audit-reason.ts';

describe('the reason of an audit entry', () => {
  it('says every setting that was changed, whatever the values hold', () => {
    const changes = [
      { place: 'budgets.turn_usd', before: '2', after: '3' },
      { place: 'notice', before: '', after: 'Closed; back on Monday:\n9 o’clock' },
      { place: 'claude-sonnet-5-5.enabled', before: 'true', after: 'false' },
    ];
    expect(settingChangesIn(settingsReason(changes))).toEqual(changes);
  });

  it('loses only what was cut off', () => {
    expect(settingChangesIn('turn_limit_min: 30 → 60; notice: Closed o')).toEqual([{ place: 'turn_limit_min', before: '30', after: '60' }]);
  });

  it('says how many statistics were counted anew', () => {
    const counted = { people: 56, corrected: 1, busy: 0 };
    expect(recountIn(recountReason(counted))).toEqual(counted);
    expect(recountIn('because')).toBeNull();
  });
});
