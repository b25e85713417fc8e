import { localized, msg, str } from '@lit/localize';
import { type Agent, type AgentFileFormat, type AgentWriting, BLANK_WRITING, type Me, SessionId, unreachable } from '@oma/contract';
import { html, LitElement, nothing } from 'lit';
import { customElement, query, state } from 'lit/decorators.js';
import { problemsOfApi } from '../../components/agent-form/agent-problems.ts';
import type { OmaAgentFields, Platform } from '../../components/agent-form/oma-agent-fields.ts';
import '../../components/agent-form/oma-agent-fields.ts';
import { loadAgentTests } from '../../components/agent-tests/agent-tests.ts';
import { isComposing } from '../../components/composing.ts';
import { loadPart } from '../../components/load-part.ts';
import '../../components/oma-frame.ts';
import '../../components/oma-gate.ts';
import '../../components/oma-side.ts';
import { toast } from '../../components/toast.ts';
import { PageState } from '../../components/page-state.ts';
import { WIDE } from '../../components/wide.ts';
import { shared } from '../../styles/shared.ts';
import { agentErrorText } from '../../text/agent-text.ts';
import { duplicate, remove, restore, takeOut } from './agent-acts.ts';
import { AgentEdit, type SaveEnd } from './agent-edit.ts';
import { agentPageStyles } from './agent-page-styles.ts';
import { readDesign } from './kept-design.ts';
import './oma-agent-absent.ts';
import type { OmaAgentQuestions } from './oma-agent-questions.ts';
import './oma-agent-questions.ts';
import './oma-agent-top.ts';
import './oma-kept-notice.ts';
import './oma-save-bar.ts';
import { type Panel, panelName } from './oma-side-tabs.ts';
import './oma-versions.ts';

/** One agent: its form, its versions, and a conversation to try it. At `/agents/new` it is made. */
@localized()
@customElement('oma-agent-page')
export class OmaAgentPage extends LitElement {
  @state() private platform: Platform = 'loading';
  @state() private panel: Panel = 'versions';
  @state() private isSideOpen = false;
  @state() private isTrialOpen = false;
  @state() private areTestsOpen = false;
  /** A save was refused because of the tests. */
  @state() private areTestsNeeded = false;
  @state() private isDesignOpen = false;
  /** Nobody reached for it yet. */
  @state() private isDesignOffered = false;
  /** The conversation that the agent is designed from; empty where it is none. */
  private readonly designFrom = SessionId.catch('').parse(new URLSearchParams(location.search).get('design'));
  /** Why the last save did not work; empty where it did. */
  @state() private problem = '';
  @query('oma-agent-fields') private readonly fields!: OmaAgentFields | null;
  @query('oma-agent-questions') private readonly questions!: OmaAgentQuestions;
  private readonly page = new PageState(this);
  private readonly edit = new AgentEdit(this);
  private readonly agentId = location.pathname.split('/')[2] ?? 'new';
  private startedFor = '';
  private isLeaving = false;

  static override styles = [shared, agentPageStyles];

  override connectedCallback(): void {
    super.connectedCallback();
    window.addEventListener('beforeunload', this.warn);
    window.addEventListener('keydown', this.onKey);
    window.addEventListener('focus', this.onReturn);
  }

  override disconnectedCallback(): void {
    super.disconnectedCallback();
    window.removeEventListener('beforeunload', this.warn);
    window.removeEventListener('keydown', this.onKey);
    window.removeEventListener('focus', this.onReturn);
  }

  override updated(): void {
    const { me } = this.page;
    if (me?.beta_approved === true && this.startedFor !== me.uid) {
      this.startedFor = me.uid;
      void this.start(me);
    }
  }

  private get heading(): string {
    const { name } = this.edit.writing;
    if (name.trim() !== '') return name;
    return this.edit.saved === null && this.agentId === 'new' ? msg('새 에이전트', { id: 'new-agent' }) : msg('에이전트', { id: 'agent' });
  }

  override render() {
    const { me, isFree } = this.page;
    return html`
      <oma-frame .me=${me} place="agents" heading=${this.heading}>
        <oma-gate></oma-gate>
        ${isFree ? this.renderStanding(me?.uid ?? '') : nothing}
      </oma-frame>
    `;
  }

  private renderStanding(uid: string) {
    switch (this.edit.standing) {
      case 'loading':
        return this.renderSkeleton();
      case 'ready':
        return this.renderEditor();
      case 'absent':
      case 'unreachable':
        return html`<oma-agent-absent
          .uid=${uid}
          .agentId=${this.agentId}
          ?isUnreachable=${this.edit.standing === 'unreachable'}
          @again=${() => void this.edit.open(uid, this.agentId)}
        ></oma-agent-absent>`;
      default:
        return unreachable(this.edit.standing);
    }
  }

