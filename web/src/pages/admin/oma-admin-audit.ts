import { localized, msg } from '@lit/localize';
import type { AuditList } from '@oma/contract';
import { html, LitElement, nothing } from 'lit';
import { customElement } from 'lit/decorators.js';
import { listAudit } from '../../data/admin.ts';
import { currentLocale } from '../../i18n/localization.ts';
import { shared } from '../../styles/shared.ts';
import { actionName, viaName } from '../../text/beta-text.ts';
import { formatAgo, formatExact } from '../../text/format.ts';
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

  static override styles = [shared, listStyles];

  override render() {
    return renderList(this.list, { empty: msg('아직 기록이 없어요.', { id: 'no-audit' }), row: (entry) => this.renderRow(entry) });
  }

  private renderRow(entry: Entry) {
    const locale = currentLocale();
    const at = new Date(entry.at);
    return html`<li data-testid="audit-row" data-action=${entry.action}>
      <div class="line">
        <b>${actionName(entry.action)}</b><bdi class="soft" title=${entry.target}>${entry.email ?? whoever(entry.target)}</bdi>
        <time class="soft end" datetime=${entry.at} title=${formatExact(at, locale)}>${formatAgo(at, new Date(), locale)}</time>
      </div>
      <div class="line soft">
        <span>${whoever(entry.by)}</span
        ><span>${viaName(entry.via)}</span>${entry.reason === null ? nothing : html`<bdi>${entry.reason}</bdi>`}
      </div>
    </li>`;
  }
}

/** Somebody whose account is there no more is named by nothing. */
const whoever = (name: string): string => (name === '' ? msg('지운 계정', { id: 'deleted-account' }) : name);

declare global {
  interface HTMLElementTagNameMap {
    'oma-admin-audit': OmaAdminAudit;
  }
}
