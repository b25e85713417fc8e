import { localized, msg } from '@lit/localize';
import type { Agent, KeptWriting } from '@oma/contract';
import { css, html, LitElement, nothing } from 'lit';
import { customElement, property, state } from 'lit/decorators.js';
import { createKeptAgent, readAgentDraft } from '../../components/agent-draft.ts';
import '../../components/oma-icon.ts';
import { shared } from '../../styles/shared.ts';

/** What became of the agent that was written while access was not given: made, or still to be finished. Fires `created` with the agent. */
@localized()
@customElement('oma-draft-notice')
export class OmaDraftNotice extends LitElement {
  @property() uid = '';
  @state() private made: Agent | null = null;
  @state() private hasFailed = false;
  /** Written and not finished when access came. */
  @state() private isUnfinished = false;

  static override styles = [
    shared,
    css`
      :host {
        display: contents;
      }
      p {
        display: flex;
        flex-wrap: wrap;
        align-items: center;
        gap: var(--space-2);
        margin: 0;
        padding: var(--space-3) var(--space-4);
        border-radius: var(--radius);
        background: var(--accent-soft);
        color: var(--accent-strong);
      }
      .failed {
        background: var(--warn-soft);
        color: var(--warn);
      }
    `,
  ];

  override updated(changed: Map<string, unknown>): void {
    if (changed.has('uid') && this.uid !== '') void this.make();
  }

  override render() {
    if (this.made !== null) {
      return html`<p role="status" data-testid="draft-created">
        <oma-icon name="circle-check"></oma-icon
        ><span>${msg(html`미리 적어 둔 <b>${this.made.name}</b> 에이전트를 만들었어요.`, { id: 'draft-created' })}</span>
      </p>`;
    }
    if (this.isUnfinished) {
      return html`<p role="status" data-testid="draft-unfinished">
        <oma-icon name="bot"></oma-icon
        ><span>${msg('적던 에이전트가 이 브라우저에 있어요. 이어서 적고 만들 수 있어요.', { id: 'draft-unfinished' })}</span>
        <a class="button" data-testid="draft-continue" href="/agents/new?from=draft">${msg('이어서 적기', { id: 'draft-continue' })}</a>
      </p>`;
    }
    if (!this.hasFailed) return nothing;
    return html`<p class="failed" role="alert">
      <oma-icon name="circle-alert"></oma-icon
      ><span>${msg('미리 적어 둔 에이전트를 아직 만들지 못했어요. 적은 내용은 이 브라우저에 있어요.', { id: 'draft-create-failed' })}</span>
      <button class="quiet" @click=${() => void this.make()}>${msg('다시 시도', { id: 'try-again' })}</button>
    </p>`;
  }

  private async make(): Promise<void> {
    this.hasFailed = false;
    try {
      this.made = await createKeptAgent(this.uid);
      if (this.made !== null) this.dispatchEvent(new CustomEvent('created', { detail: this.made }));
      this.isUnfinished = this.made === null && hasWords(readAgentDraft(this.uid));
    } catch {
      this.hasFailed = true;
    }
  }
}

const hasWords = (draft: KeptWriting | null): boolean =>
  draft !== null && `${draft.writing.name}${draft.writing.description}${draft.writing.config.instructions}`.trim() !== '';

declare global {
  interface HTMLElementTagNameMap {
    'oma-draft-notice': OmaDraftNotice;
  }
}
