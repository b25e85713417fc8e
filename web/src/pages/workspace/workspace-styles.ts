import { css } from 'lit';

/** How the page of one conversation is divided: other conversations, the chat, and the files, beside each other where there is room. */
export const workspaceStyles = css`
  .workspace {
    display: grid;
    grid-template: minmax(0, 1fr) / auto minmax(0, 1fr);
    height: 100%;
  }
  .side-title {
    margin: 0;
    padding: var(--space-2) 0;
    font-size: var(--text-2);
  }
  .naming {
    padding: var(--space-1) var(--space-4);
    border-bottom: 1px solid var(--line);
  }
  .tool {
    min-width: 36px;
    min-height: 36px;
  }
  .refusal {
    margin: 0;
    padding: var(--space-2) var(--space-4);
  }
  @media (min-width: 1100px) {
    .place {
      width: 17rem;
      border-right: 1px solid var(--line);
    }
  }
  .session {
    grid-column: 2;
    display: grid;
    min-height: 0;
    grid-template: auto minmax(0, 1fr) / minmax(0, 1fr);
    height: 100%;
  }
  .top {
    min-width: 0;
  }
  oma-files,
  .divider {
    grid-row: 2;
  }
  oma-chat {
    grid-area: 2 / 1;
    min-width: 0;
  }
  .divider {
    display: none;
  }
  oma-files {
    grid-column: 1;
    min-height: 0;
  }
  .with-files oma-chat {
    visibility: hidden;
  }
  @media (min-width: 900px) {
    .with-files {
      grid-template-columns: minmax(20rem, 1fr) auto minmax(16rem, var(--files-width, 24rem));
    }
    .with-files .top {
      grid-column: 1 / -1;
    }
    .with-files oma-chat {
      visibility: visible;
    }
    .divider {
      display: block;
      grid-column: 2;
      width: 9px;
      margin: 0 -4px;
      z-index: 1;
      cursor: col-resize;
      touch-action: none;
    }
    oma-files {
      grid-column: 3;
      border-left: 1px solid var(--line);
    }
  }
  .absent {
    max-width: 50rem;
    margin: 0 auto;
    padding: calc(10vh + var(--space-5)) var(--space-4) var(--space-5);
    text-align: center;
    color: var(--ink-soft);
  }
  h2 {
    color: var(--ink);
    font-size: var(--text-5);
    margin: 0 0 var(--space-2);
  }
`;
