import { localized, msg, str } from '@lit/localize';
import {
  type Application,
  ApplicationStatus,
  type Decision,
  DECISIONS,
  type DecisionsAnswer,
  MAX_DECIDED,
  type Me,
  Notices,
} from '@oma/contract';
import { css, html, LitElement, nothing } from 'lit';
import { customElement, property, query, state } from 'lit/decorators.js';
import '../../components/oma-status.ts';
import { listApplications } from '../../data/admin.ts';
import { chooseNotices } from '../../data/me.ts';
import { currentLocale } from '../../i18n/localization.ts';
import { selectStyles } from '../../styles/select.ts';
import { shared } from '../../styles/shared.ts';
import { decisionName } from '../../text/beta-text.ts';
import { formatAgo, formatExact, formatNumber } from '../../text/format.ts';
import { listStyles, renderList, renderSearch } from './list-parts.ts';
import type { OmaDecideDialog } from './oma-decide-dialog.ts';
import './oma-decide-dialog.ts';
import { PagedList } from './paged-list.ts';

const BUTTONS: readonly Decision[] = ['approve', 'deny', 'undo', 'revoke'];

/** Applications: those that wait first; found, chosen, and decided on, one or many at once. Fires `changed` where the admin's own preference did. */
@localized()
@customElement('oma-admin-applications')
export class OmaAdminApplications extends LitElement {
  @property({ attribute: false }) me: Me | null = null;
  @state() private status: ApplicationStatus | null = null;
  @state() private words = '';
  @state() private chosen: ReadonlySet<string> = new Set();
  /** What the last decision came to. */
  @state() private outcome: { done: number; left: readonly string[] } | null = null;
  @state() private notices: 'idle' | 'saved' | 'failed' = 'idle';
  @query('oma-decide-dialog') private readonly dialog!: OmaDecideDialog;
  private total = 0;
  private readonly list = new PagedList<Application>(this, async (cursor) => {
    const { applications, total, next } = await listApplications({ status: this.status, q: this.words, cursor });
    this.total = total;
    return { items: applications, next: next ?? null };
  });

  static override styles = [
    shared,
    selectStyles,
    listStyles,
    css`
      .bar select {
        width: auto;
      }
      .notices {
        display: flex;
        flex-wrap: wrap;
        align-items: center;
        gap: var(--space-2);
        font-size: var(--text-2);
      }
      .outcome:focus-visible {
        outline: none;
      }
      .rows > .row {
        display: flex;
        gap: var(--space-3);
        align-items: flex-start;
      }
      .row > div {
        flex: 1;
        min-width: 0;
        display: grid;
        gap: var(--space-1);
      }
      .row input {
        width: 18px;
        min-height: 18px;
        margin-top: 4px;
        accent-color: var(--accent);
      }
      .buttons {
        display: flex;
        flex-wrap: wrap;
        gap: var(--space-1);
      }
      .chosen {
        position: sticky;
        top: 0;
        z-index: 1;
        padding: var(--space-2) var(--space-3);
        border: 1px solid var(--accent);
        border-radius: var(--radius);
        background: var(--accent-soft);
      }
    `,
  ];

  override render() {
    const count = this.chosen.size;
    return html`
      <div class="bar">
        ${renderSearch({ words: this.words, label: msg('이름, 이메일, 목적에서 찾기', { id: 'applications-search' }), onSearch: (words) => this.filter({ words }) })}
        <select
          data-testid="status-filter"
          aria-label=${msg('상태', { id: 'field-status' })}
          @change=${(event: Event & { currentTarget: HTMLSelectElement }) =>
            this.filter({ status: ApplicationStatus.nullable().catch(null).parse(event.currentTarget.value) })}
        >
          <option value="">${msg('모든 상태', { id: 'any-status' })}</option>
          <option value="pending">${msg('검토 중', { id: 'beta-applied' })}</option>
          <option value="approved">${msg('승인됨', { id: 'beta-approved' })}</option>
          <option value="denied">${msg('반려됨', { id: 'beta-denied' })}</option>
        </select>
        ${this.renderNotices()}
      </div>
      <div role="status" tabindex="-1" class="outcome" data-testid="decide-outcome">${this.renderOutcome()}</div>
      ${
        count === 0
          ? nothing
          : html`<div class="bar chosen" role="region" aria-label=${msg('고른 신청', { id: 'chosen' })}>
              <b>${msg(str`${count}명 선택`, { id: 'chosen-count' })}</b>
              ${BUTTONS.map((decision) => html`<button data-testid="decide-${decision}" @click=${() => this.decideChosen(decision)}>${decisionName(decision)}</button>`)}
              ${this.canChooseMore ? html`<button class="quiet" data-testid="choose-all" @click=${() => this.chooseShown()}>${msg('보이는 신청 모두 고르기', { id: 'choose-all' })}</button>` : nothing}
              <button class="quiet end" @click=${() => (this.chosen = new Set())}>${msg('선택 풀기', { id: 'choose-none' })}</button>
            </div>`
      }
      ${renderList(this.list, {
        empty:
          this.words === '' && this.status === null
            ? msg('아직 신청이 없어요.', { id: 'no-applications' })
            : msg('찾는 신청이 없어요.', { id: 'no-applications-found' }),
        row: (application) => this.renderRow(application),
      })}
      <p class="soft">
        ${this.list.items === null || this.words !== '' ? nothing : msg(str`모두 ${formatNumber(this.total, currentLocale())}건`, { id: 'applications-total' })}
      </p>
      <oma-decide-dialog @decided=${(event: CustomEvent<DecisionsAnswer>) => this.takeDecided(event.detail)}></oma-decide-dialog>
    `;
  }

