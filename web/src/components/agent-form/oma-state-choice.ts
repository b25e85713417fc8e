import { localized } from '@lit/localize';
import { AGENT_MOVES, type AgentReplacement, type AgentStatus } from '@oma/contract';
import { css, html, LitElement, nothing } from 'lit';
import { customElement, property } from 'lit/decorators.js';
import { live } from 'lit/directives/live.js';
import { shared } from '../../styles/shared.ts';
import { agentFieldName, agentStatusHint } from '../../text/agent-form-text.ts';
import { agentStatusName } from '../../text/agent-text.ts';
import { focusControl, written } from './field-parts.ts';
import { choiceStyles, fieldStyles } from './field-styles.ts';

type Chosen = AgentReplacement['status'];
const CHOICES: readonly Chosen[] = ['draft', 'active', 'paused'];

/** The state an agent is saved in: those that its present one may become. Fires `written` with it. */
@localized()
@customElement('oma-state-choice')
export class OmaStateChoice extends LitElement {
  /** The state it has now. */
  @property() from: AgentStatus = 'draft';
  @property() value: Chosen = 'draft';
  /** Why the platform stopped it; empty where it did not. */
  @property() trouble = '';

  static override styles = [
    shared,
    fieldStyles,
    choiceStyles,
    css`
      .trouble {
        display: flex;
        gap: var(--space-2);
        margin: 0;
        padding: var(--space-3);
        border-radius: var(--radius);
        background: var(--bad-soft);
        color: var(--bad);
        font-size: var(--text-2);
      }
      .trouble oma-icon {
        margin-top: 0.2em;
      }
    `,
  ];

  override render() {
    const reachable = CHOICES.filter((status) => AGENT_MOVES[this.from].includes(status));
    return html`<fieldset>
      <legend>${agentFieldName('status')}</legend>
      ${
        this.trouble === ''
          ? nothing
          : html`<p class="trouble" data-testid="agent-trouble"><oma-icon name="circle-alert"></oma-icon><span>${this.trouble}</span></p>`
      }
      <div class="choices">
        ${reachable.map(
          (status) =>
            html`<label class="choice"
              ><input
                type="radio"
                name="status"
                value=${status}
                aria-describedby="hint-${status}"
                .checked=${live(this.value === status)}
                @change=${() => this.dispatchEvent(written(status))}
              /><b>${agentStatusName(status)}</b><span class="hint" id="hint-${status}">${agentStatusHint(status)}</span></label
            >`,
        )}
      </div>
    </fieldset>`;
  }

  override focus(): void {
    focusControl(this.renderRoot);
  }
}

declare global {
  interface HTMLElementTagNameMap {
    'oma-state-choice': OmaStateChoice;
  }
}
