import { ContextConsumer } from '@lit/context';
import { localized, msg, str } from '@lit/localize';
import {
  type AgentChange,
  type AgentProposal,
  BLANK_WRITING,
  type Part,
  type ProposalDocument,
  proposalChanges,
  type ProposedValues,
  proposedValues,
  withProposal,
} from '@oma/contract';
import { css, html, LitElement, nothing } from 'lit';
import { customElement, property, query, state } from 'lit/decorators.js';
import { watchProposal } from '../../data/proposals.ts';
import { disclosureStyles } from '../../styles/disclosure.ts';
import { shared } from '../../styles/shared.ts';
import { agentFieldName } from '../../text/agent-form-text.ts';
import { formInView } from '../agents/form-in-view.ts';
import { ProposedEvent } from '../agents/proposed-event.ts';
import '../agents/oma-agent-changes.ts';
import { keepListening } from '../keep-listening.ts';
import '../oma-icon.ts';
import '../oma-tool-line.ts';

type Field = AgentChange['field'];

/**
 * What Claude proposes for the form of an agent: field by field against the form as it stands now, to be taken over whole or in part. Nothing is saved by that.
 * An earlier one is folded: it may say the opposite of the newest. A proposal that the form does not take was kept nowhere: only that it was made is shown, and
 * what was wrong with it. Fires `proposed` with its id and its time once it is known.
 */
@localized()
@customElement('oma-proposal')
export class OmaProposal extends LitElement {
  @property() sessionId = '';
  @property() messageId = '';
  /** The use of the tool that proposed. */
  @property({ attribute: false }) use!: Extract<Part, { k: 'tool' }>;
  /** Whether the turn is over. */
  @property({ type: Boolean }) isOver = false;
  /** Undefined until known; null where nothing was proposed after all. */
  @state() private proposal: AgentProposal | null | undefined;
  /** The fields that are not to be taken over. */
  @state() private left: ReadonlySet<Field> = new Set();
  /** What the form held before something was taken over last; null where nothing was. */
  @state() private overwritten: ProposedValues | null = null;
  @state() private taken: readonly Field[] = [];
  @query('[data-testid=proposal]') private readonly section!: HTMLElement | null;
  private readonly form = new ContextConsumer(this, { context: formInView, subscribe: true });
  private watched = '';
  private endWatching: (() => void) | null = null;

  static override styles = [
    shared,
    disclosureStyles,
    css`
      section {
        display: grid;
        grid-template-columns: minmax(0, 1fr);
        gap: var(--space-3);
        padding: var(--space-4);
        border: 1px solid var(--line);
        border-radius: var(--radius);
        background: var(--surface-low);
        font-size: var(--text-2);
        overflow-wrap: anywhere;
      }
      section:focus-visible {
        outline-offset: -2px;
      }
      p {
        margin: 0;
      }
      .title {
        display: flex;
        gap: var(--space-2);
        align-items: center;
        font-weight: 600;
      }
      details section {
        margin-top: var(--space-2);
      }
      summary {
        padding-block: 3px;
        color: var(--ink-soft);
        font-size: var(--text-2);
      }
      .acts {
        display: flex;
        flex-wrap: wrap;
        gap: var(--space-2) var(--space-3);
        align-items: center;
      }
      .hint {
        line-height: 1.5;
      }
      .hint:empty {
        margin-top: calc(-1 * var(--space-3));
      }
      .acts .hint {
        flex: 1 1 12rem;
      }
      .refused {
        display: grid;
        gap: var(--space-2);
      }
    `,
  ];

  override connectedCallback(): void {
    super.connectedCallback();
    this.requestUpdate();
  }

  override disconnectedCallback(): void {
    super.disconnectedCallback();
    this.watch('');
  }

  override updated(): void {
    const isThere = this.isConnected && this.use.result?.ok === true;
    this.watch(isThere ? `${this.sessionId}/${this.messageId}/${this.use.id}` : '');
  }

  private watch(wanted: string): void {
    if (wanted === this.watched) return;
    this.watched = wanted;
    this.endWatching?.();
    if (wanted === '') return;
    const { sessionId, messageId } = this;
    this.endWatching = keepListening<ProposalDocument | null>(
      (listening) => watchProposal({ sessionId, messageId, proposalId: this.use.id }, listening),
      (found) => {
        this.proposal = found?.proposal ?? null;
        if (found === null) return;
        this.dispatchEvent(new ProposedEvent(this.use.id, found.created_at));
        // It never changes.
        this.endWatching?.();
      },
    );
  }

  override render() {
    const { result } = this.use;
    if (result === null && !this.isOver)
      return html`<p class="hint" role="status">${msg('제안을 쓰고 있어요', { id: 'proposal-coming' })}</p>`;
    if (result?.ok !== true || this.proposal === null) return this.renderRefused();
    if (this.proposal === undefined) return html`<p class="hint">${msg('제안을 불러오고 있어요', { id: 'proposal-loading' })}</p>`;
    const newest = this.form.value?.newest ?? '';
    if (newest === '' || newest === this.use.id) return this.renderProposal(this.proposal);
    return html`<details data-testid="proposal-earlier">
      <summary>${msg('지난 제안', { id: 'proposal-earlier' })}</summary>
      ${this.renderProposal(this.proposal)}
    </details>`;
  }

