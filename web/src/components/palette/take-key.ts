import { isComposing } from '../composing.ts';
import { openKeys, openPalette } from './open-palette.ts';

/** Opens the palette with Ctrl-K or ⌘K, and the list of keys with a question mark that nobody writes into a field. */
export function takeKey(event: KeyboardEvent): void {
  if (event.defaultPrevented || isComposing(event) || event.altKey) return;
  const hasModifier = event.ctrlKey || event.metaKey;
  // By its place on the keyboard as well: with a Korean layout the key gives another letter.
  if (hasModifier && !event.shiftKey && (event.key.toLowerCase() === 'k' || event.code === 'KeyK')) {
    event.preventDefault();
    void openPalette();
  } else if (!hasModifier && event.key === '?' && !isWriting(event)) {
    event.preventDefault();
    void openKeys();
  }
}

const isWriting = (event: KeyboardEvent): boolean => {
  const [target] = event.composedPath();
  return target instanceof HTMLElement && (target.isContentEditable || target.matches('input, textarea, select'));
};
