import { localized, msg } from '@lit/localize';
import type { AuditList } from '@oma/contract';
import { css, html, LitElement, nothing } from 'lit';
import { customElement } from 'lit/decorators.js';
import { listAudit } from '../../data/admin.ts';
import { currentLocale } from '../../i18n/localization.ts';
import { shared } from '../../styles/shared.ts';
import { viaName } from '../../text/beta-text.ts';
import { formatAgo, formatExact } from '../../text/format.ts';
import { auditBy, auditDetails, auditSentence } from './audit-text.ts';
import { listStyles, renderList } from './list-parts.ts';
import { PagedList } from './paged-list.ts';

type Entry = AuditList['entries'][number];

/** What admins did, newest first. Nobody can change it. */
@localized()
@customElement('oma-admin-audit')
export class OmaAdminAudit extends LitElement {
  private readonly list = new PagedList<Entry>(this, async (cursor) => {
    const { entries, next } = await listAudit({ cursor });
    return { items: entries, next: next ?? null };
  });

  static override styles = [
    shared,
    listStyles,
    css`
      .line {
        flex-wrap: nowrap;
        align-items: baseline;
      }
      .line b {
        flex: 1;
        min-width: 0;
      }
      time {
        white-space: nowrap;
      }
      .details {
        list-style: none;
        margin: 0;
        padding: 0;
        font-size: var(--text-2);
        overflow-wrap: anywhere;
      }
    `,
  ];

  override render() {
    return renderList(this.list, { empty: msg('아직 기록이 없어요.', { id: 'no-audit' }), row: (entry) => this.renderRow(entry) });
  }

  private renderRow(entry: Entry) {
    const locale = currentLocale();
    const at = new Date(entry.at);
    const by = auditBy(entry);
    const details = auditDetails(entry);
    return html`<li data-testid="audit-row" data-action=${entry.action}>
      <div class="line">
        <b><bdi>${auditSentence(entry)}</bdi></b>
        <time class="soft end" datetime=${entry.at} title=${formatExact(at, locale)}>${formatAgo(at, new Date(), locale)}</time>
      </div>
      ${
        details.length === 0
          ? nothing
          : html`<ul class="details">
              ${details.map((words) => html`<li><bdi>${words}</bdi></li>`)}
            </ul>`
      }
      <span class="soft">${by === '' ? nothing : html`<bdi>${by}</bdi> · `}${viaName(entry.via)}</span>
    </li>`;
  }
}

declare global {
  interface HTMLElementTagNameMap {
    'oma-admin-audit': OmaAdminAudit;
  }
}
