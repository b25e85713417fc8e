import { localized, msg } from '@lit/localize';
import { css, html, LitElement, nothing, type PropertyValues } from 'lit';
import { customElement, state } from 'lit/decorators.js';
import '../../components/oma-frame.ts';
import '../../components/oma-gate.ts';
import '../../components/oma-icon.ts';
import type { IconName } from '../../components/oma-icon.ts';
import { loadPart } from '../../components/load-part.ts';
import { PageState } from '../../components/page-state.ts';
import { shared } from '../../styles/shared.ts';
import { loadOperations } from './operations/load-operations.ts';

const TABS = ['applications', 'people', 'feedback', 'mail', 'operations', 'usage', 'settings', 'audit'] as const;
type Tab = (typeof TABS)[number];

const ICONS: Readonly<Record<Tab, IconName>> = {
  applications: 'inbox',
  people: 'users',
  feedback: 'thumbs-up',
  mail: 'mail',
  operations: 'activity',
  usage: 'chart',
  settings: 'sliders',
  audit: 'history',
};

/** What admins do: applications, people, what they think of answers, letters, how promises are kept, use and cost, limits, and the record of it all. Each tab is loaded when it is opened. */
@localized()
@customElement('oma-admin-page')
export class OmaAdminPage extends LitElement {
  @state() private tab: Tab = tabOfAddress();
  /** The tab did not come, and this is all there is to show of it. */
  @state() private isTabLost = false;
  private readonly page = new PageState(this);
  private isTabShown = false;

  static override styles = [
    shared,
    css`
      .content {
        max-width: 72rem;
        margin: 0 auto;
        padding: var(--space-4) var(--space-4) var(--space-6);
        display: grid;
        grid-template-columns: minmax(0, 1fr);
        gap: var(--space-5);
      }
      nav {
        display: flex;
        gap: var(--space-1);
        overflow-x: auto;
        border-bottom: 1px solid var(--line);
        scrollbar-width: none;
      }
      nav a {
        display: inline-flex;
        align-items: center;
        gap: var(--space-2);
        min-height: 44px;
        padding: 0 var(--space-3);
        border-bottom: 2px solid transparent;
        color: var(--ink-soft);
        font-size: var(--text-2);
        font-weight: 600;
        text-decoration: none;
        white-space: nowrap;
      }
      nav a[aria-current] {
        border-color: var(--accent);
        color: var(--accent);
      }
      .gate {
        max-width: 34rem;
        margin: 12vh auto 0;
        padding: var(--space-4);
      }
      .gate h2 {
        margin: 0 0 var(--space-3);
        font-size: var(--text-5);
      }
    `,
  ];

  override connectedCallback(): void {
    super.connectedCallback();
    addEventListener('hashchange', this.onHash);
    void this.loadTab();
  }

  override disconnectedCallback(): void {
    super.disconnectedCallback();
    removeEventListener('hashchange', this.onHash);
  }

  /** On a phone the tabs are wider than the screen. */
  override updated(changed: PropertyValues): void {
    if (changed.has('tab') || !this.isTabShown) {
      const current = this.renderRoot.querySelector('nav a[aria-current]');
      current?.scrollIntoView({ block: 'nearest', inline: 'center' });
      this.isTabShown = current !== null;
    }
  }

  override render() {
    const { me } = this.page;
    const shown = me?.admin === true ? tabName(this.tab) : '';
    return html`<oma-frame .me=${me} place="admin" heading=${msg('관리', { id: 'admin' })} shown=${shown}>
      <oma-gate isForEverybody></oma-gate>
      ${me !== null && !me.admin ? this.renderForbidden() : nothing} ${me?.admin === true ? this.renderContent() : nothing}
    </oma-frame>`;
  }

  private renderForbidden() {
    return html`<div class="gate" data-testid="no-admin">
      <h2>${msg('관리자만 볼 수 있어요', { id: 'admin-only' })}</h2>
      <p>${msg('관리자는 운영 설정에 적힌 주소로 정해져요.', { id: 'admin-only-hint' })}</p>
      <a class="button" href="/dashboard">${msg('대시보드로 가기', { id: 'to-dashboard' })}</a>
    </div>`;
  }

  private renderContent() {
    return html`<div class="content">
      <nav aria-label=${msg('관리 메뉴', { id: 'admin-menu' })}>
        ${TABS.map(
          (tab) =>
            html`<a href="#${tab}" data-testid="admin-tab-${tab}" aria-current=${tab === this.tab ? 'page' : nothing}
              ><oma-icon name=${ICONS[tab]}></oma-icon>${tabName(tab)}</a
            >`,
        )}
      </nav>
      ${this.renderTab()}
    </div>`;
  }

  private renderTab() {
    if (this.isTabLost)
      return html`<p class="error" role="alert" data-testid="admin-tab-lost">
        ${msg('불러오지 못했어요. 연결을 확인하거나 페이지를 새로 열어 주세요.', { id: 'part-failed' })}
        <button class="quiet" @click=${() => void this.loadTab()}>${msg('다시 시도', { id: 'try-again' })}</button>
      </p>`;
    switch (this.tab) {
      case 'applications':
        return html`<oma-admin-applications .me=${this.page.me} @changed=${() => void this.page.refresh()}></oma-admin-applications>`;
      case 'people':
        return html`<oma-admin-people></oma-admin-people>`;
      case 'feedback':
        return html`<oma-admin-feedback></oma-admin-feedback>`;
      case 'mail':
        return html`<oma-admin-mail></oma-admin-mail>`;
      case 'operations':
        return html`<oma-admin-operations></oma-admin-operations>`;
      case 'usage':
        return html`<oma-admin-usage></oma-admin-usage>`;
      case 'settings':
        return html`<oma-admin-settings></oma-admin-settings>`;
      case 'audit':
        return html`<oma-admin-audit></oma-admin-audit>`;
    }
  }

  private readonly onHash = (): void => {
    this.tab = tabOfAddress();
    this.isTabLost = false;
    void this.loadTab();
  };

  private async loadTab(): Promise<void> {
    const load: Record<Tab, () => Promise<unknown>> = {
      applications: () => import('./oma-admin-applications.ts'),
      people: () => import('./oma-admin-people.ts'),
      feedback: () => import('./oma-admin-feedback.ts'),
      mail: () => import('./oma-admin-mail.ts'),
      operations: loadOperations,
      usage: () => import('./oma-admin-usage.ts'),
      settings: () => import('./oma-admin-settings.ts'),
      audit: () => import('./oma-admin-audit.ts'),
    };
    const { tab } = this;
    const isLost = (await loadPart(load[tab])) === null;
    if (tab === this.tab) this.isTabLost = isLost;
  }
}

function tabOfAddress(): Tab {
  return TABS.find((tab) => tab === location.hash.slice(1)) ?? 'applications';
}

function tabName(tab: Tab): string {
  switch (tab) {
    case 'applications':
      return msg('신청', { id: 'admin-applications' });
    case 'people':
      return msg('사람', { id: 'admin-people' });
    case 'feedback':
      return msg('평가', { id: 'admin-feedback' });
    case 'mail':
      return msg('메일', { id: 'admin-mail' });
    case 'operations':
      return msg('운영', { id: 'admin-operations' });
    case 'usage':
      return msg('사용량', { id: 'admin-usage' });
    case 'settings':
      return msg('한도와 스위치', { id: 'admin-settings' });
    case 'audit':
      return msg('기록', { id: 'admin-audit' });
  }
}

declare global {
  interface HTMLElementTagNameMap {
    'oma-admin-page': OmaAdminPage;
  }
}
