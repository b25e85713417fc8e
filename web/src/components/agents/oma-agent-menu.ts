import { localized, msg, str } from '@lit/localize';
import { type Agent, type AgentFileFormat, canMove, AGENT_MOVES } from '@oma/contract';
import { css, html, LitElement, nothing } from 'lit';
import { customElement, property, query } from 'lit/decorators.js';
import { duplicateAgent, exportAgent, removeAgent, replaceAgent } from '../../data/agents.ts';
import { ApiError } from '../../data/api.ts';
import { shared } from '../../styles/shared.ts';
import type { OmaConfirm } from '../oma-confirm.ts';
import '../oma-confirm.ts';
import '../oma-icon.ts';
import type { IconName } from '../oma-icon.ts';
import '../oma-menu.ts';
import { toast } from '../oma-toast.ts';
import { actProblem } from './act-problem.ts';

type Act = { id: string; icon: IconName; name: string; run: () => Promise<void> };

/**
 * What else can be done with an agent: duplicate, start or pause, take out as a file, delete. Fires `changed` after each that changed something, with the id
 * of a copy where one was made, and `failed` with a sentence where one did not work.
 */
@localized()
@customElement('oma-agent-menu')
export class OmaAgentMenu extends LitElement {
  @property({ attribute: false }) agent!: Agent;
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
      <oma-menu label=${msg(str`${name}: 더 보기`, { id: 'agent-more' })} data-testid="agent-menu">
        ${this.acts().map(
          (act) =>
            html`<button
              role="menuitem"
              tabindex="-1"
              class=${act.id === 'delete' ? 'gone' : nothing}
              data-testid="agent-${act.id}"
              @click=${() => void this.perform(act)}
            >
              <oma-icon name=${act.icon}></oma-icon>${act.name}
            </button>`,
        )}
      </oma-menu>
      <oma-confirm heading=${msg('이 에이전트를 삭제할까요?', { id: 'agent-delete-ask' })} act=${msg('삭제', { id: 'delete' })} isDangerous>
        <p>
          ${msg(html`<b>${name}</b> 에이전트와 모든 버전이 사라지고, 되돌릴 수 없어요. 나눈 대화는 읽을 수 있게 남아요.`, { id: 'agent-delete-what' })}
        </p>
      </oma-confirm>
    `;
  }

  private acts(): Act[] {
    const { status } = this.agent;
    return [
      { id: 'duplicate', icon: 'copy', name: msg('복제', { id: 'agent-duplicate' }), run: () => this.duplicate() },
      ...(canMove(AGENT_MOVES, status, 'active')
        ? [
            {
              id: 'activate',
              icon: 'circle-check',
              name: msg('사용 시작', { id: 'agent-activate' }),
              run: () => this.move('active'),
            } as const,
          ]
        : []),
      ...(canMove(AGENT_MOVES, status, 'paused')
        ? [{ id: 'pause', icon: 'pause', name: msg('일시 중지', { id: 'agent-pause' }), run: () => this.move('paused') } as const]
        : []),
      this.exporting('own', msg('파일로 내보내기', { id: 'export-own' })),
      this.exporting('claude-code', msg('Claude Code 파일로', { id: 'export-claude-code' })),
      this.exporting('managed-agents', msg('Managed Agents 파일로', { id: 'export-managed-agents' })),
      { id: 'delete', icon: 'trash', name: msg('삭제', { id: 'delete' }), run: () => this.askAndDelete() },
    ];
  }

  private exporting(format: AgentFileFormat, name: string): Act {
    return { id: `export-${format}`, icon: 'download', name, run: () => exportAgent(this.agent.id, format) };
  }

  private async duplicate(): Promise<void> {
    const copy = await duplicateAgent(this.agent.id);
    this.tell('changed', copy.id);
    toast(msg(str`‘${copy.name}’ 초안을 만들었어요.`, { id: 'agent-duplicated' }));
  }

  private async move(status: 'active' | 'paused'): Promise<void> {
    const { id, version, name, icon, description, tags, config } = this.agent;
    await replaceAgent(id, version, { name, icon, description, tags, config, status });
    this.tell('changed', null);
    toast(
      status === 'active'
        ? msg(str`‘${name}’ 에이전트를 쓸 수 있어요.`, { id: 'agent-activated' })
        : msg(str`‘${name}’ 에이전트를 멈췄어요.`, { id: 'agent-paused-now' }),
    );
  }

  private async askAndDelete(): Promise<void> {
    if (!(await this.confirmation.ask())) return;
    await removeAgent(this.agent.id);
    this.tell('changed', null);
    toast(msg(str`‘${this.agent.name}’ 에이전트를 삭제했어요.`, { id: 'agent-deleted' }));
  }

  private async perform({ run }: Act): Promise<void> {
    try {
      await run();
    } catch (error) {
      this.tell('failed', actProblem(error));
      // Somebody changed or deleted it meanwhile: the list is not what it was.
      if (error instanceof ApiError && (error.code === 'stale_version' || error.code === 'not_found')) this.tell('changed', null);
    }
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
