import { describe, expect, it } from 'vitest';
import { budgetDay, budgetDayEnd, budgetMonth, SentDay, SentTime, toWire } from './time.ts';

describe('budget days and months are those of Seoul', () => {
  it.each([
    ['2026-11-24T14:59:59Z', '2026-11-24'],
    ['2026-11-24T15:00:00Z', '2026-11-25'],
    ['2026-12-31T15:00:00Z', '2027-01-01'],
  ])('%s is in %s', (at, day) => {
    expect(budgetDay(new Date(at))).toBe(day);
    expect(budgetMonth(new Date(at))).toBe(day.slice(0, 7));
  });

  it('a day ends with the first moment of the next one', () => {
    const end = budgetDayEnd('2026-12-31');
    expect(budgetDay(end)).toBe('2027-01-01');
    expect(budgetDay(new Date(end.getTime() - 1))).toBe('2026-12-31');
  });
});

describe('toWire', () => {
  it('turns every Date into its ISO string and leaves the rest', () => {
    expect(toWire({ at: new Date(0), list: [{ at: new Date(1) }], n: null, s: 'x' })).toEqual({
      at: '1970-01-01T00:00:00.000Z',
      list: [{ at: '1970-01-01T00:00:00.001Z' }],
      n: null,
      s: 'x',
    });
  });
});

describe('what a client sends', () => {
  it.each([
    ['0000-01-01', false],
    ['0001-01-01', false],
    ['1969-12-31', false],
    ['1970-01-01', true],
    ['9999-12-31', true],
  ])('is not before 1970: %s', (day, isTaken) => {
    expect(SentDay.safeParse(day).success).toBe(isTaken);
    expect(SentTime.safeParse(`${day}T23:59:59.999Z`).success).toBe(isTaken);
    expect(SentTime.safeParse(`${day}T00:00:00+14:00`).success).toBe(false);
  });
});
