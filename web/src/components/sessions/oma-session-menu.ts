import { localized, msg, str } from '@lit/localize';
import type { Session } from '@oma/contract';
import { css, html, LitElement, nothing } from 'lit';
import { customElement, property, query, state } from 'lit/decorators.js';
import { shared } from '../../styles/shared.ts';
import { sessionName } from '../../text/session-text.ts';
import { loadPart } from '../load-part.ts';
import '../oma-icon.ts';
import type { OmaMenu } from '../oma-menu.ts';
import '../oma-menu.ts';
import type * as SessionActs from './session-acts.ts';

/**
 * What can be done with a conversation, loaded as somebody reaches for it. Fires `rename` where its name is to be written anew, `share` where it is to be shared, `changed` with the
 * conversation as it is after an act, and `failed` with a sentence where one was not done.
 */
@localized()
@customElement('oma-session-menu')
export class OmaSessionMenu extends LitElement {
  @property({ attribute: false }) session!: Pick<Session, 'id' | 'title' | 'status' | 'agent_id' | 'message_count'>;
  @property({ type: Boolean }) canShare = false;
  /** Whether it is to be said that there is a link to it. */
  @property({ type: Boolean }) isShared = false;
  @state() private acts: typeof SessionActs | null = null;
  @query('oma-menu') private readonly menu!: OmaMenu | null;

  static override styles = [
    shared,
    css`
      :host {
        display: inline-flex;
        align-items: center;
      }
    `,
  ];

  override render() {
    return html`${
        this.isShared
          ? html`<button class="quiet" data-testid="shared" @click=${() => this.tell('share', null)}>
              <oma-icon name="share"></oma-icon>${msg('공유 중', { id: 'session-shared' })}
            </button>`
          : nothing
      }<oma-menu
        label=${msg(str`${sessionName(this.session)}: 더 보기`, { id: 'agent-more' })}
        data-testid="session-menu"
        @pointerenter=${this.load}
        @focusin=${this.load}
        @click=${this.load}
      >
        <button role="menuitem" tabindex="-1" data-testid="session-rename" @click=${() => this.tell('rename', null)}>
          <oma-icon name="pencil"></oma-icon>${msg('이름 바꾸기', { id: 'session-rename' })}
        </button>
        ${
          this.canShare
            ? html`<button role="menuitem" tabindex="-1" data-testid="share" @click=${() => this.tell('share', null)}>
                <oma-icon name="share"></oma-icon>${msg('링크로 공유하기', { id: 'session-share' })}
              </button>`
            : nothing
        }
        ${this.session.message_count === 0 ? nothing : this.renderDesigns()}
        ${this.acts
          ?.sessionActs(this.session)
          .map(
            (act) =>
              html`<button role="menuitem" tabindex="-1" data-testid="session-${act.key}" @click=${() => void this.perform(act)}>
                <oma-icon name=${act.icon}></oma-icon>${act.name}
              </button>`,
          )}
      </oma-menu>`;
  }

  /** What becomes of the conversation for the next time. */
  private renderDesigns() {
    const { id, agent_id } = this.session;
    const better =
      agent_id === null
        ? nothing
        : html`<a role="menuitem" tabindex="-1" data-testid="session-improve" href="/agents/${agent_id}?design=${id}">
            <oma-icon name="wrench"></oma-icon>${msg('이 대화로 에이전트 고치기', { id: 'session-improve' })}
          </a>`;
    return html`${better}<a role="menuitem" tabindex="-1" data-testid="session-to-agent" href="/agents/new?design=${id}">
        <oma-icon name="bot"></oma-icon>${msg('이 대화로 에이전트 만들기', { id: 'session-to-agent' })}
      </a>`;
  }

  override focus(): void {
    void this.updateComplete.then(() => this.menu?.focus());
  }

  private readonly load = async ({ type }: Event): Promise<void> => {
    if (this.acts !== null) return;
    this.acts = await loadPart(() => import('./session-acts.ts'), { isAhead: type !== 'click' });
  };

  private async perform(act: SessionActs.SessionAct): Promise<void> {
    const end = await this.acts?.perform(act);
    if (end === undefined) return;
    if (end.session !== null) this.tell('changed', end.session);
    if (end.problem !== '') this.tell('failed', end.problem);
  }

  private tell(name: 'rename' | 'share' | 'changed' | 'failed', detail: Session | string | null): void {
    this.dispatchEvent(new CustomEvent(name, { detail, bubbles: true, composed: true }));
  }
}

declare global {
  interface HTMLElementTagNameMap {
    'oma-session-menu': OmaSessionMenu;
  }
}
