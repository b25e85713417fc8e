import { localized, msg } from '@lit/localize';
import type { Part } from '@oma/contract';
import { css, html, LitElement } from 'lit';
import { customElement, property } from 'lit/decorators.js';
import { shared } from '../../styles/shared.ts';
import { toolText } from '../../text/tool-text.ts';
import { loadPart } from '../load-part.ts';
import '../oma-icon.ts';

/** What the agent asks, whose form is loaded when there is one. Until it has come, which may fail, the question itself stands there: the answer waits for its person. */
@localized()
@customElement('oma-asked')
export class OmaAsked extends LitElement {
  @property() sessionId = '';
  @property() messageId = '';
  /** The use of the tool that asked. */
  @property({ attribute: false }) use!: Extract<Part, { k: 'tool' }>;
  @property({ type: Boolean }) isOver = false;

  static override styles = [
    shared,
    css`
      p {
        display: flex;
        gap: var(--space-2);
        align-items: flex-start;
        margin: 0;
        padding: var(--space-3);
        border-radius: var(--radius);
        font-size: var(--text-2);
        background: var(--surface-low);
      }
      p oma-icon {
        margin-top: 0.2em;
      }
    `,
  ];

  override connectedCallback(): void {
    super.connectedCallback();
    this.load({ isAhead: true });
  }

  override render() {
    return html`<oma-ask .sessionId=${this.sessionId} .messageId=${this.messageId} .use=${this.use} ?isOver=${this.isOver}>
      <p>
        <oma-icon name="message"></oma-icon>
        <span
          >${toolText(this.use.name, this.use.input).target}
          <button class="quiet" data-testid="load-ask" @click=${() => this.load()}>${msg('다시 시도', { id: 'try-again' })}</button></span
        >
      </p>
    </oma-ask>`;
  }

  private load(how = {}): void {
    void loadPart(() => import('./oma-ask.ts'), how);
  }
}

declare global {
  interface HTMLElementTagNameMap {
    'oma-asked': OmaAsked;
  }
}
