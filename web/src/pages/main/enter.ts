import type { Locale } from '@oma/contract';
import { LANGUAGE_SWITCHED } from '../../components/view-switches.ts';
import './oma-entry.ts';

declare global {
  interface WindowEventMap {
    [LANGUAGE_SWITCHED]: CustomEvent<Locale>;
  }
}

/** The element of the page, once this is loaded. */
export const entry = () => document.querySelector('oma-entry');

// The switch of the page knows nothing of elements.
window.addEventListener(LANGUAGE_SWITCHED, ({ detail: locale }) => entry()?.follow(locale));
