import { css } from 'lit';

/** How a page of cards and lists is laid out. */
export const listStyles = css`
  .content {
    display: grid;
    grid-template-columns: minmax(0, 1fr);
    max-width: 76rem;
    margin: 0 auto;
    padding: var(--space-5) var(--space-4) var(--space-6);
  }
  h2 {
    margin: 0;
    font-size: var(--text-4);
    line-height: 1.35;
  }
  .title {
    display: flex;
    flex-wrap: wrap;
    align-items: center;
    justify-content: space-between;
    gap: var(--space-3);
    min-height: 40px;
    margin-bottom: var(--space-3);
  }
  .actions {
    display: flex;
    flex-wrap: wrap;
    gap: var(--space-2);
  }
  .grid {
    display: grid;
    grid-template-columns: repeat(auto-fill, minmax(min(100%, 20rem), 1fr));
    gap: var(--space-4);
  }
  .card.skeleton {
    height: 214px;
  }
  .empty {
    margin: 0;
    padding: var(--space-5) var(--space-4);
    border: 1px dashed var(--line);
    border-radius: var(--radius);
    color: var(--ink-soft);
    text-align: center;
  }
`;
