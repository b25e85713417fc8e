import { localized, msg } from '@lit/localize';
import { AgentTool } from '@oma/contract';
import { css, html, LitElement } from 'lit';
import { customElement, property } from 'lit/decorators.js';
import { live } from 'lit/directives/live.js';
import { shared } from '../../styles/shared.ts';
import { agentFieldName } from '../../text/agent-form-text.ts';
import { agentToolName } from '../../text/agent-text.ts';
import { focusControl, written } from './field-parts.ts';
import { fieldStyles } from './field-styles.ts';

/** What an agent may do, one switch each. Fires `written` with the tools that are on. */
@localized()
@customElement('oma-tool-switches')
export class OmaToolSwitches extends LitElement {
  @property({ attribute: false }) value: readonly AgentTool[] = [];

  static override styles = [
    shared,
    fieldStyles,
    css`
      .switches {
        border: 1px solid var(--line);
        border-radius: var(--radius);
        background: var(--surface-high);
      }
      label {
        display: grid;
        grid-template-columns: minmax(0, 1fr) auto;
        align-items: center;
        gap: 0 var(--space-4);
        padding: var(--space-3);
        font-weight: 400;
        line-height: 1.5;
        cursor: pointer;
      }
      label + label {
        border-top: 1px solid var(--line);
      }
      .hint {
        grid-row: 2;
      }
      input[role='switch'] {
        grid-row: 1 / span 2;
        grid-column: 2;
        appearance: none;
        width: 44px;
        height: 26px;
        min-height: 26px;
        padding: 3px;
        border: 1px solid var(--ink-soft);
        border-radius: var(--radius-round);
        background: var(--surface);
        cursor: pointer;
      }
      [role='switch']::before {
        content: '';
        display: block;
        width: 18px;
        height: 18px;
        border-radius: 50%;
        background: var(--ink-soft);
        transition: translate 0.15s;
      }
      [role='switch']:checked {
        border-color: var(--accent);
        background: var(--accent);
      }
      [role='switch']:checked::before {
        background: var(--on-accent);
        translate: 18px 0;
      }
    `,
  ];

  override render() {
    return html`<fieldset>
      <legend>${agentFieldName('tools')}</legend>
      <div class="switches">
        ${AgentTool.options.map(
          (tool) =>
            html`<label
              ><span>${agentToolName(tool)}</span><span class="hint" id="hint-${tool}">${this.hint(tool)}</span
              ><input
                type="checkbox"
                role="switch"
                name="tools"
                value=${tool}
                aria-label=${agentToolName(tool)}
                aria-describedby="hint-${tool}"
                .checked=${live(this.value.includes(tool))}
                @change=${() => this.toggle(tool)}
            /></label>`,
        )}
      </div>
    </fieldset>`;
  }

  private hint(tool: AgentTool): string {
    const hints: Record<AgentTool, string> = {
      read: msg('찾기와 훑어보기도 여기에 들어요.', { id: 'tool-read-hint' }),
      write: msg('결과를 파일로 남기려면 켜 두세요.', { id: 'tool-write-hint' }),
      shell: msg('계산하거나 파일을 바꿀 때 프로그램을 써요. 작업 공간 밖에는 닿지 않아요.', { id: 'tool-shell-hint' }),
      ask: msg('일하다가 고를 것이 생기면 채팅에 물음을 띄우고 답을 기다려요.', { id: 'tool-ask-hint' }),
    };
    return hints[tool];
  }

  private toggle(tool: AgentTool): void {
    const isOn = this.value.includes(tool);
    this.dispatchEvent(written(AgentTool.options.filter((one) => (one === tool ? !isOn : this.value.includes(one)))));
  }

  override focus(): void {
    focusControl(this.renderRoot);
  }
}

declare global {
  interface HTMLElementTagNameMap {
    'oma-tool-switches': OmaToolSwitches;
  }
}
