import type { LitElement } from 'lit';
import { afterAll, expect, it, vi } from 'vitest';
import { FileDrop } from './file-drop.ts';

afterAll(() => {
  vi.unstubAllGlobals();
});

/** Files that are held over a page, or let go. */
function filesEvent(type: 'dragover' | 'drop') {
  const data = {
    types: ['Files'],
    dropEffect: 'copy',
    items: [{ kind: 'file', webkitGetAsEntry: () => null, getAsFile: () => new File(['words'], 'notes.txt') }],
  };
  return { data, event: Object.assign(new Event(type, { cancelable: true }), { dataTransfer: data }) };
}

it.each([
  ['takes what is dropped while its host is seen', true, 'copy', ['notes.txt']],
  ['takes nothing while its host is hidden, and the page is not left', false, 'none', []],
])('%s', (_what, isSeen, effect, expected) => {
  const page = new EventTarget();
  vi.stubGlobal('window', page);
  const taken: string[] = [];
  const host = { addController: () => undefined, checkVisibility: () => isSeen } as unknown as LitElement;
  new FileDrop(host, (files) => taken.push(...files.map(({ name }) => name))).hostConnected();
  const over = filesEvent('dragover');
  page.dispatchEvent(over.event);
  const dropped = filesEvent('drop');
  page.dispatchEvent(dropped.event);
  expect(over.data.dropEffect).toBe(effect);
  expect(taken).toEqual(expected);
  expect([over.event.defaultPrevented, dropped.event.defaultPrevented]).toEqual([true, true]);
});