  private renderSkeleton() {
    return html`<div class="layout" aria-busy="true">
      <div class="column">
        <div class="form">
          <div class="content">
            ${['low', 'line', 'line', 'line', 'tall', 'middle', 'middle'].map((size) => html`<div class="skeleton ${size}"></div>`)}
          </div>
        </div>
      </div>
      <div class="beside">
        <div class="skeleton line"></div>
        <div class="skeleton line"></div>
      </div>
    </div>`;
  }

  private renderEditor() {
    const { edit } = this;
    const models = typeof this.platform === 'string' ? [] : this.platform.models;
    return html`<div class="layout">
        <div class="column">
          <oma-agent-top
            .agent=${edit.saved}
            ?isBusy=${edit.isSaving}
            @design=${() => void this.reachForDesign()}
            @run=${() => void this.run()}
            @try=${() => void this.openTrial()}
            @tests=${() => void this.openTests()}
            @versions=${() => this.show('versions')}
            @duplicate=${() => void duplicate(this.acting)}
            @export=${(event: CustomEvent<AgentFileFormat>) => void takeOut(this.acting, event.detail)}
            @delete=${() => void remove(this.acting)}
          ></oma-agent-top>
          <div class="form">${this.renderForm()}</div>
          <oma-save-bar
            .version=${edit.saved?.version ?? 0}
            .changes=${edit.changes.length}
            ?canSave=${edit.canSave}
            ?canActivate=${edit.writing.status === 'draft'}
            ?isSaving=${edit.isSaving}
            ?isUnsure=${edit.isUnsure}
            .problem=${this.problem}
            @save=${() => void this.save()}
            @activate=${() => void this.activate()}
          ></oma-save-bar>
        </div>
        <oma-side label=${panelName(this.panel)} ?isOpen=${this.isSideOpen} @closed=${() => (this.isSideOpen = false)}>
          <oma-side-tabs
            slot="head"
            .panel=${this.panel}
            @choose=${({ detail }: CustomEvent<Panel>) => void this.open(detail)}
          ></oma-side-tabs>
          <oma-versions
            ?hidden=${this.panel !== 'versions'}
            .agent=${edit.saved}
            .models=${models}
            ?isBusy=${edit.isSaving}
            @restore=${(event: CustomEvent<number>) => void restore(this.acting, event.detail)}
          ></oma-versions>
          ${
            this.isDesignOpen
              ? html`<oma-design
                  ?hidden=${this.panel !== 'design'}
                  .writing=${edit.writing}
                  .models=${models}
                  .from=${this.designFrom}
                  ?isStored=${edit.saved !== null}
                  ?isOffered=${this.isDesignOffered}
                  @written=${({ detail }: CustomEvent<AgentWriting>) => this.write(detail)}
                  @show-form=${() => (this.isSideOpen = false)}
                  @check=${this.onInvalid}
                ></oma-design>`
              : nothing
          }
          ${
            this.isTrialOpen
              ? html`<oma-trial
                  ?hidden=${this.panel !== 'trial'}
                  .agent=${edit.saved}
                  .writing=${edit.writing}
                  ?hasUnsaved=${edit.saved === null || edit.changes.length > 0}
                  @check=${this.onInvalid}
                ></oma-trial>`
              : nothing
          }
          ${
            this.areTestsOpen
              ? html`<oma-agent-tests
                  ?hidden=${this.panel !== 'tests'}
                  .uid=${this.page.me?.uid ?? ''}
                  .agent=${edit.saved}
                  .writing=${edit.writing}
                  .models=${models}
                  ?isNeeded=${this.areTestsNeeded}
                  @check=${() => void this.check()}
                ></oma-agent-tests>`
              : nothing
          }
        </oma-side>
      </div>
      <oma-agent-questions .models=${models}></oma-agent-questions>`;
  }

  private renderForm() {
    const { edit } = this;
    const reason = edit.saved?.status_reason ?? null;
    return html`<div class="content">
      ${
        edit.offer === null
          ? nothing
          : html`<oma-kept-notice
              .kept=${edit.offer}
              .version=${edit.saved?.version ?? 0}
              .changes=${edit.offerChanges}
              @take-up=${() => void edit.takeUp()}
              @throw-away=${() => edit.throwAway()}
            ></oma-kept-notice>`
      }
      ${
        edit.isBehind
          ? html`<p class="behind" role="status" data-testid="behind">
              ${msg(
                str`그사이 새 버전이 저장됐어요 (버전 ${edit.saved?.version ?? 0}). 저장을 누르면 먼저 비교해서 보여 드리고, 내가 바꾼 칸만 그 위에 저장해요.`,
                {
                  id: 'version-behind',
                },
              )}
            </p>`
          : nothing
      }
      <oma-agent-fields
        .writing=${edit.writing}
        .storedModel=${edit.saved?.config.model ?? null}
        .platform=${this.platform}
        @again=${() => this.page.me !== null && void this.loadPlatform(this.page.me)}
        .status=${edit.saved?.status ?? 'draft'}
        .trouble=${reason === null ? '' : agentErrorText(reason)}
        @written=${({ detail }: CustomEvent<AgentWriting>) => this.write(detail)}
      ></oma-agent-fields>
    </div>`;
  }

