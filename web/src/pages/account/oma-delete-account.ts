import { localized, msg } from '@lit/localize';
import type { Me } from '@oma/contract';
import { css, html, LitElement, nothing } from 'lit';
import { customElement, property, query, state } from 'lit/decorators.js';
import { keepComposing } from '../../components/composing.ts';
import '../../components/oma-icon.ts';
import type { Belongings } from '../../data/belongings.ts';
import { dialogStyles } from '../../styles/dialog.ts';
import { shared } from '../../styles/shared.ts';
import { deleteAccount, type DeletionOutcome } from './delete-account.ts';
import './oma-what-goes.ts';

/**
 * The end of an account: what goes and what stays, and a question that is answered with the own address. Its content stands in the dialog, for what should
 * be done before. Fires `begun`, then `ended` with the outcome.
 */
@localized()
@customElement('oma-delete-account')
export class OmaDeleteAccount extends LitElement {
  @property({ attribute: false }) me!: Me;
  @property({ attribute: false }) belongings: Belongings | null = null;
  @state() private typed = '';
  @state() private isWrong = false;
  @state() private isBusy = false;
  @state() private problem: Extract<DeletionOutcome, 'failed' | 'unknown'> | null = null;
  @query('dialog') private readonly dialog!: HTMLDialogElement;
  @query('input') private readonly field!: HTMLInputElement;

  static override styles = [
    shared,
    dialogStyles,
    css`
      :host {
        display: grid;
        grid-template-columns: minmax(0, 1fr);
        gap: var(--space-4);
        justify-items: start;
      }
      .open {
        color: var(--bad);
      }
      .open:hover:not(:disabled) {
        border-color: var(--bad);
      }
      dialog {
        --dialog-width: 30rem;
        background: var(--surface-high);
      }
      dialog p {
        margin: 0;
        font-size: var(--text-2);
      }
      form {
        display: grid;
        grid-template-columns: minmax(0, 1fr);
        gap: var(--space-4);
      }
      .before {
        display: grid;
        gap: var(--space-2);
        padding: var(--space-3) var(--space-4);
        border-radius: var(--radius);
        background: var(--surface-low);
      }
      .field {
        display: grid;
        grid-template-columns: minmax(0, 1fr);
        gap: var(--space-1);
      }
      .address {
        color: var(--ink-soft);
        font-size: var(--text-2);
      }
      .error:empty {
        display: none;
      }
      .dialog-actions {
        margin-top: 0;
      }
    `,
  ];

  override render() {
    return html`
      <oma-what-goes .belongings=${this.belongings}></oma-what-goes>
      <button class="open" data-testid="delete-account" @click=${() => this.open()}>
        <oma-icon name="trash"></oma-icon>${msg('계정 지우기', { id: 'delete-account' })}
      </button>
      <dialog aria-labelledby="title" aria-describedby="words" @cancel=${this.onCancel}>${this.renderForm()}</dialog>
    `;
  }

  private renderForm() {
    const { email } = this.me;
    return html`<form novalidate @submit=${this.submit} @keydown=${keepComposing}>
      <div>
        <h2 id="title">${msg('계정을 지울까요?', { id: 'delete-title' })}</h2>
        <p id="words">
          ${msg('에이전트, 대화, 파일이 모두 지워지고 되돌릴 수 없어요. 지금 하고 있는 작업도 바로 멈춰요.', { id: 'delete-words' })}
        </p>
      </div>
      <div class="before">
        <p>${msg('남겨 두고 싶은 것이 있으면 먼저 내려받으세요.', { id: 'delete-before' })}</p>
        <slot></slot>
      </div>
      <div class="field">
        <label for="email">${msg('확인을 위해 내 이메일 주소를 적어 주세요', { id: 'delete-confirm' })}</label>
        <span class="address" id="address" translate="no">${email}</span>
        <input
          type="email"
          id="email"
          name="email"
          autocomplete="off"
          autocapitalize="none"
          spellcheck="false"
          data-testid="delete-email"
          aria-describedby="address wrong"
          aria-invalid=${String(this.isWrong)}
          ?readonly=${this.isBusy}
          .value=${this.typed}
          @input=${this.take}
        />
        <span class="error" role="alert" id="wrong" data-testid="delete-wrong"
          >${this.isWrong ? msg('로그인한 주소와 달라요. 위에 보이는 대로 적어 주세요.', { id: 'delete-wrong' }) : nothing}</span
        >
      </div>
      <p class="error" role="alert" data-testid="delete-problem">${this.problem === null ? nothing : problemText(this.problem)}</p>
      <div class="dialog-actions">
        <button type="button" ?disabled=${this.isBusy} data-testid="delete-cancel" @click=${() => this.dialog.close()}>
          ${msg('취소', { id: 'cancel' })}
        </button>
        <button class="danger" data-testid="delete-confirm" aria-disabled=${String(this.isBusy)} aria-busy=${String(this.isBusy)}>
          ${
            this.isBusy
              ? html`<oma-icon name="loader" spin></oma-icon>${msg('지우는 중', { id: 'deleting' })}`
              : msg('모두 지우기', { id: 'delete-do' })
          }
        </button>
      </div>
    </form>`;
  }

  private open(): void {
    this.typed = '';
    this.isWrong = false;
    this.problem = null;
    this.dialog.showModal();
    this.field.focus();
  }

  private readonly onCancel = (event: Event): void => {
    if (this.isBusy) event.preventDefault();
  };

  private readonly take = (): void => {
    this.typed = this.field.value;
    this.isWrong = false;
  };

  private readonly submit = async (event: SubmitEvent): Promise<void> => {
    event.preventDefault();
    if (this.isBusy) return;
    this.problem = null;
    this.isWrong = !isSameAddress(this.typed, this.me.email);
    if (this.isWrong) {
      this.field.focus();
      return;
    }
    this.isBusy = true;
    this.dispatchEvent(new CustomEvent('begun'));
    const outcome = await deleteAccount();
    this.isBusy = false;
    if (outcome === 'failed' || outcome === 'unknown') this.problem = outcome;
    else this.dialog.close();
    this.dispatchEvent(new CustomEvent<DeletionOutcome>('ended', { detail: outcome }));
  };
}

/** Capital letters and spaces around an address make no difference. */
const isSameAddress = (one: string, other: string): boolean => plain(one) === plain(other);
const plain = (address: string): string => address.normalize('NFC').trim().toLowerCase();

function problemText(problem: 'failed' | 'unknown'): string {
  return problem === 'failed'
    ? msg('지우지 못했어요. 아무것도 지워지지 않았어요. 잠시 뒤 다시 눌러 주세요.', { id: 'delete-failed' })
    : msg('연결이 끊겨서 지워졌는지 확인하지 못했어요. 연결되면 다시 눌러 주세요. 두 번 눌러도 괜찮아요.', { id: 'delete-unknown' });
}

declare global {
  interface HTMLElementTagNameMap {
    'oma-delete-account': OmaDeleteAccount;
  }
}
