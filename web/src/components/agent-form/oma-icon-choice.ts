import { localized } from '@lit/localize';
import { AGENT_ICONS } from '@oma/contract';
import { css, html, LitElement } from 'lit';
import { customElement, property } from 'lit/decorators.js';
import { live } from 'lit/directives/live.js';
import { shared } from '../../styles/shared.ts';
import { agentFieldName, agentIconName } from '../../text/agent-form-text.ts';
import { agentIcon } from '../agent-icons.ts';
import '../oma-icon.ts';
import { focusControl, written } from './field-parts.ts';
import { fieldStyles } from './field-styles.ts';

/** The icon of an agent. Fires `written` with its name. */
@localized()
@customElement('oma-icon-choice')
export class OmaIconChoice extends LitElement {
  @property() value = '';

  static override styles = [
    shared,
    fieldStyles,
    css`
      .icons {
        display: flex;
        flex-wrap: wrap;
        gap: var(--space-1);
      }
      label {
        position: relative;
        display: grid;
        place-items: center;
        width: 44px;
        height: 44px;
        border: 1px solid var(--line);
        border-radius: var(--radius);
        background: var(--surface-high);
        color: var(--ink-soft);
        font-size: 1.25rem;
        cursor: pointer;
      }
      label:hover {
        border-color: var(--accent);
        color: var(--ink);
      }
      label:has(:checked) {
        border-color: var(--accent);
        background: var(--accent-soft);
        color: var(--accent-strong);
        box-shadow: inset 0 0 0 1px var(--accent);
      }
      label:has(:focus-visible) {
        outline: 2px solid var(--accent);
        outline-offset: 2px;
      }
      input {
        position: absolute;
        inset: 0;
        width: 100%;
        height: 100%;
        opacity: 0;
        cursor: pointer;
      }
    `,
  ];

  override render() {
    return html`<fieldset>
      <legend>${agentFieldName('icon')}</legend>
      <div class="icons">
        ${AGENT_ICONS.map(
          (icon) =>
            html`<label title=${agentIconName(icon)}
              ><input
                type="radio"
                name="icon"
                value=${icon}
                aria-label=${agentIconName(icon)}
                .checked=${live(agentIcon(this.value) === icon)}
                @change=${() => this.dispatchEvent(written(icon))} /><oma-icon name=${icon}></oma-icon
            ></label>`,
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
    'oma-icon-choice': OmaIconChoice;
  }
}
