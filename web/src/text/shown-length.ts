import { msg } from '@lit/localize';
import { html, nothing } from 'lit';

/** Longer pieces of a text are shown up to here: a browser takes seconds to lay out a million characters. */
const LONGEST_SHOWN = 100_000;

/** What is shown of a piece of a text. */
export const shownOf = (text: string): string => text.slice(0, LONGEST_SHOWN);

/** Says that a piece is not shown whole; nothing where it is. */
export const cutNote = (text: string) =>
  text.length > LONGEST_SHOWN
    ? html`<p class="cut">${msg('너무 길어서 여기까지만 보여요. 복사하면 전체를 볼 수 있어요.', { id: 'text-cut' })}</p>`
    : nothing;
