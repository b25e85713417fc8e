import { localized, msg } from '@lit/localize';
import { css, html, LitElement, nothing } from 'lit';
import { customElement, property } from 'lit/decorators.js';
import { goOnAsNew, readKeptWritings } from '../../components/kept-writings.ts';
import { shared } from '../../styles/shared.ts';
import { standingStyles } from '../../styles/standing.ts';

/** Stands for an agent that cannot be shown: it is not there, or could not be loaded. What was written of it is not lost. Fires `again` to load it once more. */
@localized()
@customElement('oma-agent-absent')
export class OmaAgentAbsent extends LitElement {
  @property() uid = '';
  @property() agentId = '';
  /** It could not be loaded. */
  @property({ type: Boolean }) isUnreachable = false;

  static override styles = [
    shared,
    standingStyles,
    css`
      p {
        margin: 0 0 var(--space-4);
      }
      .acts {
        display: flex;
        flex-wrap: wrap;
        gap: var(--space-2);
      }
    `,
  ];

  override render() {
    const isKept = readKeptWritings(this.uid, this.agentId).length > 0;
    if (this.isUnreachable) {
      return html`<section role="alert" data-testid="agent-unreachable">
        <h2>${msg('에이전트를 불러오지 못했어요', { id: 'agent-unreachable' })}</h2>
        <p>
          ${msg('연결을 확인하고 다시 시도해 주세요.', { id: 'agent-unreachable-hint' })}
          ${isKept ? msg('쓰던 내용은 이 브라우저에 남아 있어요.', { id: 'agent-kept' }) : nothing}
        </p>
        <button class="primary" @click=${() => this.dispatchEvent(new CustomEvent('again'))}>
          ${msg('다시 시도', { id: 'try-again' })}
        </button>
      </section>`;
    }
    return html`<section data-testid="agent-absent">
      <h2>${msg('이 에이전트를 열 수 없어요', { id: 'agent-absent' })}</h2>
      <p>
        ${msg('주소가 다르거나, 삭제됐거나, 내 에이전트가 아니에요.', { id: 'agent-absent-hint' })}
        ${isKept ? msg('쓰던 내용은 이 브라우저에 남아 있어요.', { id: 'agent-kept' }) : nothing}
      </p>
      <div class="acts">
        ${
          isKept
            ? html`<button class="primary" data-testid="agent-go-on" @click=${() => this.goOn()}>
                ${msg('새 에이전트로 이어서 쓰기', { id: 'agent-go-on' })}
              </button>`
            : nothing
        }
        <a class="button" href="/agents">${msg('에이전트 목록으로 가기', { id: 'to-agents' })}</a>
      </div>
    </section>`;
  }

  private goOn(): void {
    if (goOnAsNew(this.uid, this.agentId)) location.assign('/agents/new?from=draft');
  }
}

declare global {
  interface HTMLElementTagNameMap {
    'oma-agent-absent': OmaAgentAbsent;
  }
}
