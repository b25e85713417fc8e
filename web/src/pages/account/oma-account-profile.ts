import { localized, msg, str } from '@lit/localize';
import { budgetDayEnd, type Me } from '@oma/contract';
import { css, html, LitElement, nothing } from 'lit';
import { customElement, property, state } from 'lit/decorators.js';
import '../../components/oma-icon.ts';
import '../../components/oma-picture.ts';
import '../../components/oma-status.ts';
import { currentLocale } from '../../i18n/localization.ts';
import { shared } from '../../styles/shared.ts';
import { standingOf } from '../../text/beta-text.ts';
import { formatDate, formatExact, formatMoney } from '../../text/format.ts';
import { formatUntil } from '../../text/format-until.ts';

const MINUTE_MS = 60_000;
/** From this part of the day's budget on, the bar warns. */
const NEARLY_SPENT = 0.8;
const LEAST_SHOWN = 0.02;

/** Who somebody is here: name, access, what today has cost, and what they agreed to. Fires `day-ended` when the figures are yesterday's. */
@localized()
@customElement('oma-account-profile')
export class OmaAccountProfile extends LitElement {
  @property({ attribute: false }) me!: Me;
  @state() private now = new Date();
  private timer: ReturnType<typeof setInterval> | undefined;

  static override styles = [
    shared,
    css`
      :host {
        display: grid;
        grid-template-columns: minmax(0, 1fr);
        gap: var(--space-5);
      }
      .person {
        display: flex;
        align-items: center;
        gap: var(--space-4);
        min-width: 0;
      }
      oma-picture {
        --picture-size: 64px;
      }
      .words {
        display: grid;
        min-width: 0;
      }
      .access {
        display: flex;
        flex-wrap: wrap;
        gap: var(--space-1) var(--space-3);
      }
      .admin {
        display: inline-flex;
        align-items: center;
        gap: var(--space-1);
      }
      .name {
        font-size: var(--text-4);
        font-weight: 700;
        line-height: 1.35;
      }
      .email {
        color: var(--ink-soft);
        font-size: var(--text-2);
      }
      dl {
        display: grid;
        grid-template-columns: 7rem minmax(0, 1fr);
        gap: var(--space-4);
        margin: 0;
        font-size: var(--text-2);
      }
      dt {
        color: var(--ink-soft);
      }
      dd {
        margin: 0;
        display: grid;
        gap: var(--space-1);
        justify-items: start;
      }
      a {
        color: var(--accent);
      }
      .hint {
        font-size: var(--text-2);
      }
      .sums {
        display: flex;
        flex-wrap: wrap;
        justify-content: space-between;
        gap: 0 var(--space-3);
        width: 100%;
        font-variant-numeric: tabular-nums;
      }
      [role='meter'],
      svg {
        display: block;
        width: 100%;
        height: 8px;
      }
      .whole {
        fill: var(--line);
      }
      .part {
        fill: var(--accent);
      }
      .much {
        fill: var(--warn);
      }
      @media (max-width: 480px) {
        dl {
          grid-template-columns: minmax(0, 1fr);
          gap: 2px;
        }
        dd {
          margin-bottom: var(--space-3);
        }
        dd:last-child {
          margin-bottom: 0;
        }
      }
    `,
  ];

  override connectedCallback(): void {
    super.connectedCallback();
    this.timer = setInterval(() => this.tick(), MINUTE_MS);
  }

  override disconnectedCallback(): void {
    super.disconnectedCallback();
    clearInterval(this.timer);
  }

  override render() {
    const { me } = this;
    const locale = currentLocale();
    const since = new Date(me.created_at);
    return html`
      <div class="person" data-testid="profile">
        <oma-picture .name=${me.name} .picture=${me.picture}></oma-picture>
        <div class="words">
          <span class="name" dir="auto" translate="no">${me.name}</span>
          <span class="email" translate="no">${me.email}</span>
        </div>
      </div>
      <dl>
        <dt>${msg('가입한 날', { id: 'member-since' })}</dt>
        <dd><time datetime=${me.created_at} title=${formatExact(since, locale)}>${formatDate(since, locale)}</time></dd>
        <dt>${msg('베타 이용', { id: 'account-access' })}</dt>
        <dd>${this.renderAccess()}</dd>
        ${me.beta_approved ? this.renderToday() : nothing}
        <dt>${msg('개인정보 동의', { id: 'account-consent' })}</dt>
        <dd>${this.renderConsent()}</dd>
      </dl>
    `;
  }

