import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { MOST_CHANGES_TOLD, recountIn, recountReason, settingChangesIn, settingsReason } from './audit-reason.ts';

describe('the reason of an audit entry', () => {
  it.each([
    ['what parts two changes', { place: 'notice', before: '', after: 'Closed; accepting_messages: true → false' }],
    ['what parts two values', { place: 'notice', before: 'A → B', after: ' → ' }],
    ['what tells of more', { place: 'notice', before: '', after: 'Closed; and 3 more' }],
    ['several lines', { place: 'notice', before: '', after: 'Closed; back on Monday:\n9 o’clock' }],
    ['escapes', { place: 'notice', before: '50%25', after: '50% off, %3B' }],
    ['anything', { place: 'us/모델: 5; → v1@eu.enabled', before: 'true', after: 'false' }],
  ])('says every setting that was changed, with %s in it', (_what, odd) => {
    const changes = [
      { place: 'budgets.turn_usd', before: '2', after: '3' },
      odd,
      { place: 'claude-sonnet-5-5.enabled', before: 'true', after: 'false' },
    ];
    expect(settingChangesIn(settingsReason(changes))).toEqual({ changes, more: 0 });
  });

  it('says them whatever they hold', () => {
    const words = fc.array(fc.constantFrom(';', ' ', ':', '→', '%', '3B', '%25', 'and 2 more', 'a', '\n', '가'), { maxLength: 8 });
    const value = fc.oneof(
      words.map((all) => all.join('')),
      fc.string(),
    );
    const change = fc.record({ place: value.filter((one) => one !== ''), before: value, after: value });
    fc.assert(
      fc.property(fc.array(change, { minLength: 1, maxLength: 5 }), (changes) => {
        expect(settingChangesIn(settingsReason(changes))).toEqual({ changes, more: 0 });
      }),
    );
  });

  it.each([0, 1, 2, 250])('tells how many changes it leaves out, %i of them, and leaves out whole ones', (more) => {
    const changes = Array.from({ length: MOST_CHANGES_TOLD + more }, (_, index) => ({
      place: `model-${index}.input_usd`,
      before: '1',
      after: '2',
    }));
    expect(settingChangesIn(settingsReason(changes))).toEqual({ changes: changes.slice(0, MOST_CHANGES_TOLD), more });
  });

  it('of an earlier version is read as well', () => {
    expect(settingChangesIn('notice:  → 50% off; back on Monday: 9 o’clock; turn_limit_min: 30 → 60')).toEqual({
      changes: [
        { place: 'notice', before: '', after: '50% off; back on Monday: 9 o’clock' },
        { place: 'turn_limit_min', before: '30', after: '60' },
      ],
      more: 0,
    });
  });

  it('says how many statistics were counted anew', () => {
    const counted = { people: 56, corrected: 1, busy: 0 };
    expect(recountIn(recountReason(counted))).toEqual(counted);
    expect(recountIn('because')).toBeNull();
  });
});
