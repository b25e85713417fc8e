import { msg } from '@lit/localize';
import { html, nothing } from 'lit';

/**
 * Longer pieces of a text are shown up to here. Lines of code stay as they are; prose that stands as it was written, in one line or many, is broken into lines
 * anew with every word that comes, which takes a browser long where its font has no sign for what is written.
 */
const LONGEST_SHOWN = { code: 100_000, prose: 20_000 } as const;
type Kind = keyof typeof LONGEST_SHOWN;

/** What is shown of a piece of a text. */
export const shownOf = (text: string, kind: Kind): string => text.slice(0, LONGEST_SHOWN[kind]);

/** Says that a piece is not shown whole; nothing where it is. */
export const cutNote = (text: string, kind: Kind) =>
  text.length > LONGEST_SHOWN[kind]
    ? html`<p class="cut">${msg('너무 길어서 여기까지만 보여요. 복사하면 전체를 볼 수 있어요.', { id: 'text-cut' })}</p>`
    : nothing;
