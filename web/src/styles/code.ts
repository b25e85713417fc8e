import { css } from 'lit';

/** The colours of code: `code-<kind>` for each kind of a `CodePiece`. */
export const codeStyles = css`
  .code-keyword {
    color: var(--code-keyword);
  }
  .code-text {
    color: var(--code-text);
  }
  .code-number {
    color: var(--code-number);
  }
  .code-comment {
    color: var(--ink-soft);
  }
  .code-title {
    color: var(--code-title);
  }
  .code-type {
    color: var(--code-type);
  }
  .code-name {
    color: var(--code-name);
  }
  .code-added {
    color: var(--good);
  }
  .code-removed {
    color: var(--bad);
  }
`;
