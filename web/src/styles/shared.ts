import { css } from 'lit';

/** What every element of the pages shares: box model, focus, buttons, fields, screen-reader text. */
export const shared = css`
  *,
  *::before,
  *::after {
    box-sizing: border-box;
  }
  :host {
    display: block;
  }
  :focus-visible {
    outline: 2px solid var(--accent);
    outline-offset: var(--ring-offset, 2px);
  }
  a {
    color: var(--accent);
  }
  button,
  .button {
    display: inline-flex;
    align-items: center;
    justify-content: center;
    gap: var(--space-2);
    min-height: 40px;
    padding: 0 var(--space-4);
    border: 1px solid var(--line);
    border-radius: var(--radius);
    background: var(--surface-high);
    color: var(--ink);
    font: inherit;
    font-size: var(--text-2);
    font-weight: 600;
    text-decoration: none;
    cursor: pointer;
    white-space: nowrap;
  }
  button:hover:not(:disabled),
  .button:hover {
    border-color: var(--accent);
  }
  button:disabled {
    opacity: 0.55;
    cursor: not-allowed;
  }
  .primary {
    background: var(--accent);
    border-color: var(--accent);
    color: var(--on-accent);
  }
  .quiet {
    background: none;
    border-color: transparent;
    color: var(--ink-soft);
    padding: 0 var(--space-2);
    min-height: 32px;
  }
  .quiet:hover:not(:disabled) {
    color: var(--ink);
    border-color: var(--line);
  }
  label {
    display: grid;
    gap: var(--space-1);
    font-size: var(--text-2);
    font-weight: 600;
  }
  input,
  textarea,
  select {
    width: 100%;
    min-height: 40px;
    padding: var(--space-2) var(--space-3);
    border: 1px solid var(--line);
    border-radius: var(--radius);
    background: var(--surface-high);
    color: var(--ink);
    font: inherit;
    font-weight: 400;
  }
  textarea {
    resize: vertical;
  }
  input[type='checkbox'],
  input[type='radio'] {
    flex: none;
    width: 18px;
    min-height: 18px;
    height: 18px;
    margin: 0;
    accent-color: var(--accent);
  }
  [aria-invalid='true'] {
    border-color: var(--bad);
  }
  .check {
    display: flex;
    align-items: flex-start;
    gap: var(--space-2);
    min-height: 32px;
    font-weight: 400;
    line-height: 1.5;
  }
  .check input {
    margin-top: 0.15em;
  }
  .danger {
    background: var(--bad);
    border-color: var(--bad);
    color: var(--surface);
  }
  .hint {
    color: var(--ink-soft);
    font-size: var(--text-1);
    font-weight: 400;
  }
  .error {
    color: var(--bad);
    font-size: var(--text-2);
  }
  .sr {
    position: absolute;
    width: 1px;
    height: 1px;
    overflow: hidden;
    clip-path: inset(50%);
    white-space: nowrap;
  }
  svg {
    width: 1.125em;
    height: 1.125em;
    flex: none;
  }
  .skeleton {
    border-radius: var(--radius);
    background: linear-gradient(90deg, var(--surface-low) 30%, var(--line) 50%, var(--surface-low) 70%);
    background-size: 300% 100%;
    animation: sweep 1.6s linear infinite;
  }
  @keyframes sweep {
    from {
      background-position: 100% 0;
    }
    to {
      background-position: 0 0;
    }
  }
  @media (prefers-reduced-motion: reduce) {
    *,
    *::before,
    *::after {
      animation: none !important;
      transition: none !important;
    }
  }
`;
