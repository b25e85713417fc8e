import { localized, msg, str } from '@lit/localize';
import type { Session } from '@oma/contract';
import { css, html, LitElement, nothing } from 'lit';
import { customElement, state } from 'lit/decorators.js';
import { listDeletedSessions } from '../../data/sessions.ts';
import { currentLocale } from '../../i18n/localization.ts';
import { rowListStyles } from '../../styles/row-list.ts';
import { shared } from '../../styles/shared.ts';
import { formatExact } from '../../text/format.ts';
import { sessionName } from '../../text/session-text.ts';
import '../oma-icon.ts';
import { restore, SESSION_RESTORED } from './session-acts.ts';

/** Conversations that were deleted and can still be brought back, last deleted first. */
@localized()
@customElement('oma-deleted-sessions')
export class OmaDeletedSessions extends LitElement {
  @state() private sessions: readonly Session[] | null = null;
  @state() private next: string | null = null;
  @state() private hasFailed = false;
  /** What is being brought back. */
  @state() private restoring = '';
  /** The list is being read anew. */
  private reading: Promise<void> = Promise.resolve();

  static override styles = [
    shared,
    rowListStyles,
    css`
      li {
        display: flex;
        flex-wrap: wrap;
        align-items: center;
        gap: var(--space-2) var(--space-3);
        padding: var(--space-2) var(--space-4);
      }
      span {
        flex: 1;
        min-width: 10rem;
        overflow-wrap: anywhere;
      }
      small {
        display: block;
        color: var(--ink-soft);
        font-size: var(--text-1);
      }
      p {
        margin: 0;
        padding: var(--space-5) var(--space-4);
        color: var(--ink-soft);
        text-align: center;
      }
      .skeleton {
        height: 12rem;
      }
    `,
  ];

  override connectedCallback(): void {
    super.connectedCallback();
    window.addEventListener(SESSION_RESTORED, this.read);
    void this.read();
  }

  override disconnectedCallback(): void {
    super.disconnectedCallback();
    window.removeEventListener(SESSION_RESTORED, this.read);
  }

  override render() {
    if (this.hasFailed) {
      return html`<p class="error" role="alert">
        ${msg('불러오지 못했어요. 연결을 확인하고 다시 시도해 주세요.', { id: 'dashboard-failed' })}
        <button class="quiet" @click=${this.read}>${msg('다시 시도', { id: 'try-again' })}</button>
      </p>`;
    }
    if (this.sessions === null) return html`<div class="skeleton"></div>`;
    if (this.sessions.length === 0)
      return html`<p data-testid="no-deleted" tabindex="-1">${msg('되돌릴 수 있는 대화가 없어요.', { id: 'no-deleted' })}</p>`;
    return html`<ul>
        ${this.sessions.map((session) => this.renderRow(session))}
      </ul>
      ${this.next === null ? nothing : html`<p><button @click=${() => void this.more()}>${msg('더 보기', { id: 'more' })}</button></p>`}`;
  }

  private renderRow({ id, title, gone_at }: Session) {
    const name = sessionName({ title });
    return html`<li data-testid="deleted-session">
      <span
        >${name}${
          gone_at === undefined
            ? nothing
            : html`<small
                >${msg(str`${formatExact(new Date(gone_at), currentLocale())}에 완전히 사라져요.`, { id: 'session-gone-at' })}</small
              >`
        }</span
      >
      <button
        data-testid="restore"
        aria-label=${msg(str`되돌리기: ${name}`, { id: 'session-undo-named' })}
        ?disabled=${this.restoring === id}
        @click=${() => void this.restore(id)}
      >
        <oma-icon name="undo"></oma-icon>${msg('되돌리기', { id: 'session-undo' })}
      </button>
    </li>`;
  }

  private async restore(id: string): Promise<void> {
    const at = this.sessions?.findIndex((session) => session.id === id) ?? 0;
    this.restoring = id;
    const isBack = await restore(id);
    this.restoring = '';
    if (!isBack) return;
    await this.reading;
    await this.updateComplete;
    // Its row is gone, and the focus with it: on to the next.
    const rows = this.renderRoot.querySelectorAll<HTMLElement>('[data-testid=restore]');
    (rows[Math.min(at, rows.length - 1)] ?? this.renderRoot.querySelector<HTMLElement>('[data-testid=no-deleted]'))?.focus();
  }

  private readonly read = (): Promise<void> => (this.reading = this.ask([], null));

  private more(): Promise<void> {
    return this.ask(this.sessions ?? [], this.next);
  }

  private async ask(before: readonly Session[], cursor: string | null): Promise<void> {
    this.hasFailed = false;
    try {
      const { sessions, next } = await listDeletedSessions(cursor);
      this.sessions = [...before, ...sessions];
      this.next = next ?? null;
    } catch {
      this.hasFailed = true;
    }
  }
}

declare global {
  interface HTMLElementTagNameMap {
    'oma-deleted-sessions': OmaDeletedSessions;
  }
}
