import { css } from 'lit';

/** How a question looks, sent or about to be, and what stands below it. */
export const questionStyles = css`
  .exchange {
    display: grid;
    grid-template-columns: minmax(0, 1fr);
    gap: var(--space-3);
    min-width: 0;
  }
  .exchange > * {
    min-width: 0;
  }
  .question {
    justify-self: end;
    max-width: min(85%, 40rem);
    padding: var(--space-2) var(--space-4);
    border-radius: calc(var(--radius) + var(--space-2));
    background: var(--accent-soft);
    overflow-wrap: anywhere;
  }
  .words {
    white-space: break-spaces;
  }
  .pending {
    opacity: 0.7;
  }
  .mark {
    justify-self: end;
    font-size: var(--text-1);
    color: var(--ink-soft);
  }
`;
