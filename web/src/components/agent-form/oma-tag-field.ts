import { localized, msg, str } from '@lit/localize';
import { AGENT_TEXT_LIMITS, MAX_TAGS } from '@oma/contract';
import { css, html, LitElement } from 'lit';
import { customElement, property, query } from 'lit/decorators.js';
import { shared } from '../../styles/shared.ts';
import { agentFieldName } from '../../text/agent-form-text.ts';
import { isComposing } from '../composing.ts';
import '../oma-icon.ts';
import { ariaInvalid, describedBy, problemNote, written } from './field-parts.ts';
import { fieldStyles } from './field-styles.ts';
import { addTags } from './tag-text.ts';

/** Tags: Enter or a comma adds what is written, Backspace in the empty field takes the last one away. Fires `written` with all of them. */
@localized()
@customElement('oma-tag-field')
export class OmaTagField extends LitElement {
  @property({ attribute: false }) value: readonly string[] = [];
  @property() problem = '';
  @query('input') private readonly control!: HTMLInputElement;

  static override styles = [
    shared,
    fieldStyles,
    css`
      .box {
        display: flex;
        flex-wrap: wrap;
        gap: var(--space-1);
        padding: var(--space-1);
        border: 1px solid var(--line);
        border-radius: var(--radius);
        background: var(--surface-high);
        cursor: text;
      }
      .box:has(input:focus-visible) {
        outline: 2px solid var(--accent);
        outline-offset: 2px;
      }
      .box:has([aria-invalid='true']) {
        border-color: var(--bad);
      }
      input {
        flex: 1 1 7rem;
        width: auto;
        min-width: 0;
        min-height: 32px;
        padding: 0 var(--space-2);
        border: 0;
        background: none;
      }
      input:focus-visible {
        outline: none;
      }
      ul {
        display: contents;
        list-style: none;
      }
      li {
        display: inline-flex;
        align-items: center;
        max-width: 100%;
        padding-left: var(--space-3);
        border-radius: var(--radius-round);
        background: var(--accent-soft);
        color: var(--accent-strong);
        font-size: var(--text-2);
        overflow-wrap: anywhere;
      }
      li.wrong {
        background: var(--bad-soft);
        color: var(--bad);
      }
      li button {
        min-height: 32px;
        width: 32px;
        padding: 0;
        border: 0;
        border-radius: var(--radius-round);
        background: none;
        color: inherit;
      }
    `,
  ];

  override render() {
    const { value, problem } = this;
    return html`<div class="field">
      <label class="label" for="control">${agentFieldName('tags')}</label>
      <p class="hint" id="hint">
        ${msg(str`Enter나 쉼표로 나누어 적어요. ${MAX_TAGS}개까지, 하나에 ${AGENT_TEXT_LIMITS.tag}자까지예요.`, { id: 'tags-hint' })}
      </p>
      <div class="box" @click=${() => this.control.focus()}>
        <ul aria-label=${msg('단 태그', { id: 'tags-there' })}>
          ${value.map(
            (tag) =>
              html`<li class=${tag.length > 30 ? 'wrong' : ''} data-testid="tag">
                <span>${tag}</span
                ><button type="button" aria-label=${msg(str`${tag} 태그 지우기`, { id: 'tag-remove' })} @click=${() => this.drop(tag)}>
                  <oma-icon name="x"></oma-icon>
                </button>
              </li>`,
          )}
        </ul>
        <input
          id="control"
          name="tags"
          autocomplete="off"
          enterkeyhint="enter"
          aria-describedby=${describedBy(problem)}
          aria-invalid=${ariaInvalid(problem)}
          @keydown=${this.onKey}
          @input=${this.onInput}
          @compositionend=${this.onComposed}
          @blur=${() => this.add()}
        />
      </div>
      ${problemNote(problem)}
    </div>`;
  }

  override focus(): void {
    this.control.focus();
  }

  /** Adds what is written and not added yet. */
  finish(): void {
    this.add();
  }

  private readonly onKey = (event: KeyboardEvent): void => {
    if (isComposing(event)) return;
    if (event.key === 'Enter') {
      event.preventDefault();
      this.add();
    }
    if (event.key === 'Backspace' && this.control.value === '' && !event.repeat) this.tell(this.value.slice(0, -1));
  };

  /** A comma that ends a syllable comes with it, and no key tells of it. */
  private readonly onInput = (event: InputEvent): void => {
    // eslint-disable-next-line no-restricted-properties -- an `InputEvent`, not a key
    if (!event.isComposing) this.addBeforeComma();
  };

  private readonly onComposed = (): void => this.addBeforeComma();

  private addBeforeComma(): void {
    const last = Math.max(...[',', '，', '、'].map((comma) => this.control.value.lastIndexOf(comma)));
    if (last < 0) return;
    const rest = this.control.value.slice(last + 1).trimStart();
    this.control.value = this.control.value.slice(0, last);
    this.add();
    this.control.value = rest;
  }

  private add(): void {
    const tags = addTags(this.value, this.control.value);
    this.control.value = '';
    if (tags.length !== this.value.length) this.tell(tags);
  }

  private drop(tag: string): void {
    this.tell(this.value.filter((one) => one !== tag));
    this.control.focus();
  }

  private tell(tags: readonly string[]): void {
    this.value = tags;
    this.dispatchEvent(written(tags));
  }
}

declare global {
  interface HTMLElementTagNameMap {
    'oma-tag-field': OmaTagField;
  }
}
