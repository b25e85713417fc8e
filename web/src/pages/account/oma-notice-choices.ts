import { localized, msg } from '@lit/localize';
import { css, html, LitElement, nothing } from 'lit';
import { customElement, property, state } from 'lit/decorators.js';
import { chooseNotify, type NotifyChoice, notifyChoice } from '../../components/notify-choice.ts';
import { chooseRunMails } from '../../data/me.ts';
import { shared } from '../../styles/shared.ts';

/** How somebody learns that their work ended: by letter, kept on the account, and by this browser. */
@localized()
@customElement('oma-notice-choices')
export class OmaNoticeChoices extends LitElement {
  /** Whether letters are wanted, as the account has it. */
  @property({ attribute: false }) hasMails = true;
  /** What was chosen last. */
  @state() private chosen: boolean | null = null;
  @state() private mails: 'idle' | 'saved' | 'failed' = 'idle';
  @state() private notify: NotifyChoice = notifyChoice();

  static override styles = [
    shared,
    css`
      :host {
        display: grid;
        gap: var(--space-4);
      }
      p {
        margin: 0;
        padding-inline-start: calc(18px + var(--space-2));
      }
    `,
  ];

  override render() {
    return html`
      <div>
        <label class="check"
          ><input
            type="checkbox"
            data-testid="run-mails"
            aria-describedby="mails-hint"
            .checked=${this.chosen ?? this.hasMails}
            @change=${(event: Event & { target: HTMLInputElement }) => void this.chooseMails(event.target.checked)}
          />${msg('메일로 알려 주기', { id: 'run-mails' })}</label
        >
        <p class="hint" id="mails-hint">
          ${msg('5분 넘게 걸린 작업이 끝나거나 대답을 기다릴 때, 열려 있는 화면이 없으면 보내요. 대화의 제목과 주소만 담겨요.', { id: 'run-mails-hint' })}
        </p>
        <p role="status" data-testid="run-mails-outcome" data-state=${this.mails} class=${this.mails === 'failed' ? 'error' : 'hint'}>
          ${this.mailWords()}
        </p>
      </div>
      <div>
        <label class="check"
          ><input
            type="checkbox"
            data-testid="notify"
            aria-describedby="notify-hint"
            .checked=${this.notify === 'on'}
            ?disabled=${this.notify === 'unable' || this.notify === 'refused'}
            @change=${(event: Event & { target: HTMLInputElement }) => void this.chooseNotify(event.target)}
          />${msg('이 브라우저에서 알려 주기', { id: 'notify' })}</label
        >
        <p class="hint" id="notify-hint" role="status">${this.notifyWords()}</p>
      </div>
    `;
  }

  private mailWords() {
    switch (this.mails) {
      case 'idle':
        return nothing;
      case 'saved':
        return msg('계정에 저장했어요.', { id: 'run-mails-saved' });
      case 'failed':
        return msg('저장하지 못했어요. 연결을 확인하고 다시 눌러 주세요.', { id: 'run-mails-failed' });
    }
  }

  private notifyWords(): string {
    switch (this.notify) {
      case 'on':
      case 'off':
        return msg('화면이 가려져 있을 때 답이 끝나거나 대답을 기다리면 알려요. 이 브라우저에만 저장돼요.', { id: 'notify-hint' });
      case 'refused':
        return msg('브라우저가 이 사이트의 알림을 막고 있어요. 브라우저 설정에서 허용하면 켤 수 있어요.', { id: 'notify-refused' });
      case 'unable':
        return msg('이 브라우저에서는 알림을 볼 수 없어요.', { id: 'notify-unable' });
    }
  }

  private async chooseMails(isWanted: boolean): Promise<void> {
    const before = this.chosen;
    this.chosen = isWanted;
    this.mails = 'idle';
    try {
      await chooseRunMails(isWanted);
      this.mails = 'saved';
    } catch {
      this.chosen = before;
      this.mails = 'failed';
    }
  }

  /** The browser may say no: the box shows what holds. */
  private async chooseNotify(box: HTMLInputElement): Promise<void> {
    this.notify = await chooseNotify(box.checked);
    box.checked = this.notify === 'on';
  }
}

declare global {
  interface HTMLElementTagNameMap {
    'oma-notice-choices': OmaNoticeChoices;
  }
}
