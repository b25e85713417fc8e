import { css } from 'lit';

/** A list whose rows stand in one frame, with a line between them. */
export const rowListStyles = css`
  ul {
    margin: 0;
    padding: 0;
    border: 1px solid var(--line);
    border-radius: var(--radius);
    background: var(--surface-high);
    list-style: none;
    overflow: hidden;
  }
  li + li {
    border-top: 1px solid var(--line);
  }
`;