  private write(writing: AgentWriting): void {
    this.problem = '';
    this.edit.write(writing);
  }

  private get acting() {
    return { edit: this.edit, questions: this.questions, leave: (address: string) => this.leave(address) };
  }

  private async start(me: Me): Promise<void> {
    const params = new URLSearchParams(location.search);
    void this.loadPlatform(me);
    if (this.agentId === 'new') {
      const from = params.get('from') ?? '';
      await this.edit.begin(me.uid, await beginning(from, me.locale), from === 'draft');
    } else await this.edit.open(me.uid, this.agentId);
    await this.beginDesign();
  }

  private async loadPlatform(me: Me): Promise<void> {
    this.platform = 'loading';
    try {
      const { readSettings } = await import('../../data/settings.ts');
      const settings = await readSettings();
      this.platform =
        settings === null ? 'failed' : { models: settings.models, turn_usd: settings.budgets.turn_usd, day_usd: me.budget.limit_usd };
    } catch {
      this.platform = 'failed';
    }
  }

  /** Saves what is written. True where it is stored. */
  private async save(): Promise<boolean> {
    if (this.edit.isSaving || !(await this.check())) return false;
    if (!this.edit.canSave) return true;
    this.problem = '';
    this.areTestsNeeded = false;
    return this.settle(await this.edit.save());
  }

  /** Whether what is written could be stored; what is wrong is shown. */
  private async check(): Promise<boolean> {
    await this.updateComplete;
    if (this.fields === null) return false;
    if (await this.fields.check()) return true;
    this.problem = msg('고칠 곳이 있어요. 표시한 칸을 봐 주세요.', { id: 'save-invalid' });
    return false;
  }

  /** The form could not be brought to a conversation beside it: what the server refused is shown, or what is wrong here. */
  private readonly onInvalid = ({ detail }: CustomEvent<readonly { path: string }[]>): void => {
    void (detail.length > 0 ? this.fields?.tellRefused(problemsOfApi(detail)) : this.check());
  };

  /** Begins a conversation with what is saved. */
  private async run(): Promise<void> {
    const { saved } = this.edit;
    const part = await loadPart(() => import('../../components/agents/start-session.ts'));
    if (saved !== null && part !== null) this.problem = (await part.startSession(saved.id)) ?? '';
  }

  /** What its tests keep from work is a draft as before: it can be saved as one. */
  private async activate(): Promise<void> {
    const { status } = this.edit.writing;
    this.edit.write({ ...this.edit.writing, status: 'active' });
    if (!(await this.save()) && this.areTestsNeeded) this.edit.write({ ...this.edit.writing, status });
  }

  private async settle(end: SaveEnd): Promise<boolean> {
    this.showAddress();
    switch (end.kind) {
      case 'saved':
        this.tellSaved();
        return true;
      case 'stale':
        return this.resolve(end.newest, end.mine);
      case 'gone':
        if ((await this.questions.askGone(this.edit.writing.name)) === 'anew') return this.settle(await this.edit.saveAnew());
        this.problem = msg('삭제된 에이전트라 저장하지 못했어요. 쓴 내용은 이 브라우저에 남아 있어요.', { id: 'save-gone' });
        return false;
      case 'refused':
        this.problem = msg('고칠 곳이 있어요. 표시한 칸을 봐 주세요.', { id: 'save-invalid' });
        await this.fields?.tellRefused(end.problems);
        return false;
      case 'untested':
        this.problem = msg('테스트를 통과하지 않아 사용을 시작하지 못했어요. 쓴 내용은 그대로 있어요.', { id: 'save-untested' });
        this.areTestsNeeded = true;
        await this.openTests();
        return false;
      case 'too_many':
        this.problem = msg('에이전트가 너무 많아요. 쓰지 않는 것을 삭제한 뒤 저장해 주세요.', { id: 'save-too-many' });
        return false;
      case 'offline':
        this.problem = msg('연결이 끊겨 저장하지 못했어요. 쓴 내용은 이 브라우저에 남아 있어요.', { id: 'save-offline' });
        return false;
      case 'failed':
        this.problem = msg('저장하지 못했어요. 쓴 내용은 이 브라우저에 남아 있어요. 잠시 뒤 다시 눌러 주세요.', { id: 'save-failed' });
        return false;
      default:
        return unreachable(end);
    }
  }

