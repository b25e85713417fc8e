import type { Locale } from '@oma/contract';
import { LANGUAGE_SWITCHED } from '../../components/view-switches.ts';
import { speak } from '../../i18n/localization.ts';
import './oma-entry.ts';

declare global {
  interface WindowEventMap {
    [LANGUAGE_SWITCHED]: CustomEvent<Locale>;
  }
}

void speak(
  () => import('../../i18n/en/base.ts'),
  () => import('../../i18n/en/apply.ts'),
);

/** The element of the page, once this is loaded. */
export const entry = () => document.querySelector('oma-entry');

// The switch of the page knows nothing of elements.
window.addEventListener(LANGUAGE_SWITCHED, ({ detail: locale }) => entry()?.follow(locale));
