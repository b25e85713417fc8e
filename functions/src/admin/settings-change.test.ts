import { DEFAULT_SETTINGS, MAX_NOTICE_LENGTH, settingChangesIn } from '@oma/contract';
import { describe, expect, it } from 'vitest';
import { settingsChange } from './settings-change.ts';

describe('what differs between two versions of the settings', () => {
  it('is told whole however long the notice is', () => {
    const budgets = { ...DEFAULT_SETTINGS.budgets, platform_month_usd: 123_456 };
    for (let length = 1; length <= MAX_NOTICE_LENGTH; length += 1) {
      const notice = '공지; '.repeat(MAX_NOTICE_LENGTH).slice(0, length);
      expect(settingChangesIn(settingsChange(DEFAULT_SETTINGS, { ...DEFAULT_SETTINGS, notice, budgets }) ?? '')).toEqual({
        changes: [
          { place: 'notice', before: '', after: notice },
          { place: 'budgets.platform_month_usd', before: '500', after: '123456' },
        ],
        more: 0,
      });
    }
  });

  it('is told of a model whatever its id is', () => {
    const [model] = DEFAULT_SETTINGS.models;
    const models = [{ ...model!, id: 'vertex/claude@eu: 5' }];
    const after = { ...DEFAULT_SETTINGS, models: [{ ...models[0]!, enabled: false }] };
    expect(settingChangesIn(settingsChange({ ...DEFAULT_SETTINGS, models }, after) ?? '').changes).toEqual([
      { place: 'vertex/claude@eu: 5.enabled', before: 'true', after: 'false' },
    ]);
  });

  it('is nothing where nothing does', () => {
    expect(settingsChange(DEFAULT_SETTINGS, { ...DEFAULT_SETTINGS })).toBeNull();
  });
});
