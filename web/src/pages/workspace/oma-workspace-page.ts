import { localized, msg } from '@lit/localize';
import { type AgentDocument, type Session, type SessionDocument, SessionId } from '@oma/contract';
import { html, LitElement, nothing } from 'lit';
import { customElement, state } from 'lit/decorators.js';
import { startSession } from '../../components/agents/start-session.ts';
import '../../components/chat/oma-chat.ts';
import { PaneWidth } from '../../components/files/pane-width.ts';
import type { LineRemark } from '../../components/files/oma-file-view.ts';
import { keepText, readKept } from '../../components/kept-text.ts';
import { loadPart } from '../../components/load-part.ts';
import '../../components/oma-frame.ts';
import '../../components/oma-gate.ts';
import '../../components/oma-icon.ts';
import { PageState } from '../../components/page-state.ts';
import { WIDE } from '../../components/wide.ts';
import { renameSession } from '../../data/sessions.ts';
import { shared } from '../../styles/shared.ts';
import { FirstIdeas } from './first-ideas.ts';
import { foldSide, isSideFolded } from './folded-side.ts';
import './oma-session-agent.ts';
import { WatchedAgent } from './watched-agent.ts';
import { workspaceStyles } from './workspace-styles.ts';

/** From here on chat and files stand beside each other; the styles say the same. */
const FILES_BESIDE = '(min-width: 900px)';
/** Whether the files were open when this browser last showed a conversation. */
const FILES_KEY = 'files-pane';

/** One session. */
@localized()
@customElement('oma-workspace-page')
export class OmaWorkspacePage extends LitElement {
  /** `undefined` until known, `null` where there is none for this person. */
  @state() private session: SessionDocument | null | undefined;
  private readonly sessionId = SessionId.catch('').parse(location.pathname.split('/')[2]);
  /** What stands around the conversation is loaded. */
  @state() private hasTools = false;
  @state() private isSideOpen = false;
  @state() private isSideFolded = isSideFolded();
  /** The conversation is being named. */
  @state() private naming: 'writing' | 'saving' | null = null;
  /** Why what was to be done last was not. */
  @state() private refusal = '';
  @state() private hasFiles = false;
  /** Whether the dialog of sharing was opened. */
  @state() private isSharing = false;
  private readonly paneWidth: PaneWidth = new PaneWidth(this);
  private tools: Promise<void> | null = null;
  private readonly wide = matchMedia(WIDE);
  private readonly page = new PageState(this);
  private readonly watched = new WatchedAgent(this);
  private readonly ideas = new FirstIdeas(this);

  static override styles = [shared, workspaceStyles];

  /** With access given again, it is looked for anew. */
  override willUpdate(): void {
    if (!this.page.isFree) this.session = undefined;
    this.watched.turnTo(this.session?.agent_id ?? null);
    this.ideas.turnTo(this.session ?? null, this.watched.agent ?? null);
  }

  override connectedCallback(): void {
    super.connectedCallback();
    if (readKept(FILES_KEY) === 'open' && matchMedia(FILES_BESIDE).matches) void this.showFiles(true);
  }

