import { css } from 'lit';

/** How a field of a form looks: its name, a hint, the control, and what is wrong with it. */
export const fieldStyles = css`
  .field,
  fieldset {
    display: grid;
    grid-template-columns: minmax(0, 1fr);
    gap: var(--space-2);
    margin: 0;
    padding: 0;
    border: 0;
    min-width: 0;
  }
  legend,
  .label {
    display: block;
    padding: 0;
    font-size: var(--text-2);
    font-weight: 600;
    line-height: 1.5;
  }
  /* A legend is no part of the grid. */
  legend {
    margin-bottom: var(--space-2);
  }
  legend + .hint,
  .label + .hint {
    margin-top: calc(-1 * var(--space-1));
  }
  .hint,
  .error {
    margin: 0;
    line-height: 1.5;
  }
  .error {
    display: flex;
    align-items: flex-start;
    gap: var(--space-1);
  }
  .error oma-icon {
    margin-top: 0.2em;
  }
`;

/** Radio buttons that look like cards. */
export const choiceStyles = css`
  .choices {
    display: grid;
    grid-template-columns: repeat(auto-fit, minmax(min(100%, 12rem), 1fr));
    gap: var(--space-2);
  }
  .choice {
    display: grid;
    grid-template-columns: auto minmax(0, 1fr);
    align-content: start;
    gap: 2px var(--space-2);
    padding: var(--space-3);
    border: 1px solid var(--line);
    border-radius: var(--radius);
    background: var(--surface-high);
    font-weight: 400;
    line-height: 1.5;
    cursor: pointer;
  }
  .choice:hover {
    border-color: var(--accent);
  }
  .choice:has(:checked) {
    border-color: var(--accent);
    box-shadow: inset 0 0 0 1px var(--accent);
  }
  .choice:has(:focus-visible) {
    outline: 2px solid var(--accent);
    outline-offset: 2px;
  }
  .choice input:focus-visible {
    outline: none;
  }
  .choice input {
    margin-top: 0.1em;
  }
  .choice b {
    font-weight: 600;
  }
  .choice .hint {
    grid-column: 2;
  }
`;
