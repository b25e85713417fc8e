import { localized, msg } from '@lit/localize';
import { css, html, LitElement, nothing } from 'lit';
import { customElement, property, state } from 'lit/decorators.js';
import { shared } from '../../styles/shared.ts';
import { keepComposing } from '../composing.ts';
import '../oma-icon.ts';
import { Recent } from './recent-sessions.ts';
import './oma-session-list.ts';
import { SessionFinder } from './session-finder.ts';

/** How long a person pauses in writing before it is looked for. */
const PAUSE_MS = 300;

/** The conversations beside the one that is shown: the newest, as they change, or those that a search finds. */
@localized()
@customElement('oma-session-side')
export class OmaSessionSide extends LitElement {
  /** The conversation that is shown. */
  @property() current = '';
  @state() private words = '';
  private readonly recent = new Recent(this);
  private readonly finder = new SessionFinder(this, () => undefined);
  private pause: ReturnType<typeof setTimeout> | undefined;

  static override styles = [
    shared,
    css`
      :host {
        display: grid;
        grid-template-rows: auto minmax(0, 1fr) auto;
        height: 100%;
        min-height: 0;
      }
      form {
        padding: var(--space-2);
      }
      .list {
        overflow-y: auto;
        padding: 0 var(--space-2) var(--space-2);
      }
      p {
        margin: 0;
        padding: var(--space-2) var(--space-3);
        color: var(--ink-soft);
        font-size: var(--text-2);
      }
      .skeleton {
        height: 12rem;
      }
      .all {
        padding: var(--space-2) var(--space-4);
        border-top: 1px solid var(--line);
        font-size: var(--text-2);
      }
    `,
  ];

  override disconnectedCallback(): void {
    super.disconnectedCallback();
    clearTimeout(this.pause);
  }

  override render() {
    const isSearch = this.words.trim() !== '';
    const sessions = isSearch ? this.finder.sessions : (this.recent.sessions?.filter(({ message_count }) => message_count > 0) ?? null);
    return html`
      <form role="search" @submit=${(event: Event) => event.preventDefault()} @keydown=${keepComposing}>
        <input
          type="search"
          data-testid="search-side"
          maxlength="200"
          aria-label=${msg('대화 찾기', { id: 'search-sessions' })}
          placeholder=${msg('대화 찾기', { id: 'search-sessions' })}
          @input=${(event: Event & { target: HTMLInputElement }) => this.search(event.target.value)}
        />
      </form>
      <div class="list">
        ${
          sessions === null || (sessions.length === 0 && isSearch && this.finder.isLooking)
            ? html`<div class="skeleton"></div>`
            : html`<oma-session-list compact .sessions=${sessions} current=${this.current}></oma-session-list>`
        }
        <p role="status">${sessions === null ? nothing : this.wordsOf(sessions.length, isSearch)}</p>
      </div>
      <a class="all" href="/sessions">${msg('대화 모두 보기', { id: 'all-sessions' })}</a>
    `;
  }

  private wordsOf(count: number, isSearch: boolean) {
    if (!isSearch) return nothing;
    if (this.finder.hasFailed) return msg('불러오지 못했어요. 연결을 확인하고 다시 시도해 주세요.', { id: 'dashboard-failed' });
    return count === 0 && !this.finder.isLooking
      ? msg('찾는 대화가 없어요. 낱말이나 조건을 바꿔 보세요.', { id: 'no-sessions-found' })
      : nothing;
  }

  private search(words: string): void {
    clearTimeout(this.pause);
    this.pause = setTimeout(() => {
      this.words = words;
      if (words.trim() !== '') void this.finder.look({ q: words });
    }, PAUSE_MS);
  }
}

declare global {
  interface HTMLElementTagNameMap {
    'oma-session-side': OmaSessionSide;
  }
}
