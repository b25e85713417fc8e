import { css } from 'lit';

/** How files look that come with a message. */
export const attachmentStyles = css`
  ul {
    display: flex;
    flex-wrap: wrap;
    gap: var(--space-1);
    margin: 0;
    padding: 0;
    list-style: none;
  }
  li {
    display: flex;
    flex-wrap: wrap;
    align-items: center;
    gap: 0 var(--space-2);
    min-width: 0;
    max-width: 100%;
    min-height: 32px;
    padding: 0 var(--space-2);
    border-radius: var(--radius);
    background: var(--surface-low);
    font-size: var(--text-2);
  }
  .name {
    min-width: 0;
    max-width: 16rem;
    overflow: hidden;
    text-overflow: ellipsis;
    white-space: nowrap;
  }
  .size {
    color: var(--ink-soft);
    font-size: var(--text-1);
    font-variant-numeric: tabular-nums;
  }
`;
