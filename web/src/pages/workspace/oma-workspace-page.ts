import { localized, msg } from '@lit/localize';
import { type SessionDocument, SessionId } from '@oma/contract';
import { css, html, LitElement, nothing } from 'lit';
import { customElement, state } from 'lit/decorators.js';
import '../../components/chat/oma-chat.ts';
import '../../components/oma-frame.ts';
import '../../components/oma-gate.ts';
import { PageState } from '../../components/page-state.ts';
import { shared } from '../../styles/shared.ts';

/** One session. */
@localized()
@customElement('oma-workspace-page')
export class OmaWorkspacePage extends LitElement {
  /** `undefined` until known, `null` where there is none for this person. */
  @state() private session: SessionDocument | null | undefined;
  private readonly sessionId = SessionId.catch('').parse(location.pathname.split('/')[2]);
  private readonly page = new PageState(this);

  static override styles = [
    shared,
    css`
      .absent {
        max-width: 50rem;
        margin: 0 auto;
        padding: calc(10vh + var(--space-5)) var(--space-4) var(--space-5);
        text-align: center;
        color: var(--ink-soft);
      }
      h2 {
        color: var(--ink);
        font-size: var(--text-5);
        margin: 0 0 var(--space-2);
      }
    `,
  ];

  /** With access given again, it is looked for anew. */
  override willUpdate(): void {
    if (!this.page.isFree) this.session = undefined;
  }

  private get heading(): string {
    if (this.isAbsent && this.page.me?.beta_approved === true) return msg('열 수 없는 대화', { id: 'absent-session' });
    const title = this.session?.title;
    if (title === undefined) return msg('대화', { id: 'session' });
    return title === '' ? msg('새 대화', { id: 'untitled' }) : title;
  }

  private get isAbsent(): boolean {
    return this.session === null || this.sessionId === '';
  }

  override render() {
    const { me, isFree } = this.page;
    return html`
      <oma-frame .me=${me} place="workspace" heading=${this.heading}>
        <oma-gate></oma-gate>
        ${isFree ? this.renderSession() : nothing}
      </oma-frame>
    `;
  }

  private renderSession() {
    if (this.isAbsent) {
      return html`<div class="absent" data-testid="no-session">
        <h2>${msg('이 대화를 열 수 없어요', { id: 'no-session' })}</h2>
        <p>${msg('주소가 다르거나, 내 대화가 아니거나, 이용 권한이 바뀌었어요.', { id: 'no-session-hint' })}</p>
        <a class="button" href="/dashboard">${msg('대시보드로 가기', { id: 'to-dashboard' })}</a>
      </div>`;
    }
    const ideas = [
      msg('매출 CSV를 만들고 합계를 알려 줘', { id: 'idea-csv' }),
      msg('주간 보고서 초안을 써 줘', { id: 'idea-report' }),
      msg('파일 목록을 보여 줘', { id: 'idea-files' }),
    ];
    return html`<oma-chat
      .sessionId=${this.sessionId}
      .ideas=${ideas}
      @session=${(event: CustomEvent<SessionDocument | null | undefined>) => (this.session = event.detail)}
    ></oma-chat>`;
  }
}

declare global {
  interface HTMLElementTagNameMap {
    'oma-workspace-page': OmaWorkspacePage;
  }
}
