import { localized, msg, str } from '@lit/localize';
import { type Me, unreachable } from '@oma/contract';
import { css, html, LitElement, nothing, type TemplateResult } from 'lit';
import { customElement, property, state } from 'lit/decorators.js';
import { currentLocale } from '../i18n/localization.ts';
import { shared } from '../styles/shared.ts';
import { standingOf } from '../text/beta-text.ts';
import { formatAgo } from '../text/format.ts';
import { formatMoment } from '../text/format-moment.ts';
import './oma-application-form.ts';
import './oma-status.ts';

/** A person's application: the form for somebody who has not applied, and what became of it for everybody else. Fires `changed`. */
@localized()
@customElement('oma-application')
export class OmaApplication extends LitElement {
  @property({ attribute: false }) me!: Me;
  /** Access was withdrawn while the page was open. */
  @property({ type: Boolean }) isWithdrawn = false;
  /** What the admin wrote to the decision. */
  @state() private reason: string | null = null;

  static override styles = [
    shared,
    css`
      h2 {
        margin: 0 0 var(--space-2);
        font-size: var(--text-5);
        line-height: 1.3;
        letter-spacing: -0.01em;
      }
      .lead {
        margin: 0 0 var(--space-5);
        color: var(--ink-soft);
      }
      .standing > * {
        margin: 0;
      }
      .standing {
        display: grid;
        justify-items: start;
        gap: var(--space-3);
      }
      .standing p {
        max-width: 42em;
      }
      .quote {
        width: 100%;
        padding: var(--space-3) var(--space-4);
        border-left: 3px solid var(--line);
        background: var(--surface-low);
        white-space: break-spaces;
        overflow-wrap: anywhere;
      }
      .soft {
        color: var(--ink-soft);
        font-size: var(--text-2);
      }
      a:not(.button) {
        color: var(--accent);
      }
    `,
  ];

  override updated(changed: Map<string, unknown>): void {
    const standing = standingOf(this.me);
    if (changed.has('me') && (standing === 'denied' || standing === 'revoked')) void this.readReason();
  }

  override render() {
    const standing = standingOf(this.me);
    switch (standing) {
      case 'none':
        return this.renderForm();
      case 'applied':
        return this.renderStanding(
          this.isWithdrawn
            ? msg('이용을 멈추고 다시 검토하고 있어요', { id: 'application-again' })
            : msg('신청을 검토하고 있어요', { id: 'application-applied' }),
          html`<p>${this.appliedAt()}</p>
            <p>
              ${msg(
                str`신청한 순서대로 살펴보고, 결정되면 ${this.me.email} 주소로 알려 드려요. 이 화면을 열어 두면 승인되는 대로 바로 열려요.`,
                {
                  id: 'application-applied-hint',
                },
              )}
            </p>`,
        );
      case 'approved':
        return this.renderStanding(
          msg('베타를 이용할 수 있어요', { id: 'application-approved' }),
          html`<a class="button primary" href="/dashboard">${msg('대시보드로 가기', { id: 'to-dashboard' })}</a>`,
        );
      case 'denied':
        return this.renderStanding(
          msg('이번에는 함께하지 못하게 되었어요', { id: 'application-denied' }),
          html`<p>
              ${msg('신청을 살펴보았지만 지금은 이용을 열어 드리기 어려워요. 상황이 바뀌면 메일로 다시 알려 드려요.', { id: 'application-denied-hint' })}
            </p>
            ${this.renderReason()} ${this.renderContact()}`,
        );
      case 'revoked':
        return this.renderStanding(
          this.isWithdrawn
            ? msg('방금 이용이 중지되었어요', { id: 'application-revoked-now' })
            : msg('이용이 중지되었어요', { id: 'application-revoked' }),
          html`<p>
              ${msg('하던 작업은 멈췄고, 만든 에이전트와 대화는 지우지 않았어요. 다시 승인되면 이어서 쓸 수 있어요.', {
                id: 'application-revoked-hint',
              })}
            </p>
            ${this.renderReason()} ${this.renderContact()}`,
        );
      default:
        return unreachable(standing);
    }
  }

  private renderForm() {
    const { me } = this;
    return html`
      <h2>${msg('베타 신청', { id: 'application-form' })}</h2>
      <p class="lead">${msg('지금은 승인된 계정만 이용할 수 있어요. 신청서는 1분이면 쓸 수 있어요.', { id: 'application-form-hint' })}</p>
      <oma-application-form
        .uid=${me.uid}
        .email=${me.email}
        .consentVersion=${me.consent_version}
        @applied=${() => this.dispatchEvent(new CustomEvent('changed'))}
        @overtaken=${() => this.dispatchEvent(new CustomEvent('changed'))}
      ></oma-application-form>
    `;
  }

  private renderStanding(title: string, content: TemplateResult) {
    const standing = standingOf(this.me);
    return html`<div
      class="standing"
      data-testid="application-status"
      data-status=${standing}
      role=${this.isWithdrawn ? 'alert' : 'status'}
    >
      <oma-status status=${standing}></oma-status>
      <h2>${title}</h2>
      ${content}
    </div>`;
  }

  private appliedAt() {
    if (this.me.beta_applied_at === null) return nothing;
    const locale = currentLocale();
    const at = new Date(this.me.beta_applied_at);
    return html`<time datetime=${this.me.beta_applied_at} title=${formatMoment(at, locale)}
      >${msg(str`${formatMoment(at, locale)}에 신청했어요 (${formatAgo(at, new Date(), locale)}).`, { id: 'application-at' })}</time
    >`;
  }

  private renderReason() {
    return this.reason === null ? nothing : html`<p class="quote" dir="auto" data-testid="application-reason">${this.reason}</p>`;
  }

  private renderContact() {
    return html`<p class="soft">
      ${msg('궁금한 점은 여기로 알려 주세요:', { id: 'application-contact' })} <a href="mailto:${CONTACT}">${CONTACT}</a>
    </p>`;
  }

  /** The letter said why, and so does the page. */
  private async readReason(): Promise<void> {
    try {
      const { readOwnApplication } = await import('../data/application.ts');
      this.reason = (await readOwnApplication(this.me.uid))?.reason ?? null;
    } catch {
      this.reason = null;
    }
  }
}

declare global {
  interface HTMLElementTagNameMap {
    'oma-application': OmaApplication;
  }
}
