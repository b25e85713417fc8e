import { localized, msg } from '@lit/localize';
import { type AgentDocument, isAgentUsable, type SessionDocument, SessionId } from '@oma/contract';
import { css, html, LitElement, nothing } from 'lit';
import { customElement, state } from 'lit/decorators.js';
import '../../components/chat/oma-chat.ts';
import { loadPart } from '../../components/load-part.ts';
import '../../components/oma-frame.ts';
import '../../components/oma-gate.ts';
import '../../components/oma-icon.ts';
import { PageState } from '../../components/page-state.ts';
import { shared } from '../../styles/shared.ts';
import './oma-session-agent.ts';
import { WatchedAgent } from './watched-agent.ts';

/** One session. */
@localized()
@customElement('oma-workspace-page')
export class OmaWorkspacePage extends LitElement {
  /** `undefined` until known, `null` where there is none for this person. */
  @state() private session: SessionDocument | null | undefined;
  private readonly sessionId = SessionId.catch('').parse(location.pathname.split('/')[2]);
  /** What the ready-made agent that this one came from is asked first; null until that is known. */
  @state() private prompts: readonly string[] | null = null;
  private promptsOf: AgentDocument | null = null;
  /** Whether the dialog of sharing was opened. */
  @state() private isSharing = false;
  private readonly page = new PageState(this);
  private readonly watched = new WatchedAgent(this);

  static override styles = [
    shared,
    css`
      .session {
        display: grid;
        grid-template: auto minmax(0, 1fr) / minmax(0, 1fr);
        height: 100%;
      }
      .top {
        display: grid;
        grid-template-columns: minmax(0, 1fr) auto;
        align-items: center;
        padding-inline-end: var(--space-2);
        border-bottom: 1px solid var(--line);
      }
      .top button {
        min-width: 36px;
      }
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
    this.watched.turnTo(this.session?.agent_id ?? null);
  }

  override updated(): void {
    void this.findPrompts();
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
    const { agent } = this.watched;
    return html`<div class="session">
      <div class="top">
        <oma-session-agent .agentId=${this.session?.agent_id} .agent=${agent}></oma-session-agent>
        <button
          class="quiet"
          data-testid="share"
          aria-label=${msg('링크로 공유하기', { id: 'share' })}
          title=${msg('링크로 공유하기', { id: 'share' })}
          ?disabled=${(this.session?.message_count ?? 0) === 0}
          @click=${() => void this.share()}
        >
          <oma-icon name="share"></oma-icon>
        </button>
      </div>
      <oma-chat
        .sessionId=${this.sessionId}
        .purpose=${agent?.description ?? ''}
        .ideas=${this.ideas()}
        @session=${(event: CustomEvent<SessionDocument | null | undefined>) => (this.session = event.detail)}
      ></oma-chat>
      ${this.isSharing ? html`<oma-share .sessionId=${this.sessionId} .sharedAt=${this.session?.shared_at ?? null}></oma-share>` : nothing}
    </div>`;
  }

  private async share(): Promise<void> {
    if ((await loadPart(() => import('../../components/oma-share.ts'))) === null) return;
    this.isSharing = true;
    await this.updateComplete;
    await this.renderRoot.querySelector('oma-share')?.open();
  }

  /** What may be asked first: only what fits who answers. */
  private ideas(): readonly string[] {
    if (this.session?.agent_id === null) {
      return [
        msg('매출 CSV를 만들고 합계를 알려 줘', { id: 'idea-csv' }),
        msg('주간 보고서 초안을 써 줘', { id: 'idea-report' }),
        msg('파일 목록을 보여 줘', { id: 'idea-files' }),
      ];
    }
    const { agent } = this.watched;
    if (agent === undefined || agent === null || !isAgentUsable(agent.status) || this.prompts === null) return [];
    if (this.prompts.length > 0) return this.prompts;
    return [msg('너는 어떤 일을 할 수 있어?', { id: 'trial-idea-what' }), msg('시작하려면 무엇을 알려 줘야 해?', { id: 'idea-needed' })];
  }

  /** Those of an agent that came from a ready-made one; their texts are loaded for an empty conversation only. */
  private async findPrompts(): Promise<void> {
    const { agent } = this.watched;
    if (agent === undefined || agent === null || agent === this.promptsOf || this.session?.message_count !== 0) return;
    this.promptsOf = agent;
    const readyMade = await loadPart(() => import('../agent/ready-made.ts'), { isAhead: true });
    if (readyMade !== null && agent === this.promptsOf) this.prompts = readyMade.readyMadePrompts(agent);
  }
}

declare global {
  interface HTMLElementTagNameMap {
    'oma-workspace-page': OmaWorkspacePage;
  }
}
