import { css } from 'lit';

/** How a `dialog` looks. */
export const dialogStyles = css`
  dialog {
    width: min(var(--dialog-width, 32rem), calc(100vw - 2rem));
    max-height: calc(100dvh - 2rem);
    border: 1px solid var(--line);
    border-radius: var(--radius);
    padding: var(--space-5);
    background: var(--surface);
    color: var(--ink);
    overflow-y: auto;
  }
  dialog::backdrop {
    background: rgb(0 0 0 / 45%);
  }
  dialog h2 {
    margin: 0 0 var(--space-2);
    font-size: var(--text-4);
    line-height: 1.35;
  }
  .dialog-actions {
    display: flex;
    flex-wrap: wrap;
    justify-content: flex-end;
    gap: var(--space-2);
    margin-top: var(--space-5);
  }
`;
