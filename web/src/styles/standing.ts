import { css } from 'lit';

/** A page that has one thing to say. */
export const standingStyles = css`
  section {
    max-width: 34rem;
    margin: 12vh auto 0;
    padding: var(--space-4);
  }
  h2 {
    margin: 0 0 var(--space-3);
    font-size: var(--text-5);
    line-height: 1.3;
  }
  p {
    color: var(--ink-soft);
  }
`;
