import { css } from 'lit';

/** How a chat looks: the thread that scrolls, and below it what is written. */
export const chatStyles = css`
  .chat {
    display: grid;
    grid-template-rows: minmax(0, 1fr) auto;
    height: 100%;
    position: relative;
  }
  .scroller {
    position: relative;
    overflow-y: auto;
    overflow-anchor: none;
    overscroll-behavior: contain;
  }
  .thread {
    max-width: 50rem;
    margin: 0 auto;
    padding: var(--space-5) var(--space-4);
    display: grid;
    grid-template-columns: minmax(0, 1fr);
    gap: var(--space-5);
  }
  .earlier {
    display: flex;
    flex-wrap: wrap;
    justify-content: center;
    align-items: center;
    gap: var(--space-2);
    min-height: 44px;
    color: var(--ink-soft);
    font-size: var(--text-2);
  }
  .below {
    padding: 0 var(--space-4) max(var(--space-4), env(safe-area-inset-bottom));
    max-width: 52rem;
    width: 100%;
    margin: 0 auto;
  }
  .pill {
    position: absolute;
    left: 50%;
    bottom: 100%;
    transform: translate(-50%, calc(-1 * var(--space-2)));
    border-radius: var(--radius-round);
    box-shadow: var(--shadow);
  }
  .foot {
    position: relative;
  }
  .banner {
    margin: 0;
    padding: var(--space-2) var(--space-4);
    background: var(--warn-soft);
    color: var(--warn);
    font-size: var(--text-2);
    text-align: center;
  }
  .new {
    display: flex;
    align-items: center;
    gap: var(--space-3);
    margin: 0;
    color: var(--accent-strong);
    font-size: var(--text-1);
    font-weight: 600;
  }
  .new::before,
  .new::after {
    content: '';
    flex: 1;
    border-top: 1px solid var(--accent);
  }
  .welcome {
    padding: 10vh 0;
    text-align: center;
    color: var(--ink-soft);
  }
  .welcome h2 {
    color: var(--ink);
    font-size: var(--text-5);
    margin: 0 0 var(--space-2);
  }
  .chips {
    display: flex;
    flex-wrap: wrap;
    justify-content: center;
    gap: var(--space-2);
    margin-top: var(--space-5);
  }
  .chips button {
    border-radius: var(--radius-round);
    font-weight: 500;
    white-space: normal;
  }
  .skeleton {
    height: 72px;
  }
  @container chat (max-width: 36rem) {
    .welcome {
      padding: var(--space-5) 0;
    }
    .welcome h2 {
      font-size: var(--text-4);
    }
    .chips {
      margin-top: var(--space-4);
    }
    .chips button {
      padding-block: var(--space-2);
      border-radius: var(--radius);
      line-height: 1.45;
      text-align: start;
    }
  }
`;
