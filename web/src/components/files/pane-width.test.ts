import type { LitElement } from 'lit';
import { afterEach, beforeEach, describe, expect, it, vi } from 'vitest';
import { PaneWidth } from './pane-width.ts';

const kept = new Map<string, string>();
const styles = new Map<string, string>();
const host = {
  addController: vi.fn(),
  requestUpdate: vi.fn(),
  style: { setProperty: (name: string, value: string) => styles.set(name, value) },
} as unknown as LitElement;

function press(pane: PaneWidth, key: string): boolean {
  let isTaken = false;
  pane.onKey({ key, preventDefault: () => (isTaken = true) } as unknown as KeyboardEvent);
  return isTaken;
}

function shown(): PaneWidth {
  const pane = new PaneWidth(host);
  pane.hostConnected();
  return pane;
}

beforeEach(() => {
  kept.clear();
  styles.clear();
  vi.stubGlobal('localStorage', {
    getItem: (key: string) => kept.get(key) ?? null,
    setItem: (key: string, value: string) => kept.set(key, value),
  });
});
afterEach(() => vi.unstubAllGlobals());

describe('how wide the files are', () => {
  it('is changed with the arrow keys, to the left wider, and kept', () => {
    const pane = shown();
    const before = pane.value;
    expect(press(pane, 'ArrowLeft')).toBe(true);
    expect(pane.value).toBeGreaterThan(before);
    expect(styles.get('--files-width')).toBe(`${pane.value}px`);
    expect(shown().value).toBe(pane.value);
    press(pane, 'ArrowRight');
    expect(pane.value).toBe(before);
  });

  it('leaves other keys to the page', () => {
    const pane = shown();
    expect([press(pane, 'ArrowUp'), press(pane, 'Enter'), pane.value]).toEqual([false, false, 384]);
    expect(kept.size).toBe(0);
  });

  it('stays between its least and its most', () => {
    const pane = shown();
    for (let times = 0; times < 100; times += 1) press(pane, 'ArrowLeft');
    expect(pane.value).toBe(PaneWidth.most);
    for (let times = 0; times < 100; times += 1) press(pane, 'ArrowRight');
    expect(pane.value).toBe(PaneWidth.least);
  });

  it.each([
    ['4000', PaneWidth.most],
    ['10', PaneWidth.least],
    ['500.4', 500],
    ['-3', 384],
    ['wide', 384],
  ])('takes what was kept, %s, only as far as it makes sense', (value, width) => {
    kept.set('files-width', value);
    expect(shown().value).toBe(width);
  });
});
