import { DEFAULT_SETTINGS, PlatformSettings } from '@oma/contract';
import { describe, expect, it } from 'vitest';
import { NUMBER_FIELDS, numberProblem, numberRange, writeNumber } from './settings-fields.ts';

const isAllowed = (settings: PlatformSettings): boolean => PlatformSettings.safeParse(settings).success;

describe('the range of a number of the settings', () => {
  it.each(NUMBER_FIELDS)('is what the schema allows: %s', (field) => {
    const { max, mayBeZero } = numberRange(field);
    const isTaken = (value: number): boolean => isAllowed(writeNumber(DEFAULT_SETTINGS, field, value));
    expect([max, max + 1, 0, -1].map(isTaken)).toEqual([true, false, mayBeZero, false]);
  });

  it('is what the schema allows: a price', () => {
    const { max, mayBeZero } = numberRange('price');
    const isTaken = (value: number): boolean =>
      isAllowed({
        ...DEFAULT_SETTINGS,
        models: DEFAULT_SETTINGS.models.map((model) => ({ ...model, input_usd: value, output_usd: value })),
      });
    expect([max, max + 1, 0, -1].map(isTaken)).toEqual([true, false, mayBeZero, false]);
  });

  it('is said with both ends', () => {
    expect(numberProblem('linger_s.alone')).toBe('0에서 86,400 사이의 수를 적어 주세요.');
    expect(numberProblem('turn_limit_min')).toBe('0보다 크고 1,440 이하인 수를 적어 주세요.');
  });
});