  private renderRefused() {
    return html`<div class="refused" data-testid="proposal-refused">
      <p class="hint">${msg('폼에 넣을 수 없는 제안이라 버렸어요. 바뀐 것은 없어요.', { id: 'proposal-refused' })}</p>
      <oma-tool-line .use=${this.use} ?isOver=${this.isOver}></oma-tool-line>
    </div>`;
  }

  private renderProposal(proposal: AgentProposal) {
    const form = this.form.value ?? null;
    const changes = proposalChanges(form?.writing ?? BLANK_WRITING, proposal);
    return html`<section aria-labelledby="title" tabindex="-1" data-testid="proposal" data-open=${changes.length}>
      <p class="title" id="title"><oma-icon name="file-pen"></oma-icon>${this.heading(changes.length, form !== null)}</p>
      ${
        changes.length === 0
          ? nothing
          : html`<oma-agent-changes
              .changes=${changes}
              .models=${form?.models ?? []}
              .left=${form === null ? null : this.left}
              @choose=${({ detail }: CustomEvent<{ field: Field; isChosen: boolean }>) => this.choose(detail)}
            ></oma-agent-changes>`
      }
      ${form === null ? this.renderElsewhere() : this.renderActs(changes)}
    </section>`;
  }

  private heading(open: number, hasForm: boolean): string {
    if (!hasForm) return msg('에이전트를 이렇게 제안했어요', { id: 'proposal-elsewhere' });
    return open === 0 ? msg('이 제안은 모두 폼에 있어요', { id: 'proposal-taken' }) : msg(str`제안 ${open}가지`, { id: 'proposal-open' });
  }

  private renderElsewhere() {
    return html`<p class="hint">${msg('폼에 옮기는 것은 에이전트 폼 옆에서만 할 수 있어요.', { id: 'proposal-elsewhere-hint' })}</p>`;
  }

  private renderActs(changes: readonly AgentChange[]) {
    const chosen = changes.filter(({ field }) => !this.left.has(field));
    return html`<div class="acts">
        ${
          changes.length === 0
            ? nothing
            : html`<button
                class="primary"
                data-testid="proposal-take"
                ?disabled=${chosen.length === 0}
                @click=${() => this.take(chosen.map(({ field }) => field))}
              >
                ${
                  chosen.length === changes.length
                    ? msg('모두 폼에 옮기기', { id: 'proposal-take-all' })
                    : msg(str`고른 ${chosen.length}가지 옮기기`, { id: 'proposal-take-some' })
                }
              </button>`
        }
        ${
          this.overwritten === null
            ? changes.length === 0
              ? nothing
              : html`<p class="hint">${msg('옮겨도 저장되지는 않아요.', { id: 'proposal-unsaved' })}</p>`
            : html`<button data-testid="proposal-undo" @click=${() => this.undo()}>
                <oma-icon name="undo"></oma-icon>${msg('되돌리기', { id: 'proposal-undo' })}
              </button>`
        }
      </div>
      ${
        this.taken.length > 0 && this.form.value?.isCovered === true
          ? html`<div class="acts">
              <button data-testid="proposal-show-form" @click=${() => this.form.value?.show()}>
                ${msg('폼 보기', { id: 'proposal-show-form' })}
              </button>
            </div>`
          : nothing
      }
      <p class="hint" role="status" data-testid="proposal-said">${this.renderSaid()}</p>`;
  }

  private renderSaid() {
    if (this.taken.length === 0) return nothing;
    return msg(str`폼에 옮겼어요: ${this.taken.map(agentFieldName).join(', ')}. 저장은 폼에서 하세요.`, { id: 'proposal-said' });
  }

  private choose({ field, isChosen }: { field: Field; isChosen: boolean }): void {
    const left = new Set(this.left);
    if (isChosen) left.delete(field);
    else left.add(field);
    this.left = left;
  }

  private take(fields: readonly Field[]): void {
    const form = this.form.value;
    if (form === undefined || this.proposal === null || this.proposal === undefined) return;
    this.overwritten = proposedValues(form.writing);
    this.taken = fields;
    form.write(withProposal(form.writing, this.proposal, fields));
    // The button may be gone.
    this.section?.focus();
  }

  private undo(): void {
    const form = this.form.value;
    if (form === undefined || this.overwritten === null || this.proposal === null || this.proposal === undefined) return;
    // What was written by hand since stays.
    const changed = proposalChanges(form.writing, this.proposal).map(({ field }) => field);
    const untouched = this.taken.filter((field) => !changed.includes(field));
    form.write(withProposal(form.writing, this.overwritten, untouched));
    this.overwritten = null;
    this.taken = [];
    this.section?.focus();
  }
}

declare global {
  interface HTMLElementTagNameMap {
    'oma-proposal': OmaProposal;
  }
}
