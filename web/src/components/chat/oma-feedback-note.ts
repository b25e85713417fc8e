import { localized, msg } from '@lit/localize';
import { MAX_FEEDBACK_NOTE } from '@oma/contract';
import { css, html, LitElement } from 'lit';
import { customElement, property, query, state } from 'lit/decorators.js';
import { shared } from '../../styles/shared.ts';
import { isComposing } from '../composing.ts';
import { toast } from '../toast.ts';

/** Where a note on an answer is written. Fires `closed` once it is saved or left. */
@localized()
@customElement('oma-feedback-note')
export class OmaFeedbackNote extends LitElement {
  /** What was noted before. */
  @property() note = '';
  /** Saves the note; false where that failed. */
  @property({ attribute: false }) save!: (note: string) => Promise<boolean>;
  @state() private isSaving = false;
  @query('textarea') private readonly field!: HTMLTextAreaElement;

  static override styles = [
    shared,
    css`
      form {
        display: grid;
        grid-template-columns: minmax(0, 1fr);
        gap: var(--space-2);
        max-width: 36rem;
        margin: var(--space-2) 0;
        padding: var(--space-3);
        border-radius: var(--radius);
        background: var(--surface-low);
      }
      label {
        font-weight: 600;
        color: var(--ink);
      }
      p {
        margin: 0;
      }
      .acts {
        display: flex;
        flex-wrap: wrap;
        gap: var(--space-2);
      }
      button {
        font-size: var(--text-1);
      }
    `,
  ];

  override render() {
    return html`<form data-testid="feedback-note" @submit=${this.onSubmit} @keydown=${this.onKey}>
      <label for="note">${msg('어떤 점이 그랬나요? (안 써도 돼요)', { id: 'note-label' })}</label>
      <textarea id="note" rows="3" maxlength=${MAX_FEEDBACK_NOTE} aria-describedby="who" .value=${this.note}></textarea>
      <p id="who">${msg('관리자가 이 의견과 바로 이 질문과 답을 읽을 수 있어요.', { id: 'note-who' })}</p>
      <div class="acts">
        <button class="primary" data-testid="note-save" ?disabled=${this.isSaving}>${msg('의견 저장', { id: 'note-save' })}</button>
        <button type="button" data-testid="note-close" @click=${this.close}>${msg('닫기', { id: 'note-close' })}</button>
      </div>
    </form>`;
  }

  private readonly close = (): void => void this.dispatchEvent(new CustomEvent('closed'));

  private readonly onKey = (event: KeyboardEvent): void => {
    if (event.key !== 'Escape' || isComposing(event)) return;
    event.stopPropagation();
    this.close();
  };

  private readonly onSubmit = async (event: SubmitEvent): Promise<void> => {
    event.preventDefault();
    this.isSaving = true;
    const isSaved = await this.save(this.field.value);
    this.isSaving = false;
    if (!isSaved) return;
    toast(msg('의견을 저장했어요.', { id: 'note-saved' }));
    this.close();
  };
}

declare global {
  interface HTMLElementTagNameMap {
    'oma-feedback-note': OmaFeedbackNote;
  }
}
