import { css } from 'lit';

/** How a part of the account page is laid out: what it is about at the left, what can be done at the right; one below the other where that is too narrow. */
export const sectionStyles = css`
  section {
    display: grid;
    grid-template-columns: 15rem minmax(0, 1fr);
    gap: var(--space-3) var(--space-6);
    padding: var(--space-6) 0;
    border-bottom: 1px solid var(--line);
  }
  .about h2 {
    margin: 0 0 var(--space-1);
    font-size: var(--text-4);
    line-height: 1.35;
  }
  .about p {
    margin: 0;
    color: var(--ink-soft);
    font-size: var(--text-2);
  }
  .parts {
    display: grid;
    grid-template-columns: minmax(0, 1fr);
    gap: var(--space-4);
    align-content: start;
    min-width: 0;
  }
  .parts p,
  .parts ul {
    margin: 0;
  }
  .soft {
    color: var(--ink-soft);
    font-size: var(--text-2);
  }
  @media (max-width: 760px) {
    section {
      grid-template-columns: minmax(0, 1fr);
      gap: var(--space-4);
      padding: var(--space-5) 0;
    }
  }
`;
