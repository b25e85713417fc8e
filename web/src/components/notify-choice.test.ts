import { afterAll, beforeEach, expect, it, vi } from 'vitest';
import { notify, notifyChoice } from './notify-choice.ts';

const kept = new Map<string, string>();
beforeEach(() => {
  kept.clear();
  kept.set('notify', 'yes');
  vi.stubGlobal('localStorage', {
    getItem: (key: string) => kept.get(key) ?? null,
    setItem: (key: string, value: string) => kept.set(key, value),
  });
});
afterAll(() => {
  vi.unstubAllGlobals();
});

const browserWith = (constructor: () => object): void => {
  const Shows = Object.assign(
    function () {
      return constructor();
    },
    { permission: 'granted' },
  );
  vi.stubGlobal('Notification', Shows);
  vi.stubGlobal('window', { Notification: Shows });
};
const words = { body: 'words', tag: 'tag', onClick: () => undefined };

it('goes on where the browser shows it', () => {
  const shown = {};
  browserWith(() => shown);
  notify('title', words);
  expect(notifyChoice()).toBe('on');
  expect(shown).toEqual({ onclick: words.onClick });
});

it('is unable from then on where the browser allows it and refuses all the same', () => {
  browserWith(() => {
    throw new TypeError('Illegal constructor');
  });
  expect(notifyChoice()).toBe('on');
  notify('title', words);
  expect(notifyChoice()).toBe('unable');
});
