import { css } from 'lit';

/** How a conversation beside the form of an agent looks. */
export const besideFormStyles = css`
  :host {
    display: grid;
    grid-template: auto minmax(0, 1fr) / minmax(0, 1fr);
    height: 100%;
  }
  :host([hidden]) {
    display: none;
  }
  .about {
    display: flex;
    flex-wrap: wrap;
    align-items: center;
    gap: var(--space-1) var(--space-2);
    padding: var(--space-2) var(--space-4);
    background: var(--surface-low);
    font-size: var(--text-1);
    line-height: 1.5;
    color: var(--ink-soft);
  }
  .about span {
    flex: 1 1 12rem;
  }
  .skeleton {
    margin: var(--space-4);
    height: 72px;
  }
  .problem {
    padding: var(--space-5) var(--space-4);
    color: var(--ink-soft);
    font-size: var(--text-2);
  }
  .problem p {
    margin: 0 0 var(--space-3);
  }
`;
