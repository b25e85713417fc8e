import { localized, msg } from '@lit/localize';
import type { Part } from '@oma/contract';
import { css, html, LitElement } from 'lit';
import { customElement, property } from 'lit/decorators.js';
import { shared } from '../../styles/shared.ts';
import { LatePart } from '../late-part.ts';
import '../oma-tool-line.ts';

/** What the agent asks, whose form is loaded when there is one. Where that does not come, it is said: the answer waits for its person. */
@localized()
@customElement('oma-asked')
export class OmaAsked extends LitElement {
  @property() sessionId = '';
  @property() messageId = '';
  /** The use of the tool that asked. */
  @property({ attribute: false }) use!: Extract<Part, { k: 'tool' }>;
  @property({ type: Boolean }) isOver = false;
  private readonly form = new LatePart(this, () => import('./oma-ask.ts'));

  static override styles = [
    shared,
    css`
      p {
        margin: var(--space-2) 0 0;
        color: var(--warn);
        font-size: var(--text-2);
      }
    `,
  ];

  override render() {
    this.form.want();
    if (!this.form.hasFailed)
      return html`<oma-ask .sessionId=${this.sessionId} .messageId=${this.messageId} .use=${this.use} ?isOver=${this.isOver}></oma-ask>`;
    return html`<oma-tool-line .use=${this.use} ?isOver=${this.isOver}></oma-tool-line>
      <p role="alert" data-testid="ask-absent">
        ${msg('질문을 보여 드리지 못했어요.', { id: 'ask-absent' })}
        <button @click=${() => location.reload()}>${msg('페이지 새로 열기', { id: 'ask-absent-act' })}</button>
      </p>`;
  }
}

declare global {
  interface HTMLElementTagNameMap {
    'oma-asked': OmaAsked;
  }
}
