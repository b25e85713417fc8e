import { ContextProvider } from '@lit/context';
import { localized, msg } from '@lit/localize';
import { type AgentWriting, BLANK_WRITING, type Model } from '@oma/contract';
import { html, LitElement, nothing, type PropertyValues } from 'lit';
import { customElement, property, query } from 'lit/decorators.js';
import { formInView } from '../../components/agents/form-in-view.ts';
import { PROPOSED, ProposedEvent } from '../../components/agents/proposed-event.ts';
import type { OmaChat } from '../../components/chat/oma-chat.ts';
import '../../components/chat/oma-chat.ts';
import '../../components/oma-icon.ts';
import { WIDE } from '../../components/wide.ts';
import { createDesign } from '../../data/sessions.ts';
import { shared } from '../../styles/shared.ts';
import { besideFormStyles } from './beside-form-styles.ts';
import { FormSession } from './form-session.ts';
import { keepDesign, readDesign } from './kept-design.ts';
import { renderBesideForm } from './render-beside-form.ts';

/**
 * A conversation that designs the agent of the form beside it: what is proposed there is taken over into the form by its person, and never saved. Fires `written`
 * with the form as it is then, `show-form` where it is to be seen, and `check` where the form says what no agent may, so that it cannot be told, with what
 * the server refused of it.
 */
@localized()
@customElement('oma-design')
export class OmaDesign extends LitElement {
  /** As it is written. */
  @property({ attribute: false }) writing: AgentWriting = BLANK_WRITING;
  @property({ attribute: false }) models: readonly Model[] = [];
  /** The conversation that it is designed from; empty where it is none. */
  @property() from = '';
  /** The page offers it: nobody reached for it. */
  @property({ type: Boolean }) isOffered = false;
  /** Something is stored already, which is made better. */
  @property({ type: Boolean }) isStored = false;
  @query('oma-chat') private readonly chat!: OmaChat | null;
  private readonly session = new FormSession(this, () => this.writing);
  private newest: { id: string; at: number } = { id: '', at: 0 };
  private readonly form = new ContextProvider(this, { context: formInView, initialValue: this.inView() });

  static override styles = [shared, besideFormStyles];

  override firstUpdated(): void {
    this.addEventListener(PROPOSED, (event) => {
      if (event instanceof ProposedEvent) this.look(event);
    });
    void this.begin();
  }

  override willUpdate(changed: PropertyValues<this>): void {
    if (changed.has('writing') || changed.has('models')) this.form.setValue(this.inView());
  }

  override render() {
    return html`
      <div class="about">
        <span
          >${msg('제안은 옮기기 전까지 폼을 바꾸지 않아요. 비용은 대화와 똑같이 들어요.', { id: 'design-cost' })}
          ${
            this.from === ''
              ? nothing
              : html`<a href="/workspace/${this.from}" data-testid="design-source"
                  >${msg('바탕이 된 대화 보기', { id: 'design-source' })}</a
                >`
          }</span
        >
        <button class="quiet" data-testid="design-restart" @click=${() => void this.start()}>
          <oma-icon name="rotate"></oma-icon>${msg('새로 시작', { id: 'trial-restart' })}
        </button>
      </div>
      ${this.renderConversation()}
    `;
  }

  private renderConversation() {
    return renderBesideForm(this.session, {
      failed: msg('대화를 시작하지 못했어요. 연결을 확인하고 다시 시도해 주세요.', { id: 'design-failed' }),
      again: () => void this.begin(),
      chat: (sessionId) =>
        html`<oma-chat
          .sessionId=${sessionId}
          .welcome=${this.welcome}
          .purpose=${this.purpose}
          .ideas=${this.from === '' ? this.ideas() : []}
          .prepare=${this.prepare}
          ?leavesFocus=${this.isOffered}
          data-testid="design-chat"
        ></oma-chat>`,
    });
  }

  /** The form says something already. */
  private get isBegun(): boolean {
    return this.writing.config.instructions.trim() !== '';
  }

