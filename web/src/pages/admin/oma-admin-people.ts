import { localized, msg, str } from '@lit/localize';
import type { DecisionsAnswer, Person } from '@oma/contract';
import { html, LitElement, nothing } from 'lit';
import { customElement, query, state } from 'lit/decorators.js';
import '../../components/oma-status.ts';
import { listPeople } from '../../data/admin.ts';
import { currentLocale } from '../../i18n/localization.ts';
import { shared } from '../../styles/shared.ts';
import { decisionName } from '../../text/beta-text.ts';
import { formatAgo, formatExact, formatMoney } from '../../text/format.ts';
import { listStyles, renderList, renderSearch } from './list-parts.ts';
import type { OmaDecideDialog } from './oma-decide-dialog.ts';
import './oma-decide-dialog.ts';
import { PagedList } from './paged-list.ts';

/** Everybody who has signed in: where they stand, what they cost today; to let in or to shut out. */
@localized()
@customElement('oma-admin-people')
export class OmaAdminPeople extends LitElement {
  @state() private words = '';
  @query('oma-decide-dialog') private readonly dialog!: OmaDecideDialog;
  private readonly list = new PagedList<Person>(this, async (cursor) => {
    const { people, next } = await listPeople({ q: this.words, cursor });
    return { items: people, next: next ?? null };
  });

  static override styles = [shared, listStyles];

  override render() {
    return html`
      <div class="bar">
        ${renderSearch({
          words: this.words,
          label: msg('이름이나 이메일로 찾기', { id: 'people-search' }),
          onSearch: (words) => {
            this.words = words;
            void this.list.reload();
          },
        })}
      </div>
      ${renderList(this.list, { empty: msg('찾는 사람이 없어요.', { id: 'no-people' }), row: (person) => this.renderRow(person) })}
      <oma-decide-dialog @decided=${(event: CustomEvent<DecisionsAnswer>) => this.takeDecided(event.detail)}></oma-decide-dialog>
    `;
  }

  private renderRow(person: Person) {
    const locale = currentLocale();
    const at = new Date(person.last_login);
    const decision = person.beta_status === 'approved' ? 'revoke' : 'approve';
    return html`<li data-testid="people-row" data-uid=${person.id} data-status=${person.beta_status}>
      <div class="line">
        <b><bdi>${person.name}</bdi></b
        ><span class="soft">${person.email}</span><oma-status status=${person.beta_status}></oma-status>
        ${person.admin ? html`<span class="soft">${msg('관리자', { id: 'role-admin' })}</span>` : nothing}
        <button class="end" data-testid="decide-${decision}" @click=${() => this.dialog.ask(decision, [person])}>
          ${decisionName(decision)}
        </button>
      </div>
      <div class="line soft">
        <code>${person.id}</code>
        <span>${msg(str`오늘 ${formatMoney(person.spent_today_usd)}`, { id: 'person-today' })}</span>
        ${person.day_usd === null ? nothing : html`<span>${msg(str`하루 한도 ${formatMoney(person.day_usd)}`, { id: 'person-limit' })}</span>`}
        <time datetime=${person.last_login} title=${formatExact(at, locale)}
          >${msg(str`마지막 로그인 ${formatAgo(at, new Date(), locale)}`, { id: 'person-login' })}</time
        >
      </div>
    </li>`;
  }

  private takeDecided({ results }: DecisionsAnswer): void {
    for (const { uid, beta_status } of results) if (beta_status !== null) this.list.replace(uid, (person) => ({ ...person, beta_status }));
  }
}

declare global {
  interface HTMLElementTagNameMap {
    'oma-admin-people': OmaAdminPeople;
  }
}
