import { describe, expect, it } from 'vitest';
import { reading } from './listening.ts';

const heard = (): { told: string[]; listen: (text: string) => void } => {
  const told: string[] = [];
  const listen = reading<string, unknown>(
    { onValue: (value) => told.push(JSON.stringify(value)), onRefused: (code) => told.push(code) },
    (text) => JSON.parse(text),
  );
  return { told, listen };
};

describe('a listener', () => {
  it('tells what can be read', () => {
    const { told, listen } = heard();
    for (const text of ['1', '{"a":2}']) listen(text);
    expect(told).toEqual(['1', '{"a":2}']);
  });

  it('tells nothing of what nothing is made of', () => {
    const told: number[] = [];
    const listen = reading<number, number>({ onValue: (value) => told.push(value), onRefused: () => expect.unreachable() }, (value) =>
      value === 2 ? undefined : value,
    );
    for (const value of [1, 2, 3]) listen(value);
    expect(told).toEqual([1, 3]);
  });

  it('says once that it cannot read what is stored, and nothing more', () => {
    const { told, listen } = heard();
    for (const text of ['1', 'not JSON', '2', 'neither']) listen(text);
    expect(told).toEqual(['1', 'unreadable']);
  });

  it('leaves a fault of whoever listens theirs', () => {
    const listen = reading<number, number>(
      {
        onValue: () => {
          throw new Error('a fault');
        },
        onRefused: () => expect.unreachable(),
      },
      (value) => value,
    );
    expect(() => listen(1)).toThrow('a fault');
  });
});