  private get welcome(): string {
    if (this.from !== '')
      return this.isStored
        ? msg('대화를 보고 에이전트를 고쳐요', { id: 'design-from-better' })
        : msg('대화를 보고 에이전트를 만들어요', { id: 'design-from-new' });
    return this.isBegun
      ? msg('무엇을 더 좋게 할까요?', { id: 'design-better' })
      : msg('어떤 에이전트가 필요하세요?', { id: 'design-welcome' });
  }

  private get purpose(): string {
    if (this.from !== '') return msg('적어 둔 말을 그대로 보내거나, 바라는 것을 덧붙이세요.', { id: 'design-from-hint' });
    return this.isBegun
      ? msg('바라는 것을 적으면 고칠 곳을 제안해요.', { id: 'design-better-hint' })
      : msg('한 문장이면 충분해요. 이름부터 지시문까지 초안을 제안해요.', { id: 'design-hint' });
  }

  private ideas(): readonly string[] {
    return this.isBegun
      ? [msg('답을 더 짧게 하게 해 줘', { id: 'design-idea-short' }), msg('끝내기 전에 스스로 확인하게 해 줘', { id: 'design-idea-check' })]
      : [
          msg('회의 메모를 회의록과 할 일로 정리하는 에이전트', { id: 'design-idea-minutes' }),
          msg('매출 CSV를 확인하고 표로 요약하는 에이전트', { id: 'design-idea-sales' }),
          msg('먼저 나에게 물어보고 만들어 줘', { id: 'design-idea-ask' }),
        ];
  }

  private inView() {
    const { writing, models, newest } = this;
    return {
      writing,
      models,
      newest: newest.id,
      isCovered: !matchMedia(WIDE).matches,
      show: () => this.dispatchEvent(new CustomEvent('show-form')),
      write: (next: AgentWriting) => {
        // What is taken over next builds on it, though the page has not given it back yet.
        this.writing = next;
        this.dispatchEvent(new CustomEvent('written', { detail: next }));
      },
    };
  }

  /** Proposals become known in any order. */
  private look({ id, at }: ProposedEvent): void {
    if (at.getTime() < this.newest.at) return;
    this.newest = { id, at: at.getTime() };
    this.form.setValue(this.inView());
  }

  /** Goes on with the conversation that was here before the page was loaded anew. */
  private async begin(): Promise<void> {
    const known = readDesign();
    if (known === null) return this.start();
    await this.session.start(() => Promise.resolve({ id: known }));
  }

  private async start(): Promise<void> {
    const isThere = await this.session.start(() => createDesign(this.from === '' ? null : this.from));
    const { sessionId } = this.session;
    if (!isThere || sessionId === null) return;
    keepDesign(sessionId);
    if (this.from === '') return;
    await this.updateComplete;
    this.chat?.write(
      this.isStored
        ? msg('이 대화에서 내가 덧붙인 말을 보고, 다음에는 말하지 않아도 되게 에이전트를 고쳐 줘.', { id: 'design-improve' })
        : msg('이 대화에서 한 일을 다시 맡길 수 있는 에이전트를 만들어 줘.', { id: 'design-from-chat' }),
    );
  }

  private readonly prepare = async (): Promise<string> => {
    switch (await this.session.prepare()) {
      case null:
        return '';
      case 'lost':
        return msg('폼에 적은 내용을 전하지 못했어요. 연결을 확인하고 다시 보내 주세요.', { id: 'design-not-brought' });
      case 'invalid':
        this.dispatchEvent(new CustomEvent('check', { detail: this.session.refused }));
        return msg('폼에 고칠 곳이 있어 보내지 못했어요. 표시한 칸을 봐 주세요.', { id: 'design-invalid' });
    }
  };

  override focus(): void {
    this.chat?.focus();
  }
}

declare global {
  interface HTMLElementTagNameMap {
    'oma-design': OmaDesign;
  }
}
