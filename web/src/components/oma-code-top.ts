import { localized, msg } from '@lit/localize';
import { css, html, LitElement } from 'lit';
import { customElement, property, state } from 'lit/decorators.js';
import './oma-icon.ts';
import { shared } from '../styles/shared.ts';

const SHOWN_MS = 2000;

/** The line above a block of code: its language, and a button that copies the `pre` beside it. */
@localized()
@customElement('oma-code-top')
export class OmaCodeTop extends LitElement {
  /** As the block names it; empty where it names none. */
  @property() language = '';
  @state() private outcome: 'copied' | 'failed' | null = null;
  private timer: ReturnType<typeof setTimeout> | undefined;

  static override styles = [
    shared,
    css`
      :host {
        display: flex;
        align-items: center;
        justify-content: space-between;
        gap: var(--space-2);
        padding-left: var(--space-3);
        border-bottom: 1px solid var(--line);
        color: var(--ink-soft);
        font-size: var(--text-1);
      }
      .language {
        min-width: 0;
        overflow: hidden;
        text-overflow: ellipsis;
        white-space: nowrap;
        font-family: var(--font-code);
      }
      button {
        flex: none;
        font-size: var(--text-1);
        font-weight: 500;
      }
    `,
  ];

  override disconnectedCallback(): void {
    super.disconnectedCallback();
    clearTimeout(this.timer);
  }

  override render() {
    return html`<span class="language" data-testid="code-language">${this.language}</span
      ><button class="quiet" data-testid="copy-code" @click=${() => void this.copy()}>
        <oma-icon name=${this.outcome === 'copied' ? 'check' : 'copy'}></oma-icon>${msg('복사', { id: 'copy' })}</button
      ><span class="sr" role="status">${this.renderOutcome()}</span>`;
  }

  /** Said beside the button, whose name stays: it would be read out twice. */
  private renderOutcome() {
    if (this.outcome === null) return '';
    return this.outcome === 'copied' ? msg('복사했어요', { id: 'copied' }) : msg('복사하지 못했어요', { id: 'copy-failed' });
  }

  private async copy(): Promise<void> {
    clearTimeout(this.timer);
    const code = this.parentElement?.querySelector('pre')?.textContent ?? '';
    this.outcome = await navigator.clipboard.writeText(code).then(
      () => 'copied' as const,
      () => 'failed' as const,
    );
    this.timer = setTimeout(() => (this.outcome = null), SHOWN_MS);
  }
}

declare global {
  interface HTMLElementTagNameMap {
    'oma-code-top': OmaCodeTop;
  }
}
