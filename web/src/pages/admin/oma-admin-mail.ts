import { localized, msg, str } from '@lit/localize';
import type { MailFilter, MailItem } from '@oma/contract';
import { css, html, LitElement, nothing } from 'lit';
import { customElement, state } from 'lit/decorators.js';
import '../../components/oma-icon.ts';
import { listMail, retryMail } from '../../data/admin.ts';
import { currentLocale } from '../../i18n/localization.ts';
import { shared } from '../../styles/shared.ts';
import { formatAgo, formatClock, formatExact, formatNumber } from '../../text/format.ts';
import { mailProblem, mailState, templateName } from '../../text/mail-text.ts';
import { listStyles, renderList } from './list-parts.ts';
import { PagedList } from './paged-list.ts';

const LOOK_AGAIN_MS = 3000;

/** Letters: those that failed first, why, and the way to send them again. */
@localized()
@customElement('oma-admin-mail')
export class OmaAdminMail extends LitElement {
  @state() private filter: MailFilter | null = null;
  @state() private problem = '';
  private failed = 0;
  private readonly list = new PagedList<MailItem>(this, async (cursor) => {
    const { mail, failed, next } = await listMail({ state: this.filter, cursor });
    this.failed = failed;
    return { items: mail, next: next ?? null };
  });

  static override styles = [
    shared,
    listStyles,
    css`
      .state {
        display: inline-flex;
        align-items: center;
        gap: var(--space-1);
        font-size: var(--text-2);
        font-weight: 600;
        color: var(--ink-soft);
      }
      [data-state='ERROR'] .state {
        color: var(--bad);
      }
      [data-state='SUCCESS'] .state {
        color: var(--good);
      }
      .bar button[aria-pressed='true'] {
        border-color: var(--accent);
        color: var(--accent);
      }
    `,
  ];

  override render() {
    const filters: [MailFilter | null, string][] = [
      [null, msg('모두', { id: 'mail-all' })],
      ['failed', msg(str`실패 ${formatNumber(this.failed, currentLocale())}`, { id: 'mail-failed' })],
      ['waiting', msg('보내는 중', { id: 'mail-waiting' })],
      ['sent', msg('보냄', { id: 'mail-sent' })],
    ];
    return html`
      <div class="bar">
        ${filters.map(
          ([filter, name]) =>
            html`<button
              aria-pressed=${this.filter === filter ? 'true' : 'false'}
              data-testid="mail-filter-${filter ?? 'all'}"
              @click=${() => this.choose(filter)}
            >
              ${name}
            </button>`,
        )}
      </div>
      ${this.problem === '' ? nothing : html`<p class="error" role="alert">${this.problem}</p>`}
      ${renderList(this.list, { empty: msg('메일이 없어요.', { id: 'no-mail' }), row: (letter) => this.renderRow(letter) })}
    `;
  }

  private renderRow(letter: MailItem) {
    const { delivery } = letter;
    const locale = currentLocale();
    const at = new Date(letter.created_at);
    return html`<li data-testid="mail-row" data-id=${letter.id} data-state=${delivery.state}>
      <div class="line">
        <b>${templateName(letter.template)}</b><span class="soft">${letter.to.join(', ')}</span>
        <span class="state"
          ><oma-icon
            name=${delivery.state === 'ERROR' ? 'circle-alert' : delivery.state === 'SUCCESS' ? 'circle-check' : 'clock'}
          ></oma-icon
          >${mailState(delivery.state)}${delivery.state === 'RETRY' && delivery.next_attempt_at !== null ? html` · ${formatClock(new Date(delivery.next_attempt_at), locale)}` : nothing}</span
        >
        <time class="soft end" datetime=${letter.created_at} title=${formatExact(at, locale)}>${formatAgo(at, new Date(), locale)}</time>
      </div>
      ${
        delivery.error === null
          ? nothing
          : html`<div class="line">
              <span class="soft" title=${delivery.error}
                >${mailProblem(delivery.error)} · ${msg(str`${delivery.attempts}번 시도`, { id: 'mail-attempts' })}</span
              >
              ${
                delivery.state === 'ERROR'
                  ? html`<button class="end" data-testid="mail-retry" @click=${() => void this.retry(letter.id)}>
                      <oma-icon name="rotate"></oma-icon>${msg('다시 보내기', { id: 'send-again' })}
                    </button>`
                  : nothing
              }
            </div>`
      }
    </li>`;
  }

  private choose(filter: MailFilter | null): void {
    this.filter = filter;
    void this.list.reload();
  }

  private async retry(id: string): Promise<void> {
    this.problem = '';
    try {
      const letter = await retryMail(id);
      this.failed = Math.max(0, this.failed - 1);
      this.list.replace(id, () => letter);
      // It is sent within a second or two; the list is read once more to say so.
      setTimeout(() => void this.list.refresh(), LOOK_AGAIN_MS);
    } catch {
      this.problem = msg('다시 보내지 못했어요. 목록을 새로 열고 확인해 주세요.', { id: 'mail-retry-failed' });
    }
  }
}

declare global {
  interface HTMLElementTagNameMap {
    'oma-admin-mail': OmaAdminMail;
  }
}
