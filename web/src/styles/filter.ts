import { css } from 'lit';

/** How a list is laid out that is searched and narrowed, besides `listStyles`: the fields above it, how many there are, and the way on. */
export const filterStyles = css`
  .content {
    gap: var(--space-4);
  }
  .title {
    margin: 0;
  }
  .filter {
    display: grid;
    grid-template-columns: minmax(0, 1fr) auto auto;
    gap: var(--space-2);
    align-items: end;
  }
  .filter select {
    min-width: 9rem;
  }
  .count {
    margin: 0;
    min-height: 1.6em;
    color: var(--ink-soft);
    font-size: var(--text-2);
  }
  .more {
    justify-self: center;
  }
  @media (max-width: 640px) {
    .filter {
      grid-template-columns: 1fr 1fr;
    }
    .filter label:first-child {
      grid-column: 1 / -1;
    }
    .filter select {
      min-width: 0;
    }
  }
`;
