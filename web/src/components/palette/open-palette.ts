import { speak } from '../../i18n/localization.ts';
import { loadPart } from '../load-part.ts';
import { showOnTop } from './show-on-top.ts';

let words: Promise<void> | null = null;
const learnWords = (): Promise<void> =>
  (words ??= speak(() =>
    import('../../i18n/en/palette.ts').catch((error: unknown) => {
      words = null;
      throw error;
    }),
  ));

/** Opens the palette on top of the page; what it needs is loaded then. */
export async function openPalette(): Promise<void> {
  if ((await loadPart(() => Promise.all([import('./oma-palette.ts'), learnWords()]))) !== null) showOnTop('oma-palette');
}

/** Shows which keys do what. */
export async function openKeys(): Promise<void> {
  if ((await loadPart(() => Promise.all([import('./oma-keys.ts'), learnWords()]))) !== null) showOnTop('oma-keys');
}
