import { localized, msg } from '@lit/localize';
import type { FeedbackItem, FeedbackValue } from '@oma/contract';
import { css, html, LitElement, nothing } from 'lit';
import { customElement, state } from 'lit/decorators.js';
import '../../components/oma-icon.ts';
import { listFeedback } from '../../data/admin.ts';
import { currentLocale } from '../../i18n/localization.ts';
import { shared } from '../../styles/shared.ts';
import { formatAgo, formatExact } from '../../text/format.ts';
import { listStyles, renderList } from './list-parts.ts';
import { PagedList } from './paged-list.ts';

/** What people said of answers, newest first. */
@localized()
@customElement('oma-admin-feedback')
export class OmaAdminFeedback extends LitElement {
  @state() private value: FeedbackValue | null = null;
  private readonly list = new PagedList<FeedbackItem>(this, async (cursor) => {
    const { feedback, next } = await listFeedback({ value: this.value, cursor });
    return { items: feedback, next: next ?? null };
  });

  static override styles = [
    shared,
    listStyles,
    css`
      .bar button[aria-pressed='true'] {
        border-color: var(--accent);
        color: var(--accent);
      }
      .value {
        display: inline-flex;
        align-items: center;
        gap: var(--space-1);
        font-size: var(--text-2);
        font-weight: 600;
      }
      [data-value='up'] .value {
        color: var(--good);
      }
      [data-value='down'] .value {
        color: var(--bad);
      }
      dl {
        display: grid;
        grid-template-columns: minmax(0, 1fr);
        gap: 0 var(--space-3);
        margin: 0;
        font-size: var(--text-2);
      }
      dt {
        color: var(--ink-soft);
      }
      li .quote {
        max-height: none;
      }
      @media (min-width: 40rem) {
        dl {
          grid-template-columns: auto minmax(0, 1fr);
          gap: var(--space-1) var(--space-3);
        }
      }
    `,
  ];

  override render() {
    const filters: [FeedbackValue | null, string][] = [
      [null, msg('모두', { id: 'feedback-all' })],
      ['down', msg('아쉬운 답', { id: 'feedback-down' })],
      ['up', msg('좋은 답', { id: 'feedback-up' })],
    ];
    return html`
      <div class="bar">
        ${filters.map(
          ([value, name]) =>
            html`<button
              aria-pressed=${this.value === value ? 'true' : 'false'}
              data-testid="feedback-filter-${value ?? 'all'}"
              @click=${() => this.choose(value)}
            >
              ${name}
            </button>`,
        )}
      </div>
      ${renderList(this.list, { empty: msg('아직 평가가 없어요.', { id: 'no-feedback' }), row: (item) => this.renderRow(item) })}
    `;
  }

  private renderRow(item: FeedbackItem) {
    const locale = currentLocale();
    const at = new Date(item.at);
    return html`<li data-testid="feedback-row" data-id=${item.id} data-value=${item.value}>
      <div class="line">
        <span class="value"
          ><oma-icon name=${item.value === 'up' ? 'thumbs-up' : 'thumbs-down'}></oma-icon
          >${item.value === 'up' ? msg('좋은 답', { id: 'feedback-up' }) : msg('아쉬운 답', { id: 'feedback-down' })}</span
        >
        ${item.agent === null ? nothing : html`<b><bdi>${item.agent}</bdi></b>`}
        ${item.model === null ? nothing : html`<span class="soft">${item.model}</span>`}
        <span class="soft">${item.email ?? msg('지운 계정', { id: 'deleted-account' })}</span>
        <time class="soft end" datetime=${item.at} title=${formatExact(at, locale)}>${formatAgo(at, new Date(), locale)}</time>
      </div>
      ${item.note === '' ? nothing : html`<p class="quote" data-testid="feedback-note" dir="auto">${item.note}</p>`}
      <dl>
        <dt>${msg('질문의 앞부분', { id: 'feedback-question' })}</dt>
        <dd class="quote" dir="auto">${item.question}</dd>
        <dt>${msg('답의 앞부분', { id: 'feedback-answer' })}</dt>
        <dd class="quote" dir="auto">${item.answer}</dd>
      </dl>
    </li>`;
  }

  private choose(value: FeedbackValue | null): void {
    this.value = value;
    void this.list.reload();
  }
}

declare global {
  interface HTMLElementTagNameMap {
    'oma-admin-feedback': OmaAdminFeedback;
  }
}
