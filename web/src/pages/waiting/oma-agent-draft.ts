import { localized, msg } from '@lit/localize';
import { type AgentWriting, BLANK_WRITING } from '@oma/contract';
import { css, html, LitElement } from 'lit';
import { customElement, property, query, state } from 'lit/decorators.js';
import { keyed } from 'lit/directives/keyed.js';
import { readAgentDraft } from '../../components/agent-draft.ts';
import { dropWriting, keepWriting } from '../../components/kept-writings.ts';
import type { OmaAgentFields } from '../../components/agent-form/oma-agent-fields.ts';
import '../../components/agent-form/oma-agent-fields.ts';
import '../../components/oma-icon.ts';
import { shared } from '../../styles/shared.ts';

/** An agent written while access is not given yet: kept in this browser, made by itself afterwards. */
@localized()
@customElement('oma-agent-draft')
export class OmaAgentDraft extends LitElement {
  @property() uid = '';
  @state() private writing: AgentWriting = BLANK_WRITING;
  private keptId: string = crypto.randomUUID();
  /** The person asked to have it made. */
  @state() private isReady = false;
  /** Changes where the form has to begin anew. */
  @state() private edition = 0;
  @query('oma-agent-fields') private readonly fields!: OmaAgentFields;

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
      .actions {
        display: flex;
        justify-content: flex-end;
        gap: var(--space-2);
        margin-top: var(--space-5);
      }
    `,
  ];

  override willUpdate(changed: Map<string, unknown>): void {
    if (!changed.has('uid') || this.uid === '') return;
    const draft = readAgentDraft(this.uid);
    this.keptId = draft?.id ?? this.keptId;
    this.writing = draft?.writing ?? BLANK_WRITING;
    this.isReady = draft?.isReady === true;
  }

  override render() {
    if (this.isReady) return this.renderReady(this.writing);
    return html`<div class="box">
      ${keyed(
        this.edition,
        html`<oma-agent-fields
          .writing=${this.writing}
          .platform=${'unknown'}
          @written=${(event: CustomEvent<AgentWriting>) => this.keep(event.detail, false)}
        ></oma-agent-fields>`,
      )}
      <div class="actions">
        <button class="quiet" @click=${() => this.clear()}>${msg('지우기', { id: 'clear' })}</button>
        <button class="primary" data-testid="agent-submit" @click=${() => void this.finish()}>
          ${msg('승인되면 만들기', { id: 'create-later' })}
        </button>
      </div>
    </div>`;
  }

  private renderReady(fields: AgentWriting) {
    return html`<div class="ready" data-testid="agent-draft" role="status">
      <p>
        <oma-icon name="check"></oma-icon>
        ${msg(html`승인되면 <b>${fields.name}</b> 에이전트를 바로 만들어요.`, { id: 'draft-ready' })}
      </p>
      <button data-testid="agent-draft-edit" @click=${() => this.keep(fields, false)}>${msg('고치기', { id: 'edit' })}</button>
      <button class="quiet" @click=${() => this.clear()}>${msg('지우기', { id: 'clear' })}</button>
    </div>`;
  }

  private keep(fields: AgentWriting, isReady: boolean): void {
    this.writing = fields;
    this.isReady = isReady;
    keepWriting(this.uid, null, { id: this.keptId, writing: fields, version: 0, asks: false, at: new Date().toISOString(), isReady });
  }

  private async finish(): Promise<void> {
    if (await this.fields.check()) this.keep(this.writing, true);
  }

  private clear(): void {
    dropWriting(this.uid, null, this.keptId);
    this.writing = BLANK_WRITING;
    this.isReady = false;
    this.edition += 1;
  }
}

declare global {
  interface HTMLElementTagNameMap {
    'oma-agent-draft': OmaAgentDraft;
  }
}