  /** Another window saved first. */
  private async resolve(newest: Agent, mine: AgentWriting): Promise<boolean> {
    const way = await this.questions.askConflict(newest, mine);
    if (way === 'mine') return this.settle(await this.edit.saveOver(newest, mine));
    if (way === 'theirs') this.edit.showSaved(newest);
    else this.problem = msg(str`다른 창에서 먼저 저장해(버전 ${newest.version}) 아직 저장하지 않았어요.`, { id: 'save-stale' });
    return false;
  }

  private tellSaved(): void {
    const { saved } = this.edit;
    if (saved === null) return;
    toast(msg(str`저장했어요 · 버전 ${saved.version}`, { id: 'saved-toast' }));
  }

  /** The address of what is stored. A new agent may be made and then not be moved on. */
  private showAddress(): void {
    const { saved } = this.edit;
    if (saved !== null && location.pathname !== `/agents/${saved.id}`) history.replaceState(history.state, '', `/agents/${saved.id}`);
  }

  /** Who makes an agent of nothing, or out of a conversation, begins with the designer; so does who was with it before the page was loaded anew. */
  private async beginDesign(): Promise<void> {
    if (this.edit.standing !== 'ready') return;
    const isBlank = this.edit.saved === null && this.edit.changes.length === 0 && !new URLSearchParams(location.search).has('from');
    const isAsked = this.designFrom !== '' || readDesign() !== null;
    this.isDesignOffered = !isAsked;
    if (isAsked || (isBlank && matchMedia(WIDE).matches)) await this.openDesign({ isAhead: true });
  }

  private open(panel: Panel): Promise<void> {
    switch (panel) {
      case 'design':
        return this.reachForDesign();
      case 'trial':
        return this.openTrial();
      case 'tests':
        return this.openTests();
      case 'versions':
        this.show('versions');
        return Promise.resolve();
      default:
        return unreachable(panel);
    }
  }

  private async reachForDesign(): Promise<void> {
    this.isDesignOffered = false;
    await this.openDesign();
    await this.updateComplete;
    this.renderRoot.querySelector('oma-design')?.focus();
  }

  /** Shows a conversation that proposes for the form. `isAhead`: nobody reached for it, and what somebody reaches for meanwhile stays. */
  private async openDesign({ isAhead = false } = {}): Promise<void> {
    if (!this.isDesignOpen && (await loadPart(() => import('./oma-design.ts'))) === null) return;
    if (isAhead && this.isSideOpen) return;
    this.isDesignOpen = true;
    this.show('design');
  }

  /** Shows a conversation with what is written, saved or not. */
  private async openTrial(): Promise<void> {
    if (!this.isTrialOpen && (await loadPart(() => import('./oma-trial.ts'))) === null) return;
    this.isTrialOpen = true;
    this.show('trial');
  }

  /** Shows what is expected of the agent, and how what is written does beside what is saved. */
  private async openTests(): Promise<void> {
    if (!this.areTestsOpen && (await loadPart(loadAgentTests)) === null) return;
    this.areTestsOpen = true;
    this.show('tests');
  }

  private show(panel: Panel): void {
    this.panel = panel;
    this.isSideOpen = true;
  }

  private leave(address: string): void {
    this.isLeaving = true;
    location.assign(address);
  }

  private readonly warn = (event: BeforeUnloadEvent): void => {
    if (!this.isLeaving && this.edit.changes.length > 0) event.preventDefault();
  };

  /** Another window may have saved meanwhile. */
  private readonly onReturn = async (): Promise<void> => {
    const { edit, questions } = this;
    if (edit.standing !== 'ready' || questions.isAsking || !(await edit.reread()) || edit.isBehind || edit.saved === null) return;
    toast(msg(str`다른 창에서 저장한 내용을 불러왔어요 · 버전 ${edit.saved.version}`, { id: 'version-came' }));
  };

  private readonly onKey = (event: KeyboardEvent): void => {
    if (event.key.toLowerCase() !== 's' || !(event.ctrlKey || event.metaKey) || event.altKey || event.shiftKey) return;
    event.preventDefault();
    if (!isComposing(event) && this.edit.standing === 'ready' && !this.questions.isAsking) void this.save();
  };
}

async function beginning(from: string, locale: Me['locale']): Promise<AgentWriting> {
  if (from === '' || from === 'draft') return BLANK_WRITING;
  const readyMade = await loadPart(() => import('./ready-made.ts'));
  return readyMade?.readyMadeWriting(from, locale) ?? BLANK_WRITING;
}

declare global {
  interface HTMLElementTagNameMap {
    'oma-agent-page': OmaAgentPage;
  }
}
