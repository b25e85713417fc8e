import { describe, expect, it } from 'vitest';
import { Pacer } from './pacing.ts';

describe('Pacer', () => {
  it('spreads what arrived over the interval, and never goes back', () => {
    const pacer = new Pacer();
    pacer.arrive('0123456789', 0);
    expect(pacer.shown(0)).toBe('');
    expect(pacer.shown(90)).toBe('01234');
    expect(pacer.shown(180)).toBe('0123456789');
    pacer.arrive('0123456789abcdefghij', 200);
    expect(pacer.shown(200)).toBe('0123456789');
    expect(pacer.shown(300)).toBe('0123456789abcde');
    expect(pacer.isBehind).toBe(true);
    expect(pacer.shown(400)).toBe('0123456789abcdefghij');
    expect(pacer.isBehind).toBe(false);
  });

  it('shows everything at once at the end', () => {
    const pacer = new Pacer();
    pacer.arrive('half', 0);
    pacer.flush('half and the rest');
    expect(pacer.shown(1)).toBe('half and the rest');
  });

  it('drops what was taken back at once', () => {
    const pacer = new Pacer();
    pacer.arrive('kept, cut off', 0);
    expect(pacer.shown(500)).toBe('kept, cut off');
    pacer.arrive('kept, anew', 600);
    expect(pacer.shown(600)).toBe('kept, ');
  });

  it('never shows half a character', () => {
    const pacer = new Pacer();
    pacer.arrive('😀😀', 0);
    for (let now = 0; now <= 180; now += 5) expect(pacer.shown(now).isWellFormed()).toBe(true);
  });
});
