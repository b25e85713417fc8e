import { css } from 'lit';

/** A page that somebody comes to by a link, signed in or not: the mark above, one column below, as wide as `--page-width`. */
export const barePageStyles = css`
  header {
    display: flex;
    justify-content: space-between;
    align-items: center;
    max-width: var(--page-width);
    margin: 0 auto;
    padding: var(--space-4);
    font-weight: 700;
  }
  .mark {
    display: inline-flex;
    align-items: center;
    gap: var(--space-3);
    color: inherit;
    text-decoration: none;
  }
  main {
    display: grid;
    grid-template-columns: minmax(0, 1fr);
    gap: var(--space-4);
    max-width: var(--page-width);
    margin: 0 auto;
    padding: var(--space-4) var(--space-4) var(--space-6);
  }
  h1 {
    margin: 0;
    font-size: var(--text-5);
    line-height: 1.3;
    overflow-wrap: anywhere;
  }
  p {
    margin: 0;
  }
  .soft {
    color: var(--ink-soft);
  }
`;
