import { localized, msg } from '@lit/localize';
import type { AgentChange, AgentField, AgentFieldValue, Model, ReferenceFile } from '@oma/contract';
import { css, html, LitElement } from 'lit';
import { customElement, property } from 'lit/decorators.js';
import { live } from 'lit/directives/live.js';
import '../oma-text-diff.ts';
import { shared } from '../../styles/shared.ts';
import { agentFieldName, agentValueText } from '../../text/agent-form-text.ts';

/** What differs between two states of an agent, field by field. Fires `choose` with a field and whether it is chosen, where they can be. */
@localized()
@customElement('oma-agent-changes')
export class OmaAgentChanges extends LitElement {
  @property({ attribute: false }) changes: readonly AgentChange[] = [];
  @property({ attribute: false }) models: readonly Model[] = [];
  /** The fields that are not chosen; null where none can be. */
  @property({ attribute: false }) left: ReadonlySet<AgentField> | null = null;

  static override styles = [
    shared,
    css`
      dl {
        display: grid;
        grid-template-columns: minmax(0, 1fr);
        gap: var(--space-3);
        margin: 0;
      }
      dt {
        margin-bottom: var(--space-1);
        color: var(--ink-soft);
        font-size: var(--text-1);
        font-weight: 600;
      }
      label {
        display: inline-flex;
        align-items: center;
        gap: var(--space-2);
        min-height: 24px;
        cursor: pointer;
      }
      dd {
        margin: 0;
      }
      dd:has(.value) {
        overflow: hidden;
        border-radius: var(--radius-small);
      }
      .value {
        display: grid;
        grid-template-columns: 1.75em minmax(0, 1fr);
        padding: var(--space-1) var(--space-2) var(--space-1) 0;
        font-size: var(--text-2);
        line-height: 1.5;
        white-space: break-spaces;
        overflow-wrap: anywhere;
      }
      .before {
        background: var(--bad-soft);
      }
      .after {
        background: var(--accent-soft);
      }
      .sign {
        text-align: center;
      }
      .before .sign {
        color: var(--bad);
      }
      .after .sign {
        color: var(--accent-strong);
      }
      p {
        margin: 0;
        color: var(--ink-soft);
        font-size: var(--text-2);
      }
    `,
  ];

  override render() {
    if (this.changes.length === 0) return html`<p>${msg('다른 점이 없어요.', { id: 'no-changes' })}</p>`;
    return html`<dl>
      ${this.changes.map(
        (change) =>
          html`<div data-testid="agent-change" data-field=${change.field}>
            <dt>${this.renderName(change.field)}</dt>
            ${this.renderChange(change)}
          </div>`,
      )}
    </dl>`;
  }

  private renderName(field: AgentField) {
    if (this.left === null) return agentFieldName(field);
    return html`<label
      ><input
        type="checkbox"
        data-testid="choose-${field}"
        .checked=${live(!this.left.has(field))}
        @change=${({ target }: Event) => this.choose(field, target instanceof HTMLInputElement && target.checked)}
      />${agentFieldName(field)}</label
    >`;
  }

  private choose(field: AgentField, isChosen: boolean): void {
    this.dispatchEvent(new CustomEvent('choose', { detail: { field, isChosen } }));
  }

  private renderChange({ field, before, after }: AgentChange) {
    if (field === 'instructions' && typeof before === 'string' && typeof after === 'string')
      return html`<dd><oma-text-diff .from=${before} .to=${after}></oma-text-diff></dd>`;
    if (field === 'files') {
      const [removed, added] = [fileTexts(before, after), fileTexts(after, before)];
      return html`<dd>${removed.map((text) => this.renderBefore(text))}${added.map((text) => this.renderAfter(text))}</dd>`;
    }
    return html`<dd>
      ${this.renderBefore(agentValueText(field, before, this.models))} ${this.renderAfter(agentValueText(field, after, this.models))}
    </dd>`;
  }

  private renderBefore(text: string) {
    return html`<div class="value before">
      <span class="sign" aria-hidden="true">−</span><span><span class="sr">${msg('전:', { id: 'change-before' })} </span>${text}</span>
    </div>`;
  }

  private renderAfter(text: string) {
    return html`<div class="value after">
      <span class="sign" aria-hidden="true">+</span><span><span class="sr">${msg('후:', { id: 'change-after' })} </span>${text}</span>
    </div>`;
  }
}

/** The files of `some` that are not among `others`: the same name with other bytes is another file. */
function fileTexts(some: AgentFieldValue, others: AgentFieldValue): string[] {
  const known = new Set(filesIn(others).map(({ id }) => id));
  return filesIn(some)
    .filter(({ id }) => !known.has(id))
    .map(({ name }) => name)
    .sort((a, b) => a.localeCompare(b, 'ko'));
}

const filesIn = (value: AgentFieldValue): ReferenceFile[] =>
  Array.isArray(value) ? value.filter((one): one is ReferenceFile => typeof one === 'object') : [];

declare global {
  interface HTMLElementTagNameMap {
    'oma-agent-changes': OmaAgentChanges;
  }
}