  private renderAccess() {
    const standing = standingOf(this.me);
    const isAdmin = this.me.admin
      ? html`<span class="admin"><oma-icon name="shield"></oma-icon>${msg('관리자', { id: 'role-admin' })}</span>`
      : nothing;
    const next = standing === 'none' ? msg('베타 신청하기', { id: 'to-application' }) : msg('신청 상황 보기', { id: 'to-waiting-room' });
    return html`<span class="access"><oma-status status=${standing}></oma-status>${isAdmin}</span>
      ${standing === 'approved' ? nothing : html`<a href="/dashboard">${next}</a>`}`;
  }

  private renderToday() {
    const { spent_usd, limit_usd, left_usd, day } = this.me.budget;
    const spent = msg(str`${formatMoney(limit_usd)} 가운데 ${formatMoney(spent_usd)} 썼어요`, { id: 'account-spent' });
    return html`
      <dt>${msg('오늘 쓴 금액', { id: 'account-today' })}</dt>
      <dd data-testid="account-budget">
        <span class="sums"
          ><span>${spent}</span><b>${msg(str`오늘 ${formatMoney(left_usd)} 더 쓸 수 있어요`, { id: 'budget-left' })}</b></span
        >
        <div
          role="meter"
          aria-label=${msg('오늘 쓴 금액', { id: 'account-today' })}
          aria-valuemin="0"
          aria-valuemax=${limit_usd}
          aria-valuenow=${Math.min(spent_usd, limit_usd)}
          aria-valuetext=${spent}
        >
          ${renderBar(spent_usd, limit_usd)}
        </div>
        <span class="hint"
          >${msg(str`하루는 서울 시간으로 자정에 바뀌어요. ${formatUntil(budgetDayEnd(day), this.now, currentLocale())} 남았어요.`, {
            id: 'account-day-turns',
          })}</span
        >
      </dd>
    `;
  }

  private renderConsent() {
    const { consent, consent_version } = this.me;
    const more = html`<a href="/privacy#${currentLocale()}" target="_blank" rel="noopener"
      >${msg('개인정보 처리방침 모두 읽기', { id: 'consent-more' })}</a
    >`;
    if (consent === null)
      return html`<span
          >${
            this.me.beta_approved
              ? msg('신청 없이 이용 권한을 받아서, 동의한 기록이 없어요.', { id: 'account-consent-unasked' })
              : msg('베타를 신청할 때 동의해요. 아직은 동의한 것이 없어요.', { id: 'account-consent-none' })
          }</span
        >${more}`;
    const at = new Date(consent.at);
    return html`
      <span data-testid="account-consent" title=${formatExact(at, currentLocale())}
        >${msg(str`${formatDate(at, currentLocale())}에 ${consent.version} 버전에 동의했어요.`, { id: 'account-consent-version' })}</span
      >
      ${
        consent.version === consent_version
          ? nothing
          : html`<span class="hint">${msg(str`지금 내용은 ${consent_version} 버전이에요.`, { id: 'account-consent-newer' })}</span>`
      }
      ${more}
    `;
  }

  private tick(): void {
    this.now = new Date();
    if (this.now >= budgetDayEnd(this.me.budget.day)) this.dispatchEvent(new CustomEvent('day-ended'));
  }
}

/** However little was spent, it can be seen. */
function renderBar(spent: number, limit: number) {
  const share = limit > 0 ? Math.min(1, spent / limit) : 0;
  const width = spent > 0 ? Math.max(share, LEAST_SHOWN) * 100 : 0;
  return html`<svg aria-hidden="true">
    <rect class="whole" width="100%" height="8" rx="4"></rect>
    <rect class=${share > NEARLY_SPENT ? 'much' : 'part'} width="${width}%" height="8" rx="4"></rect>
  </svg>`;
}

declare global {
  interface HTMLElementTagNameMap {
    'oma-account-profile': OmaAccountProfile;
  }
}
