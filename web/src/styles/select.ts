import { css } from 'lit';

/** A field to choose from a list. */
export const selectStyles = css`
  /* The browser's own arrow stands at the very edge. This grey can be seen in both themes. */
  select {
    appearance: none;
    padding-inline-end: calc(var(--space-3) * 2 + 16px);
    background-image: url("data:image/svg+xml,%3Csvg xmlns='http://www.w3.org/2000/svg' viewBox='0 0 16 16' fill='none' stroke='%237a828c' stroke-width='2' stroke-linecap='round' stroke-linejoin='round'%3E%3Cpath d='m4 6 4 4 4-4'/%3E%3C/svg%3E");
    background-position: right var(--space-3) center;
    background-size: 16px;
    background-repeat: no-repeat;
    text-overflow: ellipsis;
  }
  @media (forced-colors: active) {
    select {
      appearance: auto;
    }
  }
`;
