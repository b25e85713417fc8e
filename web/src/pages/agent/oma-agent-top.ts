import { localized, msg } from '@lit/localize';
import type { Agent, AgentFileFormat } from '@oma/contract';
import { css, html, LitElement, nothing } from 'lit';
import { customElement, property } from 'lit/decorators.js';
import '../../components/oma-agent-status.ts';
import '../../components/oma-icon.ts';
import '../../components/oma-menu.ts';
import { shared } from '../../styles/shared.ts';

/** What stands above the form: the way back, the state, and the acts. Fires `run`, `design`, `try`, `tests`, `versions`, `duplicate`, `export` with a format, and `delete`. */
@localized()
@customElement('oma-agent-top')
export class OmaAgentTop extends LitElement {
  /** Null before the agent is made. */
  @property({ attribute: false }) agent: Agent | null = null;
  @property({ type: Boolean }) isBusy = false;

  static override styles = [
    shared,
    css`
      :host {
        border-bottom: 1px solid var(--line);
        padding: var(--space-2) var(--space-4);
      }
      .top {
        display: flex;
        align-items: center;
        gap: var(--space-2);
        max-width: 44rem;
        margin: 0 auto;
      }
      .back {
        display: inline-flex;
        align-items: center;
        gap: 2px;
        min-height: 40px;
        margin-left: calc(-1 * var(--space-1));
        color: var(--ink-soft);
        font-size: var(--text-2);
        text-decoration: none;
        white-space: nowrap;
      }
      .back:hover {
        color: var(--ink);
        text-decoration: underline;
      }
      .space {
        flex: 1;
      }
      /* Beside the form, where there is room, they are a tab. */
      .design,
      .versions,
      .short {
        display: none;
      }
      @media (max-width: 1099.98px) {
        .design,
        .versions {
          display: inline-flex;
        }
      }
      @media (max-width: 480px) {
        :host {
          padding-inline: var(--space-3);
        }
        .top {
          gap: var(--space-1);
        }
        .try,
        .run {
          padding-inline: var(--space-3);
        }
        /* There the sheet has a tab for them. */
        .run ~ .versions {
          display: none;
        }
        .versions span,
        .back span,
        .long {
          display: none;
        }
        .design {
          padding-inline: var(--space-3);
        }
        .short {
          display: inline;
        }
        .versions {
          flex: none;
          width: 40px;
          padding: 0;
        }
      }
      .gone {
        color: var(--bad);
      }
    `,
  ];

  override render() {
    const { agent } = this;
    const [design, tryIt] = [msg('Claude와 만들기', { id: 'design' }), msg('시험해 보기', { id: 'try-it' })];
    const run = msg('실행', { id: 'agent-run' });
    return html`<div class="top">
      <a class="back" href="/agents" aria-label=${msg('에이전트 목록', { id: 'agents-list' })}
        ><oma-icon name="chevron-left"></oma-icon><span>${msg('에이전트', { id: 'agents' })}</span></a
      >
      <oma-agent-status status=${agent?.status ?? 'draft'} data-testid="agent-status"></oma-agent-status>
      <span class="space"></span>
      ${
        agent?.status === 'active'
          ? html`<button class="run" data-testid="agent-run" aria-label=${run} ?disabled=${this.isBusy} @click=${() => this.tell('run')}>
              <oma-icon name="play"></oma-icon><span class="long">${run}</span>
            </button>`
          : nothing
      }
      <button class="design" data-testid="agent-design" title=${design} ?disabled=${this.isBusy} @click=${() => this.tell('design')}>
        <oma-icon name="message"></oma-icon><span class="long">${design}</span><span class="short">Claude</span>
      </button>
      <button class="try" data-testid="agent-try" aria-label=${tryIt} ?disabled=${this.isBusy} @click=${() => this.tell('try')}>
        <oma-icon name="flask"></oma-icon><span class=${agent === null ? '' : 'long'}>${tryIt}</span>
      </button>
      ${agent === null ? nothing : this.renderMore()}
    </div>`;
  }

  private renderMore() {
    const versions = msg('버전', { id: 'versions' });
    return html`
      <button class="versions" data-testid="agent-versions" aria-label=${versions} @click=${() => this.tell('versions')}>
        <oma-icon name="history"></oma-icon><span>${versions}</span>
      </button>
      <oma-menu label=${msg('더 보기', { id: 'more' })} data-testid="agent-menu">
        <button role="menuitem" tabindex="-1" data-testid="agent-duplicate" @click=${() => this.tell('duplicate')}>
          <oma-icon name="copy"></oma-icon>${msg('복제', { id: 'agent-duplicate' })}
        </button>
        <button role="menuitem" tabindex="-1" data-testid="agent-tests" @click=${() => this.tell('tests')}>
          <oma-icon name="list-checks"></oma-icon>${msg('테스트', { id: 'tests' })}
        </button>
        ${this.renderExport('own', msg('파일로 내보내기', { id: 'export-own' }))}
        ${this.renderExport('claude-code', msg('Claude Code 파일로', { id: 'export-claude-code' }))}
        ${this.renderExport('managed-agents', msg('Managed Agents 파일로', { id: 'export-managed-agents' }))}
        <button role="menuitem" tabindex="-1" class="gone" data-testid="agent-delete" @click=${() => this.tell('delete')}>
          <oma-icon name="trash"></oma-icon>${msg('삭제', { id: 'delete' })}
        </button>
      </oma-menu>
    `;
  }

  private renderExport(format: AgentFileFormat, name: string) {
    return html`<button role="menuitem" tabindex="-1" data-testid="agent-export-${format}" @click=${() => this.tell('export', format)}>
      <oma-icon name="download"></oma-icon>${name}
    </button>`;
  }

  private tell(name: string, detail?: AgentFileFormat): void {
    this.dispatchEvent(new CustomEvent(name, { detail }));
  }
}

declare global {
  interface HTMLElementTagNameMap {
    'oma-agent-top': OmaAgentTop;
  }
}