  override updated(): void {
    if (this.session !== undefined && this.session !== null) this.tools ??= this.loadTools();
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
      <oma-frame .me=${me} place="sessions" heading=${this.heading}>
        <oma-gate></oma-gate>
        ${isFree ? this.renderSession() : nothing}
      </oma-frame>
    `;
  }

  private renderSession() {
    if (this.isAbsent) {
      return html`<div class="absent" data-testid="no-session">
        <h2>${msg('이 대화를 열 수 없어요', { id: 'no-session' })}</h2>
        <p>${msg('지워졌거나, 주소가 다르거나, 내 대화가 아니에요. 지운 대화는 7일 동안 되살릴 수 있어요.', { id: 'no-session-hint' })}</p>
        <a class="button" href="/sessions?view=deleted">${msg('지운 대화 보기', { id: 'to-deleted' })}</a>
        <a class="button" href="/dashboard">${msg('대시보드로 가기', { id: 'to-dashboard' })}</a>
      </div>`;
    }
    const { agent } = this.watched;
    return html`<div class="workspace">
      ${this.hasTools ? this.renderSide() : html`<div class=${this.isSideFolded ? '' : 'place'}></div>`}
      <div class="session ${this.hasFiles ? 'with-files' : ''}">
        ${this.renderTop(agent)}
        <oma-chat
          .sessionId=${this.sessionId}
          .purpose=${agent?.description ?? ''}
          .ideas=${this.ideas.all}
          @session=${(event: CustomEvent<SessionDocument | null | undefined>) => (this.session = event.detail)}
        ></oma-chat>
        ${this.hasFiles ? this.renderFiles() : nothing}
        ${this.isSharing ? html`<oma-share .sessionId=${this.sessionId} .sharedAt=${this.session?.shared_at ?? null}></oma-share>` : nothing}
      </div>
    </div>`;
  }

  private renderSide() {
    return html`<oma-side
      edge="left"
      label=${msg('다른 대화', { id: 'other-sessions' })}
      ?isOpen=${this.isSideOpen}
      ?isFolded=${this.isSideFolded}
      @closed=${() => (this.isSideOpen = false)}
    >
      <h2 slot="head" class="side-title">${msg('대화', { id: 'sessions' })}</h2>
      <oma-session-side current=${this.sessionId}></oma-session-side>
    </oma-side>`;
  }

  /** With whom the conversation is, and what can be done with it; while it is named, the field for that. */
  private renderTop(agent: AgentDocument | null | undefined) {
    const { session } = this;
    if (this.naming !== null && session !== null && session !== undefined) {
      return html`<div class="top naming">
        <oma-rename
          .value=${session.title}
          ?isSaving=${this.naming === 'saving'}
          @left=${() => this.leaveName()}
          @named=${({ detail }: CustomEvent<string>) => void this.rename(detail)}
        ></oma-rename>
        ${this.renderRefusal()}
      </div>`;
    }
    return html`<div class="top">
      <oma-session-agent .agentId=${session?.agent_id} .agent=${agent} .test=${session?.kind === 'test' ? session : null}>
        ${this.hasTools ? this.renderTools(session) : nothing}
        <button
          slot="end"
          class="quiet tool"
          data-testid="files-button"
          aria-expanded=${this.hasFiles}
          ?disabled=${session === undefined}
          @click=${() => void this.showFiles(!this.hasFiles)}
        >
          <oma-icon name="file-text"></oma-icon>${msg('파일', { id: 'files' })}
        </button>
      </oma-session-agent>
      ${this.renderRefusal()}
    </div>`;
  }

  private renderTools(session: SessionDocument | null | undefined) {
    return html`
      <button
        slot="start"
        class="quiet tool"
        data-testid="side-toggle"
        aria-label=${msg('다른 대화', { id: 'other-sessions' })}
        aria-expanded=${String(this.wide.matches ? !this.isSideFolded : this.isSideOpen)}
        title=${msg('다른 대화', { id: 'other-sessions' })}
        @click=${() => this.toggleSide()}
      >
        <oma-icon name="panel-left"></oma-icon>
      </button>
      ${
        session === undefined || session === null
          ? nothing
          : html`<button
                slot="end"
                class="quiet tool"
                data-testid="same-agent"
                aria-label=${this.beginWords(session)}
                title=${this.beginWords(session)}
                @click=${() => void this.begin(session.agent_id)}
              >
                <oma-icon name="plus"></oma-icon>
              </button>
              <oma-session-menu
                slot="end"
                .session=${{ ...session, id: this.sessionId }}
                ?canShare=${session.message_count > 0}
                ?isShared=${session.shared_at !== null}
                @rename=${() => (this.naming = 'writing')}
                @share=${() => void this.share()}
                @changed=${({ detail }: CustomEvent<Session>) => {
                  this.refusal = '';
                  // There it can be brought back.
                  if (detail.gone_at !== undefined) location.assign('/sessions?view=deleted');
                }}
                @failed=${({ detail }: CustomEvent<string>) => (this.refusal = detail)}
              ></oma-session-menu>`
      }
    `;
  }

  private beginWords({ agent_id }: SessionDocument): string {
    return agent_id === null ? msg('새 대화', { id: 'untitled' }) : msg('같은 에이전트와 새 대화', { id: 'same-agent' });
  }

  private renderRefusal() {
    return this.refusal === '' ? nothing : html`<p class="error refusal" role="alert" data-testid="session-refusal">${this.refusal}</p>`;
  }

  private toggleSide(): void {
    if (!this.wide.matches) this.isSideOpen = true;
    else {
      this.isSideFolded = !this.isSideFolded;
      foldSide(this.isSideFolded);
    }
  }

  private async begin(agentId: string | null): Promise<void> {
    this.refusal = (await startSession(agentId)) ?? '';
  }

  private async rename(title: string): Promise<void> {
    this.naming = 'saving';
    this.refusal = '';
    try {
      await renameSession(this.sessionId, title);
      this.leaveName();
    } catch (error) {
      const { sessionProblem } = await import('../../components/sessions/session-problem.ts');
      this.refusal = sessionProblem(error);
      this.naming = 'writing';
    }
  }

  /** Back to where the name was reached for: the field goes, and the focus would go with it. */
  private leaveName(): void {
    this.naming = null;
    void this.updateComplete.then(() => this.renderRoot.querySelector<HTMLElement>('oma-session-menu')?.focus());
  }

  private async loadTools(): Promise<void> {
    const tools = await loadPart(() => import('./session-tools.ts'), { isAhead: true });
    if (tools === null) return;
    await tools.learnWords();
    this.hasTools = true;
  }

  private renderFiles() {
    return html`<div
        class="divider"
        role="separator"
        tabindex="0"
        aria-orientation="vertical"
        aria-label=${msg('파일 칸 너비', { id: 'files-width' })}
        aria-valuenow=${this.paneWidth.value}
        aria-valuemin=${PaneWidth.least}
        aria-valuemax=${PaneWidth.most}
        @pointerdown=${(event: PointerEvent) => this.paneWidth.drag(event)}
        @keydown=${(event: KeyboardEvent) => this.paneWidth.onKey(event)}
      ></div>
      <oma-files
        .sessionId=${this.sessionId}
        .workspace=${this.session?.workspace?.object ?? ''}
        @close=${() => void this.showFiles(false)}
        @remark=${({ detail }: CustomEvent<LineRemark>) => this.remark(detail)}
      ></oma-files>`;
  }

  private async showFiles(isShown: boolean): Promise<void> {
    if (isShown && (await loadPart(() => import('../../components/files/oma-files.ts'))) === null) return;
    this.hasFiles = isShown;
    keepText(FILES_KEY, isShown ? 'open' : 'closed');
    await this.updateComplete;
    if (!isShown) this.renderRoot.querySelector<HTMLElement>('[data-testid=files-button]')?.focus();
  }

  /** On a narrow page the files cover the chat, where the remark is to be written. */
  private remark({ path, line, text }: LineRemark): void {
    const quoted = text.trim() === '' ? '' : `\n> ${text.trim().slice(0, 500)}`;
    this.renderRoot.querySelector('oma-chat')?.write(`${path}:${String(line)}${quoted}\n`);
    if (!matchMedia(FILES_BESIDE).matches) void this.showFiles(false).then(() => this.renderRoot.querySelector('oma-chat')?.focus());
  }

  private async share(): Promise<void> {
    if ((await loadPart(() => import('../../components/oma-share.ts'))) === null) return;
    this.isSharing = true;
    await this.updateComplete;
    await this.renderRoot.querySelector('oma-share')?.open();
  }
}

declare global {
  interface HTMLElementTagNameMap {
    'oma-workspace-page': OmaWorkspacePage;
  }
}
