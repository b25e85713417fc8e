import { localized, msg, str } from '@lit/localize';
import type { KeptWriting } from '@oma/contract';
import { css, html, LitElement, nothing } from 'lit';
import { customElement, property } from 'lit/decorators.js';
import '../../components/oma-icon.ts';
import { currentLocale } from '../../i18n/localization.ts';
import { shared } from '../../styles/shared.ts';
import { formatAgo, formatExact } from '../../text/format.ts';

/** Offers back what this browser kept and nobody saved. Fires `take-up` and `throw-away`. */
@localized()
@customElement('oma-kept-notice')
export class OmaKeptNotice extends LitElement {
  @property({ attribute: false }) kept!: KeptWriting;
  /** The version that is stored; 0 before there is one. */
  @property({ type: Number }) version = 0;
  /** How many fields of it were changed; null where that is not known without the version it began from. */
  @property({ type: Number }) changes: number | null = null;

  static override styles = [
    shared,
    css`
      .notice {
        display: flex;
        flex-wrap: wrap;
        align-items: center;
        gap: var(--space-2) var(--space-3);
        padding: var(--space-3) var(--space-4);
        border-radius: var(--radius);
        background: var(--accent-soft);
        color: var(--accent-strong);
        font-size: var(--text-2);
        line-height: 1.5;
      }
      p {
        flex: 1 1 16rem;
        margin: 0;
      }
      .acts {
        display: flex;
        gap: var(--space-2);
      }
      .quiet {
        color: inherit;
        min-height: 40px;
      }
    `,
  ];

  override render() {
    const { kept } = this;
    const at = new Date(kept.at);
    const locale = currentLocale();
    const when = html`<time datetime=${kept.at} title=${formatExact(at, locale)}>${formatAgo(at, new Date(), locale)}</time>`;
    const isOlder = kept.version > 0 && kept.version < this.version;
    return html`<div class="notice" role="status" data-testid="kept-notice">
      <p>
        ${msg('저장하지 않은 내용이 이 브라우저에 있어요.', { id: 'kept-there' })}
        ${kept.writing.name.trim() === '' ? nothing : html`<b>${kept.writing.name}</b> ·`}
        ${this.changes === null ? nothing : html`${msg(str`바뀐 내용 ${this.changes}곳`, { id: 'unsaved-count' })} · `}${when}
        ${isOlder ? msg(str`버전 ${kept.version}에서 고치던 것이에요. 그 뒤에 새 버전이 저장됐어요 (버전 ${this.version}).`, { id: 'kept-older' }) : ''}
      </p>
      <div class="acts">
        <button data-testid="kept-take-up" @click=${() => this.dispatchEvent(new CustomEvent('take-up'))}>
          ${msg('이어서 쓰기', { id: 'kept-take-up' })}
        </button>
        <button class="quiet" data-testid="kept-throw-away" @click=${() => this.dispatchEvent(new CustomEvent('throw-away'))}>
          ${msg('버리기', { id: 'kept-throw-away' })}
        </button>
      </div>
    </div>`;
  }
}

declare global {
  interface HTMLElementTagNameMap {
    'oma-kept-notice': OmaKeptNotice;
  }
}
