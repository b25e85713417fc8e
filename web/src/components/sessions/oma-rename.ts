import { localized, msg } from '@lit/localize';
import { css, html, LitElement } from 'lit';
import { customElement, property, query, state } from 'lit/decorators.js';
import { shared } from '../../styles/shared.ts';
import { isComposing, keepComposing } from '../composing.ts';
import '../oma-icon.ts';

/** The title of a conversation as a field. Fires `named` with the new title, and `left` where it stays as it was. */
@localized()
@customElement('oma-rename')
export class OmaRename extends LitElement {
  @property() value = '';
  /** It is being saved. */
  @property({ type: Boolean }) isSaving = false;
  @state() private isEmpty = false;
  @query('input') private readonly field!: HTMLInputElement;

  static override styles = [
    shared,
    css`
      form {
        display: grid;
        grid-template-columns: minmax(0, 1fr) auto auto;
        gap: var(--space-1);
      }
      button {
        min-width: 40px;
        min-height: 40px;
      }
    `,
  ];

  override firstUpdated(): void {
    this.field.focus();
    this.field.select();
  }

  override render() {
    return html`<form
      @submit=${this.onSubmit}
      @keydown=${(event: KeyboardEvent) => {
        keepComposing(event);
        if (event.key !== 'Escape' || isComposing(event)) return;
        event.stopPropagation();
        this.dispatchEvent(new CustomEvent('left'));
      }}
    >
      <input
        data-testid="rename"
        aria-label=${msg('대화 이름', { id: 'session-title' })}
        aria-invalid=${this.isEmpty ? 'true' : 'false'}
        maxlength="200"
        .value=${this.value}
        @input=${() => (this.isEmpty = false)}
      />
      <button class="quiet" data-testid="rename-save" ?disabled=${this.isSaving} aria-label=${msg('저장', { id: 'save' })}>
        <oma-icon name="check"></oma-icon>
      </button>
      <button
        type="button"
        class="quiet"
        aria-label=${msg('취소', { id: 'cancel' })}
        @click=${() => this.dispatchEvent(new CustomEvent('left'))}
      >
        <oma-icon name="x"></oma-icon>
      </button>
    </form>`;
  }

  private readonly onSubmit = (event: SubmitEvent): void => {
    event.preventDefault();
    const title = this.field.value.trim();
    this.isEmpty = title === '';
    if (this.isEmpty || this.isSaving) return;
    if (title === this.value) this.dispatchEvent(new CustomEvent('left'));
    else this.dispatchEvent(new CustomEvent('named', { detail: title }));
  };
}

declare global {
  interface HTMLElementTagNameMap {
    'oma-rename': OmaRename;
  }
}
