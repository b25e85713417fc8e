import { css } from 'lit';

/** How the field looks in which a message is written, and what stands around it. */
export const composerStyles = css`
  form {
    display: grid;
    grid-template-columns: auto minmax(0, 1fr) auto;
    gap: var(--space-2);
    align-items: end;
    padding: var(--space-2);
    border: 1px solid var(--line);
    border-radius: calc(var(--radius) + var(--space-2));
    background: var(--surface-high);
    box-shadow: var(--shadow);
  }
  form:focus-within {
    border-color: var(--accent);
  }
  textarea {
    border: 0;
    background: none;
    resize: none;
    line-height: 1.5;
    max-height: calc(8 * 1.5em + 2 * var(--space-2));
    field-sizing: content;
  }
  textarea:focus-visible {
    outline: none;
  }
  .buttons {
    display: flex;
    gap: var(--space-1);
  }
  oma-while-working {
    grid-column: 1 / -1;
    padding: 0 var(--space-3);
  }
  .hint {
    grid-column: 1 / -1;
    padding: 0 var(--space-3);
  }
  .mentions {
    grid-column: 1 / -1;
    margin: 0;
    padding: var(--space-1);
    list-style: none;
    border-radius: var(--radius);
    background: var(--surface-low);
    font-size: var(--text-2);
  }
  .mentions li {
    min-height: 32px;
    padding: var(--space-1) var(--space-2);
    border-radius: var(--radius);
    overflow-wrap: anywhere;
    cursor: pointer;
  }
  .mentions li[aria-selected='true'] {
    background: var(--accent-soft);
    box-shadow: inset 3px 0 0 var(--accent);
  }
  oma-attached-files {
    grid-column: 1 / -1;
  }
  .editing {
    grid-column: 1 / -1;
    display: flex;
    align-items: center;
    gap: var(--space-2);
    min-width: 0;
    padding-inline-start: var(--space-3);
    font-size: var(--text-2);
    color: var(--ink-soft);
  }
  .editing span {
    flex: 1;
    min-width: 0;
    overflow: hidden;
    text-overflow: ellipsis;
    white-space: nowrap;
  }
  .budget {
    margin: var(--space-1) var(--space-4) 0;
    font-size: var(--text-1);
    line-height: 1.4;
    text-align: right;
    color: var(--ink-soft);
  }
  .gone {
    color: var(--warn);
  }
`;
