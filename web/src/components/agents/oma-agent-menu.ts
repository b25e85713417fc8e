import { localized, msg, str } from '@lit/localize';
import type { Agent } from '@oma/contract';
import { css, html, LitElement, nothing } from 'lit';
import { customElement, property, query, state } from 'lit/decorators.js';
import { shared } from '../../styles/shared.ts';
import { loadPart } from '../load-part.ts';
import type { OmaConfirm } from '../oma-confirm.ts';
import '../oma-icon.ts';
import '../oma-menu.ts';
import type * as AgentActs from './agent-acts.ts';

/**
 * What else can be done with an agent, loaded as somebody reaches for it. Fires `changed` after each act that changed something, and then `failed` with a
 * sentence where it was not done.
 */
@localized()
@customElement('oma-agent-menu')
export class OmaAgentMenu extends LitElement {
  @property({ attribute: false }) agent!: Agent;
  @state() private acts: typeof AgentActs | null = null;
  @query('oma-confirm') private readonly confirmation!: OmaConfirm;

  static override styles = [
    shared,
    css`
      :host {
        display: inline-block;
      }
      .gone {
        color: var(--bad);
      }
      p {
        margin: 0;
        color: var(--ink-soft);
        font-weight: 400;
      }
    `,
  ];

  override render() {
    const { name } = this.agent;
    return html`
      <oma-menu
        label=${msg(str`${name}: 더 보기`, { id: 'agent-more' })}
        data-testid="agent-menu"
        @pointerenter=${this.load}
        @focusin=${this.load}
        @click=${this.load}
      >
        ${this.acts?.actsOf(this.agent, () => this.confirmation.ask()).map((act) => this.renderAct(act))}
      </oma-menu>
      ${
        this.acts === null
          ? nothing
          : html`<oma-confirm
              heading=${msg('이 에이전트를 삭제할까요?', { id: 'agent-delete-ask' })}
              act=${msg('삭제', { id: 'delete' })}
              isDangerous
            >
              <p>
                ${msg(html`<b>${name}</b> 에이전트와 모든 버전이 사라지고, 되돌릴 수 없어요. 나눈 대화는 읽을 수 있게 남아요.`, {
                  id: 'agent-delete-what',
                })}
              </p>
            </oma-confirm>`
      }
    `;
  }

  private renderAct(act: AgentActs.Act) {
    return html`<button
      role="menuitem"
      tabindex="-1"
      class=${act.id === 'delete' ? 'gone' : nothing}
      data-testid="agent-${act.id}"
      @click=${() => void this.perform(act)}
    >
      <oma-icon name=${act.icon}></oma-icon>${act.name}
    </button>`;
  }

  private readonly load = async ({ type }: Event): Promise<void> => {
    if (this.acts !== null) return;
    const loadActs = async () => {
      const acts = await import('./agent-acts.ts');
      await acts.learnWords();
      return acts;
    };
    this.acts = await loadPart(loadActs, { isAhead: type !== 'click' });
  };

  private async perform(act: AgentActs.Act): Promise<void> {
    const end = await this.acts?.perform(act);
    if (end?.hasChanged === true) this.tell('changed', null);
    if (end !== undefined && end.problem !== '') this.tell('failed', end.problem);
  }

  private tell(name: 'changed' | 'failed', detail: string | null): void {
    this.dispatchEvent(new CustomEvent(name, { detail, bubbles: true, composed: true }));
  }
}

declare global {
  interface HTMLElementTagNameMap {
    'oma-agent-menu': OmaAgentMenu;
  }
}
