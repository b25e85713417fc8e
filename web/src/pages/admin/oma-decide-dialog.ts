import { localized, msg, str } from '@lit/localize';
import { type Decision, type DecisionsAnswer, MAX_PERSON_DAY_USD, MAX_REASON_LENGTH } from '@oma/contract';
import { css, html, LitElement, nothing } from 'lit';
import { customElement, query, state } from 'lit/decorators.js';
import { keepComposing } from '../../components/composing.ts';
import '../../components/oma-icon.ts';
import { PageState } from '../../components/page-state.ts';
import { decide } from '../../data/admin.ts';
import { dialogStyles } from '../../styles/dialog.ts';
import { shared } from '../../styles/shared.ts';
import { decisionName } from '../../text/beta-text.ts';

export type Decided = { id: string; name: string; email: string };

/** Asks once more before a decision: on whom, what follows, and what may be said along. Fires `decided` with the API's answer. */
@localized()
@customElement('oma-decide-dialog')
export class OmaDecideDialog extends LitElement {
  @state() private decision: Decision = 'approve';
  @state() private people: readonly Decided[] = [];
  @state() private isBusy = false;
  @state() private hasFailed = false;
  private readonly page = new PageState(this);
  @query('dialog') private readonly dialog!: HTMLDialogElement;
  @query('form') private readonly form!: HTMLFormElement;

  static override styles = [
    shared,
    dialogStyles,
    css`
      ul {
        margin: 0 0 var(--space-3);
        padding-left: 1.2em;
        max-height: 9em;
        overflow-y: auto;
        overflow-wrap: anywhere;
        font-size: var(--text-2);
      }
      form {
        display: grid;
        gap: var(--space-4);
      }
      p {
        margin: 0 0 var(--space-3);
        color: var(--ink-soft);
        font-size: var(--text-2);
      }
      .self {
        display: flex;
        align-items: flex-start;
        gap: var(--space-2);
        padding: var(--space-3);
        border-radius: var(--radius);
        background: var(--warn-soft);
        color: var(--warn);
      }
      .self oma-icon {
        margin-top: 0.2em;
      }
    `,
  ];

  /** Opens for these people. */
  ask(decision: Decision, people: readonly Decided[]): void {
    this.decision = decision;
    this.people = people;
    this.hasFailed = false;
    this.form.reset();
    this.dialog.showModal();
  }

  override render() {
    const { decision, people } = this;
    const isHard = decision === 'deny' || decision === 'revoke';
    return html`<dialog aria-labelledby="title">
      <h2 id="title">
        ${
          people.length === 1
            ? msg(str`한 사람: ${decisionName(decision)}`, { id: 'decide-title-one' })
            : msg(str`${people.length}명: ${decisionName(decision)}`, { id: 'decide-title' })
        }
      </h2>
      <ul>
        ${people.map(({ name, email }) => html`<li><bdi>${name}</bdi> · ${email}</li>`)}
      </ul>
      <p>${consequence(decision)}</p>
      ${
        decision !== 'approve' && people.some(({ id }) => id === this.page.me?.uid)
          ? html`<p class="self" role="alert" data-testid="decide-self">
              <oma-icon name="circle-alert"></oma-icon
              ><span
                >${msg('내 계정이 들어 있어요. 관리 화면은 계속 열 수 있지만, 내 에이전트와 대화는 다시 승인할 때까지 쓸 수 없어요.', { id: 'decide-self' })}</span
              >
            </p>`
          : nothing
      }
      <form @submit=${this.submit} @keydown=${keepComposing}>
        <label
          >${msg('함께 전할 말 (선택)', { id: 'decide-reason' })}<textarea
            name="reason"
            rows="3"
            maxlength=${MAX_REASON_LENGTH}
            data-testid="decide-reason"
          ></textarea>
        </label>
        ${
          decision === 'approve'
            ? html`<label
                >${msg('이 사람이 하루에 쓸 수 있는 금액 ($, 비우면 플랫폼 한도)', { id: 'decide-limit' })}<input
                  name="day_usd"
                  type="number"
                  min="0.01"
                  max=${MAX_PERSON_DAY_USD}
                  step="0.01"
                  inputmode="decimal"
                  data-testid="decide-limit"
              /></label>`
            : nothing
        }
        ${this.hasFailed ? html`<span class="error" role="alert">${msg('결정을 보내지 못했어요. 다시 눌러 주세요.', { id: 'decide-failed' })}</span>` : nothing}
        <div class="dialog-actions">
          <button type="button" class="quiet" @click=${() => this.dialog.close()}>${msg('취소', { id: 'cancel' })}</button>
          <button class=${isHard ? 'danger' : 'primary'} data-testid="decide-confirm" ?disabled=${this.isBusy}>
            ${decisionName(decision)}
          </button>
        </div>
      </form>
    </dialog>`;
  }

  private readonly submit = async (event: SubmitEvent): Promise<void> => {
    event.preventDefault();
    if (this.isBusy) return;
    const data = new FormData(this.form);
    const reason = data.get('reason');
    const limit = data.get('day_usd');
    this.isBusy = true;
    try {
      const answer: DecisionsAnswer = await decide({
        uids: this.people.map(({ id }) => id),
        decision: this.decision,
        ...(typeof reason === 'string' && reason.trim() !== '' ? { reason } : {}),
        ...(this.decision === 'approve' ? { day_usd: typeof limit === 'string' && limit !== '' ? Number(limit) : null } : {}),
      });
      this.dialog.close();
      this.dispatchEvent(new CustomEvent('decided', { detail: answer }));
    } catch {
      this.hasFailed = true;
    } finally {
      this.isBusy = false;
    }
  };
}

function consequence(decision: Decision): string {
  switch (decision) {
    case 'approve':
      return msg('바로 이용할 수 있게 되고, 승인 메일이 가요.', { id: 'decide-approve-hint' });
    case 'deny':
      return msg('이용할 수 없고, 결과를 알리는 메일이 가요. 나중에 되돌릴 수 있어요.', { id: 'decide-deny-hint' });
    case 'undo':
      return msg('검토 중으로 돌아가고, 다시 검토한다는 메일이 가요. 이용하던 사람은 이용이 멈춰요.', { id: 'decide-undo-hint' });
    case 'revoke':
      return msg('이용이 바로 멈추고 하던 작업도 끝나요. 중지 메일이 가요. 만든 것은 지우지 않아요.', { id: 'decide-revoke-hint' });
  }
}

declare global {
  interface HTMLElementTagNameMap {
    'oma-decide-dialog': OmaDecideDialog;
  }
}
