import { css } from 'lit';

/** How the page of an agent is laid out: the form, and beside it, where there is room, its versions and the trial. */
export const agentPageStyles = css`
  .layout {
    display: grid;
    grid-template: minmax(0, 1fr) / minmax(0, 1fr);
    height: 100%;
  }
  .column {
    display: grid;
    grid-template: auto minmax(0, 1fr) auto / minmax(0, 1fr);
    min-height: 0;
  }
  .form {
    position: relative;
    grid-row: 2;
    overflow-y: auto;
    padding: var(--space-5) var(--space-4);
    scroll-padding: 5rem 0;
  }
  .content {
    display: grid;
    grid-template-columns: minmax(0, 1fr);
    gap: var(--space-5);
    max-width: 44rem;
    margin: 0 auto;
  }
  .behind {
    margin: 0;
    padding: var(--space-3) var(--space-4);
    border-radius: var(--radius);
    background: var(--warn-soft);
    color: var(--warn);
    font-size: var(--text-2);
    line-height: 1.5;
  }
  .beside {
    display: none;
  }
  .skeleton {
    height: 40px;
  }
  .skeleton.low {
    height: 44px;
  }
  .skeleton.line {
    height: 64px;
  }
  .skeleton.middle {
    height: 120px;
  }
  .skeleton.tall {
    height: 300px;
  }
  @media (min-width: 1100px) {
    .layout {
      grid-template-columns: minmax(0, 1fr) clamp(22rem, 34vw, 38rem);
    }
    .beside {
      display: grid;
      align-content: start;
      gap: var(--space-2);
      padding: var(--space-4);
      border-left: 1px solid var(--line);
    }
  }
  @media (max-width: 640px) {
    .form {
      padding: var(--space-4) var(--space-3);
    }
  }
`;
