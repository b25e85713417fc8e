import { localized, msg } from '@lit/localize';
import { css, html, LitElement, nothing } from 'lit';
import { customElement, property, state } from 'lit/decorators.js';
import './oma-icon.ts';
import { shared } from '../styles/shared.ts';

const SHOWN_MS = 2000;

/** A button that copies a text. How that went is said beside it for two seconds; the button keeps its name, which would be read out twice. */
@localized()
@customElement('oma-copy')
export class OmaCopy extends LitElement {
  /** Gives what is copied, when it is; where it fails, nothing is. */
  @property({ attribute: false }) text: () => string | Promise<string> = () => '';
  @state() private outcome: 'copied' | 'failed' | null = null;
  private timer: ReturnType<typeof setTimeout> | undefined;

  static override styles = [
    shared,
    css`
      :host {
        display: inline-flex;
        align-items: center;
      }
      button {
        font-size: var(--text-1);
        font-weight: 500;
      }
    `,
  ];

  override render() {
    return html`<button class="quiet" @click=${() => void this.copy()}>
        <oma-icon name=${this.outcome === 'copied' ? 'check' : 'copy'}></oma-icon>${msg('복사', { id: 'copy' })}</button
      ><span role="status">${this.renderOutcome()}</span>`;
  }

  private renderOutcome() {
    if (this.outcome === null) return nothing;
    return this.outcome === 'copied' ? msg('복사했어요', { id: 'copied' }) : msg('복사하지 못했어요', { id: 'copy-failed' });
  }

  private async copy(): Promise<void> {
    clearTimeout(this.timer);
    try {
      await navigator.clipboard.writeText(await this.text());
      this.outcome = 'copied';
    } catch {
      this.outcome = 'failed';
    }
    this.timer = setTimeout(() => (this.outcome = null), SHOWN_MS);
  }
}

declare global {
  interface HTMLElementTagNameMap {
    'oma-copy': OmaCopy;
  }
}
