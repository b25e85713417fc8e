import { localized, msg, str } from '@lit/localize';
import type { Me } from '@oma/contract';
import { css, html, LitElement, nothing } from 'lit';
import { customElement, property } from 'lit/decorators.js';
import { shared } from '../styles/shared.ts';
import { formatMoney } from '../text/format.ts';
import type { Attention } from './attention.ts';
import { loadPart } from './load-part.ts';
import './oma-icon.ts';
import type { IconName } from './oma-icon.ts';
import './oma-mark.ts';
import './oma-toast.ts';
import { PageState } from './page-state.ts';
import { takeKey } from './palette/take-key.ts';

/** The shell's own title, until the profile says it. */
const NAME_IN_SHELL = document.title;

type Entry = { place: Place; href: string; icon: IconName; name: string };
type Place = 'dashboard' | 'agents' | 'sessions' | 'account' | 'admin';

/** The frame of every page behind sign-in: a rail at the left, on a phone a bar at the bottom; today's budget and the person at the top right. */
@localized()
@customElement('oma-frame')
export class OmaFrame extends LitElement {
  @property({ attribute: false }) me: Me | null = null;
  @property() place: Place = 'dashboard';
  @property() heading = '';
  /** What of the place is shown, for the title of the tab; empty where the heading says all. */
  @property() shown = '';
  private readonly page = new PageState(this);
  private attention: Attention | null = null;
  private attending: Promise<void> | null = null;

  static override styles = [
    shared,
    css`
      :host {
        display: grid;
        grid-template: auto minmax(0, 1fr) / 72px minmax(0, 1fr);
        height: 100dvh;
      }
      nav {
        grid-row: 1 / -1;
        display: flex;
        flex-direction: column;
        align-items: center;
        gap: var(--space-2);
        padding: var(--space-3) 0;
        border-right: 1px solid var(--line);
        background: var(--surface-low);
      }
      nav a {
        display: grid;
        place-items: center;
        gap: 2px;
        width: 68px;
        min-height: 48px;
        border-radius: var(--radius);
        color: var(--ink-soft);
        font-size: 0.6875rem;
        overflow-wrap: normal;
        text-decoration: none;
      }
      nav a[aria-current] {
        color: var(--accent);
        background: var(--accent-soft);
      }
      nav oma-icon {
        font-size: 1.25rem;
      }
      oma-mark {
        margin-bottom: var(--space-2);
      }
      header {
        display: flex;
        align-items: center;
        gap: var(--space-3);
        min-height: 56px;
        padding: 0 var(--space-4);
        border-bottom: 1px solid var(--line);
        min-width: 0;
      }
      h1 {
        flex: 1;
        min-width: 0;
        margin: 0;
        font-size: var(--text-3);
        overflow: hidden;
        text-overflow: ellipsis;
        white-space: nowrap;
      }
      .badge {
        padding: 2px var(--space-2);
        border-radius: var(--radius-round);
        background: var(--warn-soft);
        color: var(--warn);
        font-size: var(--text-1);
        font-weight: 600;
        white-space: nowrap;
      }
      .budget {
        font-size: var(--text-2);
        color: var(--ink-soft);
        white-space: nowrap;
      }
      main {
        /* What is there for screen readers only is placed within it, and does not make the whole page scroll. */
        position: relative;
        display: flex;
        flex-direction: column;
        min-height: 0;
        overflow: auto;
      }
      .page {
        flex: 1 1 0;
        min-height: 0;
      }
      .notice {
        flex: none;
        max-height: 30%;
        overflow-y: auto;
        margin: 0;
        padding: var(--space-2) var(--space-4);
        background: var(--warn-soft);
        color: var(--warn);
        font-size: var(--text-2);
        overflow-wrap: anywhere;
      }
      .short {
        display: none;
      }
      .person {
        flex: none;
        width: 52px;
        display: grid;
        justify-items: center;
      }
      .unknown {
        width: 32px;
        height: 32px;
        border-radius: var(--radius-round);
      }
      @media (max-width: 640px) {
        :host {
          grid-template: auto minmax(0, 1fr) auto / minmax(0, 1fr);
        }
        nav {
          grid-row: 3;
          flex-direction: row;
          justify-content: space-around;
          padding: var(--space-1) 0 max(var(--space-1), env(safe-area-inset-bottom));
          border-right: 0;
          border-top: 1px solid var(--line);
        }
        nav.empty,
        oma-mark {
          display: none;
        }
        header {
          padding: 0 var(--space-3);
          gap: var(--space-2);
        }
        .long {
          display: none;
        }
        .short {
          display: inline;
        }
      }
    `,
  ];

  override connectedCallback(): void {
    super.connectedCallback();
    document.addEventListener('keydown', this.onKey);
  }

  override disconnectedCallback(): void {
    super.disconnectedCallback();
    document.removeEventListener('keydown', this.onKey);
  }

  /** The keys that work on every page of somebody who is signed in. */
  private readonly onKey = (event: KeyboardEvent): void => {
    if (this.me !== null) takeKey(event);
  };

