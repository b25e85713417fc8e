import { localized, msg } from '@lit/localize';
import { css, html, LitElement } from 'lit';
import { customElement, property, state } from 'lit/decorators.js';
import { keyed } from 'lit/directives/keyed.js';
import { type AgentDraft, type AgentFields, forgetAgentDraft, keepAgentDraft, readAgentDraft } from '../../components/agent-draft.ts';
import '../../components/oma-agent-form.ts';
import '../../components/oma-icon.ts';
import { shared } from '../../styles/shared.ts';

/** An agent written while access is not given yet: kept in this browser, made by itself afterwards. */
@localized()
@customElement('oma-agent-draft')
export class OmaAgentDraft extends LitElement {
  @property() uid = '';
  @state() private draft: AgentDraft | null = null;
  /** Changes where the form has to begin anew. */
  @state() private edition = 0;
  private started: AgentFields | null = null;

  static override styles = [
    shared,
    css`
      .ready {
        display: flex;
        flex-wrap: wrap;
        align-items: center;
        gap: var(--space-3);
        padding: var(--space-4);
        border: 1px solid var(--line);
        border-radius: var(--radius);
        background: var(--surface-high);
      }
      .ready p {
        flex: 1 1 14rem;
        margin: 0;
        min-width: 0;
      }
      .ready b {
        overflow-wrap: anywhere;
      }
      .ready oma-icon {
        color: var(--good);
      }
      .box {
        padding: var(--space-4);
        border: 1px solid var(--line);
        border-radius: var(--radius);
        background: var(--surface-high);
      }
    `,
  ];

  override willUpdate(changed: Map<string, unknown>): void {
    if (!changed.has('uid') || this.uid === '') return;
    this.draft = readAgentDraft(this.uid);
    this.started = this.draft?.fields ?? null;
  }

  override render() {
    if (this.draft?.isReady === true) return this.renderReady(this.draft.fields);
    return html`<div class="box">
      ${keyed(
        this.edition,
        html`<oma-agent-form
          isDraft
          .initial=${this.started}
          @written=${(event: CustomEvent<AgentFields>) => this.keep(event.detail, false)}
          @finished=${(event: CustomEvent<AgentFields>) => this.finish(event.detail)}
          @cancelled=${() => this.clear()}
        ></oma-agent-form>`,
      )}
    </div>`;
  }

  private renderReady(fields: AgentFields) {
    return html`<div class="ready" data-testid="agent-draft" role="status">
      <p>
        <oma-icon name="check"></oma-icon>
        ${msg(html`승인되면 <b>${fields.name}</b> 에이전트를 바로 만들어요.`, { id: 'draft-ready' })}
      </p>
      <button data-testid="agent-draft-edit" @click=${() => this.edit(fields)}>${msg('고치기', { id: 'edit' })}</button>
      <button class="quiet" @click=${() => this.clear()}>${msg('지우기', { id: 'clear' })}</button>
    </div>`;
  }

  private keep(fields: AgentFields, isReady: boolean): void {
    keepAgentDraft(this.uid, { fields, isReady });
  }

  private finish(fields: AgentFields): void {
    this.keep(fields, true);
    this.draft = { fields, isReady: true };
  }

  private edit(fields: AgentFields): void {
    this.keep(fields, false);
    this.started = fields;
    this.draft = { fields, isReady: false };
  }

  private clear(): void {
    forgetAgentDraft(this.uid);
    this.draft = null;
    this.started = null;
    this.edition += 1;
  }
}

declare global {
  interface HTMLElementTagNameMap {
    'oma-agent-draft': OmaAgentDraft;
  }
}