  private renderOutcome() {
    if (this.outcome === null) return nothing;
    const { done, left } = this.outcome;
    return html`${done === 0 ? nothing : html`<p class="soft">${msg(str`${done}명을 결정했어요. 메일로 알려요.`, { id: 'decide-done' })}</p>`}
    ${
      left.length === 0
        ? nothing
        : html`<p class="error">
            ${msg(str`그대로인 사람: ${left.join(', ')}. 그사이 상태가 바뀌었거나 이 결정을 할 수 없는 상태예요.`, { id: 'decide-left' })}
          </p>`
    }`;
  }

  private renderNotices() {
    if (this.me === null) return nothing;
    return html`<label class="notices"
      >${msg('새 신청 알림', { id: 'notices' })}<select
        data-testid="notices"
        .value=${this.me.notices}
        @change=${(event: Event & { currentTarget: HTMLSelectElement }) => void this.chooseNotices(Notices.parse(event.currentTarget.value))}
      >
        <option value="single">${msg('신청마다 메일', { id: 'notices-single' })}</option>
        <option value="digest">${msg('하루 한 번 모아서 메일', { id: 'notices-digest' })}</option></select
      ><span role="status" class=${this.notices === 'failed' ? 'error' : 'soft'}
        >${this.notices === 'idle' ? nothing : this.notices === 'saved' ? msg('바꿨어요', { id: 'notices-saved' }) : msg('바꾸지 못했어요. 다시 골라 주세요.', { id: 'notices-failed' })}</span
      ></label
    >`;
  }

  private renderRow(application: Application) {
    const { id, name, email, purpose, applied_at, beta_status, reason, decided_by } = application;
    const locale = currentLocale();
    const at = new Date(applied_at);
    return html`<li class="row" data-testid="application-row" data-uid=${id} data-status=${beta_status}>
      <input
        type="checkbox"
        data-testid="select-application"
        aria-label=${msg(str`${name} 선택`, { id: 'choose-one' })}
        .checked=${this.chosen.has(id)}
        @change=${() => this.toggle(id)}
      />
      <div>
        <div class="line">
          <b><bdi>${name}</bdi></b
          ><span class="soft">${email}</span><oma-status status=${beta_status}></oma-status>
          <time class="soft end" datetime=${applied_at} title=${formatExact(at, locale)}>${formatAgo(at, new Date(), locale)}</time>
        </div>
        <p class="quote" dir="auto">${purpose}</p>
        ${decided_by === null ? nothing : html`<span class="soft">${msg(str`결정: ${decided_by}`, { id: 'decided-by' })}${reason === null ? nothing : html` · <bdi>${reason}</bdi>`}</span>`}
        <div class="buttons">
          ${BUTTONS.filter((decision) => DECISIONS[beta_status][decision] !== undefined).map(
            (decision) =>
              html`<button data-testid="decide-${decision}" @click=${() => this.dialog.ask(decision, [application])}>
                ${decisionName(decision)}
              </button>`,
          )}
        </div>
      </div>
    </li>`;
  }

  private filter(change: { words?: string; status?: ApplicationStatus | null }): void {
    if (change.words !== undefined) this.words = change.words;
    if (change.status !== undefined) this.status = change.status;
    this.chosen = new Set();
    void this.list.reload();
  }

  private toggle(id: string): void {
    const chosen = new Set(this.chosen);
    if (!chosen.delete(id) && chosen.size < MAX_DECIDED) chosen.add(id);
    this.chosen = chosen;
  }

  private get canChooseMore(): boolean {
    return this.chosen.size < Math.min(MAX_DECIDED, this.list.items?.length ?? 0);
  }

  private chooseShown(): void {
    this.chosen = new Set((this.list.items ?? []).slice(0, MAX_DECIDED).map(({ id }) => id));
  }

  private decideChosen(decision: Decision): void {
    const people = (this.list.items ?? []).filter(({ id }) => this.chosen.has(id));
    this.dialog.ask(decision, people);
  }

  private takeDecided({ results }: DecisionsAnswer): void {
    const emails = new Map((this.list.items ?? []).map(({ id, email }) => [id, email]));
    this.outcome = {
      done: results.filter(({ ok }) => ok).length,
      left: results.filter(({ ok }) => !ok).map(({ uid }) => emails.get(uid) ?? uid),
    };
    this.chosen = new Set();
    // The row whose button was pressed may be gone with its place in the list.
    this.renderRoot.querySelector<HTMLElement>('.outcome')?.focus();
    void this.list.refresh();
  }

  private async chooseNotices(notices: Notices): Promise<void> {
    this.notices = await chooseNotices(notices).then(
      () => 'saved' as const,
      () => 'failed' as const,
    );
    this.dispatchEvent(new CustomEvent('changed'));
  }
}

declare global {
  interface HTMLElementTagNameMap {
    'oma-admin-applications': OmaAdminApplications;
  }
}