  private async attend(): Promise<void> {
    const part = await loadPart(() => import('./attention.ts'), { isAhead: true });
    if (part !== null) this.attention = new part.Attention(this);
  }

  /** What stands at the top right is loaded once it is known who looks; a place is kept for it. */
  override updated(): void {
    const title = [this.shown, this.titleOfPlace(), this.me?.platform.name ?? NAME_IN_SHELL].filter((words) => words !== '').join(' · ');
    const count = this.attention?.count ?? 0;
    document.title = count === 0 ? title : `(${count}) ${title}`;
    if (this.me?.beta_approved === true) this.attending ??= this.attend();
    const { who } = this.page;
    if (who === null) void loadPart(() => import('./oma-view-tools.ts'), { isAhead: true });
    else if (who !== undefined) void loadPart(() => import('./oma-person-menu.ts'), { isAhead: true });
  }

  override render() {
    const { me } = this;
    const entries = this.entries();
    return html`
      <nav class=${entries.length === 0 ? 'empty' : ''} aria-label=${msg('주 메뉴', { id: 'main-menu' })}>
        <oma-mark></oma-mark>
        ${entries.map(
          ({ place, href, icon, name }) =>
            html`<a href=${href} data-testid="to-${place}" aria-current=${this.current(place, href)}
              ><oma-icon name=${icon}></oma-icon>${name}</a
            >`,
        )}
      </nav>
      <header>
        <h1>${this.heading}</h1>
        ${me?.platform.simulation === true ? html`<span class="badge" data-testid="simulation">${msg('시뮬레이션', { id: 'simulation' })}</span>` : nothing}
        ${
          me?.platform.reduced_isolation === true
            ? html`<span class="badge" title=${msg('이 컴퓨터에서는 에이전트가 격리 공간 밖에서 실행돼요.', { id: 'reduced-hint' })}
                >${msg('격리 약함', { id: 'reduced' })}</span
              >`
            : nothing
        }
        ${me?.beta_approved === true ? this.renderBudget(me) : nothing} ${this.renderPerson()}
      </header>
      <main>
        ${me === null || me.platform.notice === '' ? nothing : html`<p class="notice" role="status" data-testid="notice">${me.platform.notice}</p>`}
        <div class="page"><slot></slot></div>
      </main>
      <oma-toast></oma-toast>
    `;
  }

  /** Whether what is shown is the waiting room: at any address but those for everybody who is signed in. */
  private get isWaitingRoom(): boolean {
    return this.me?.beta_approved === false && this.place !== 'account' && this.place !== 'admin';
  }

  /** What leads somewhere for whoever looks. While that is not known, what it is for most: nothing is to move for them. */
  private entries(): Entry[] {
    const { me } = this;
    if (this.page.who === null) return [];
    const entries: Entry[] =
      me?.beta_approved === false
        ? [
            { place: 'dashboard', href: '/dashboard', icon: 'clock', name: msg('신청 상황', { id: 'waiting-room' }) },
            { place: 'account', href: '/account', icon: 'user', name: msg('내 계정', { id: 'account' }) },
          ]
        : [
            { place: 'dashboard', href: '/dashboard', icon: 'dashboard', name: msg('대시보드', { id: 'dashboard' }) },
            { place: 'agents', href: '/agents', icon: 'bot', name: msg('에이전트', { id: 'agents' }) },
            { place: 'sessions', href: '/sessions', icon: 'message', name: msg('대화', { id: 'place-sessions' }) },
          ];
    if (me?.admin === true) entries.push({ place: 'admin', href: '/admin', icon: 'shield', name: msg('관리', { id: 'admin' }) });
    return entries;
  }

  private current(place: Place, href: string) {
    if (place !== (this.isWaitingRoom ? 'dashboard' : this.place)) return nothing;
    return location.pathname === href ? 'page' : 'true';
  }

  /** The dashboard greets in its heading, which names nothing. */
  private titleOfPlace(): string {
    if (this.isWaitingRoom) return msg('신청 상황', { id: 'waiting-room' });
    return this.place === 'dashboard' ? msg('대시보드', { id: 'dashboard' }) : this.heading;
  }

  private renderPerson() {
    const { who } = this.page;
    if (who === null) return html`<oma-view-tools></oma-view-tools>`;
    if (who === undefined) return html`<span class="person"><span class="skeleton unknown"></span></span>`;
    const { name, email } = this.me ?? who;
    return html`<oma-person-menu class="person" .name=${name} .email=${email} .picture=${this.me?.picture ?? ''}></oma-person-menu>`;
  }

  private renderBudget(me: Me) {
    const left = formatMoney(me.budget.left_usd);
    const title = msg(str`오늘 ${formatMoney(me.budget.spent_usd)} 썼어요`, { id: 'spent-today' });
    const whole = msg(str`오늘 ${left} 더 쓸 수 있어요`, { id: 'budget-left' });
    return html`<span class="budget" data-testid="budget" title=${title}
      ><span class="long">${whole}</span
      ><span class="short"><span class="sr">${whole}</span><span aria-hidden="true">${left}</span></span></span
    >`;
  }
}

declare global {
  interface HTMLElementTagNameMap {
    'oma-frame': OmaFrame;
  }
}
