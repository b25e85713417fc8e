import { type Part, speak } from '../i18n/localization.ts';

/**
 * A part of a page with words of its own, which are learned before it is loaded: once it is there, it is shown in the language of the page. Where it does not
 * come, it throws, and is tried again when called again.
 */
export function spokenPart(load: () => Promise<unknown>, ...words: readonly Part[]): () => Promise<unknown> {
  let loaded: Promise<unknown> | null = null;
  return () =>
    (loaded ??= speak(...words)
      .then(load)
      .catch((error: unknown) => {
        loaded = null;
        throw error;
      }));
}
