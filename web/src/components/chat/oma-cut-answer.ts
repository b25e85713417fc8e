import { localized, msg } from '@lit/localize';
import { isCutAnswer, type WholeAnswer } from '@oma/contract';
import { css, html, LitElement, nothing } from 'lit';
import { customElement, property, state } from 'lit/decorators.js';
import { ApiError } from '../../data/api.ts';
import { readWholeAnswer } from '../../data/questions.ts';
import { shared } from '../../styles/shared.ts';
import '../oma-icon.ts';

/** Stands where something is missing of an answer too long for its message. Fires `whole` with all of the answer once it has been asked for and has come. */
@localized()
@customElement('oma-cut-answer')
export class OmaCutAnswer extends LitElement {
  /** Empty where the whole cannot be asked for. */
  @property() sessionId = '';
  @property() messageId = '';
  @state() private state: 'cut' | 'coming' | 'failed' | 'gone' = 'cut';

  static override styles = [
    shared,
    css`
      p {
        margin: 0;
        padding: var(--space-2) var(--space-3);
        border-radius: var(--radius);
        background: var(--surface-low);
        color: var(--ink-soft);
        font-size: var(--text-2);
      }
    `,
  ];

  override render() {
    return html`<p data-testid="answer-cut">
      ${msg('답이 길어서 여기에 일부가 빠져 있어요.', { id: 'answer-cut' })}
      ${
        this.sessionId === '' || this.state === 'gone'
          ? nothing
          : html`<button class="quiet" data-testid="show-whole" ?disabled=${this.state === 'coming'} @click=${() => void this.show()}>
              ${this.state === 'coming' ? html`<oma-icon name="loader" spin></oma-icon>` : nothing}${msg('전체 보기', { id: 'answer-whole' })}
            </button>`
      }
      ${this.state === 'failed' ? html`<span role="alert">${msg('불러오지 못했어요. 다시 눌러 주세요.', { id: 'answer-whole-failed' })}</span>` : nothing}
      ${this.state === 'gone' ? html`<span role="alert">${msg('빠진 부분은 더는 남아 있지 않아요.', { id: 'answer-whole-gone' })}</span>` : nothing}
    </p>`;
  }

  private async show(): Promise<void> {
    this.state = 'coming';
    try {
      const whole = await readWholeAnswer(this.sessionId, this.messageId);
      if (isCutAnswer(whole.parts)) {
        this.state = 'gone';
        return;
      }
      this.dispatchEvent(new CustomEvent<WholeAnswer>('whole', { detail: whole }));
      this.state = 'cut';
    } catch (error) {
      this.state = error instanceof ApiError && error.status === 404 ? 'gone' : 'failed';
    }
  }
}

declare global {
  interface HTMLElementTagNameMap {
    'oma-cut-answer': OmaCutAnswer;
  }
}
