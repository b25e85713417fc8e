import { css } from 'lit';

/** How an element looks that says a state with an icon and a word. Its colours are the state's. */
export const pillStyles = css`
  :host {
    display: inline-flex;
    align-items: center;
    gap: var(--space-1);
    padding: 2px var(--space-2);
    border-radius: var(--radius-round);
    background: var(--surface-low);
    color: var(--ink-soft);
    font-size: var(--text-1);
    font-weight: 600;
    white-space: nowrap;
  }
`;
