import { localized, msg, str } from '@lit/localize';
import type { SecretFound, ShareAnswer } from '@oma/contract';
import { css, html, LitElement, nothing } from 'lit';
import { customElement, property, query, state } from 'lit/decorators.js';
import { ApiError } from '../data/api.ts';
import { shareSession, unshareSession } from '../data/shares.ts';
import { currentLocale } from '../i18n/localization.ts';
import { dialogStyles } from '../styles/dialog.ts';
import { shared } from '../styles/shared.ts';
import { formatExact } from '../text/format.ts';
import './oma-copy.ts';
import './oma-icon.ts';

/** Shares a conversation by a link, and takes the link back. Call `open`; fires `closed`. */
@localized()
@customElement('oma-share')
export class OmaShare extends LitElement {
  @property() sessionId = '';
  /** Since when there is a link; null where there is none. */
  @property({ attribute: false }) sharedAt: Date | null = null;
  @state() private answer: ShareAnswer | null = null;
  @state() private problem = '';
  @state() private isBusy = false;
  @query('dialog') private readonly dialog!: HTMLDialogElement;

  static override styles = [
    shared,
    dialogStyles,
    css`
      p {
        margin: 0 0 var(--space-3);
      }
      .link {
        display: flex;
        gap: var(--space-2);
      }
      ul {
        max-height: 12rem;
        overflow-y: auto;
        margin: 0 0 var(--space-3);
        padding-inline-start: 1.2em;
        font-size: var(--text-2);
      }
      code {
        overflow-wrap: anywhere;
      }
      .caution {
        padding: var(--space-3);
        border-radius: var(--radius);
        background: var(--warn-soft);
        color: var(--warn);
      }
    `,
  ];

  /** Opens the dialog. */
  async open(): Promise<void> {
    this.answer = null;
    this.problem = '';
    await this.updateComplete;
    this.dialog.showModal();
  }

  override render() {
    const { answer } = this;
    const token = answer?.token ?? null;
    return html`<dialog aria-labelledby="title" data-testid="share-dialog" @close=${() => this.dispatchEvent(new CustomEvent('closed'))}>
      <h2 id="title">${msg('링크로 공유하기', { id: 'share' })}</h2>
      <p>
        ${msg(
          '링크를 가진 사람은 로그인하지 않고도 지금까지의 질문과 답, 답하면서 한 일을 읽을 수 있어요. 앞으로 나눌 이야기와 파일, 비용은 보이지 않아요.',
          {
            id: 'share-what',
          },
        )}
      </p>
      ${answer === null || token !== null ? nothing : this.renderFound(answer)}
      ${token === null ? this.renderShared() : this.renderLink(token)}
      ${this.problem === '' ? nothing : html`<p class="error" role="alert">${this.problem}</p>`}
      <div class="dialog-actions">
        <button data-testid="share-close" @click=${() => this.dialog.close()}>${msg('닫기', { id: 'share-close' })}</button>
        ${
          this.sharedAt === null && token === null
            ? nothing
            : html`<button class="danger" data-testid="unshare" ?disabled=${this.isBusy} @click=${() => void this.unshare()}>
                ${msg('링크 거두기', { id: 'unshare' })}
              </button>`
        }
        ${token === null ? this.renderMake(answer) : nothing}
      </div>
    </dialog>`;
  }

  private renderMake(answer: ShareAnswer | null) {
    return html`<button
      class="primary"
      data-testid="share-make"
      ?disabled=${this.isBusy}
      @click=${() => void this.make(answer?.acknowledge ?? null)}
    >
      ${
        answer !== null
          ? msg('그래도 링크 만들기', { id: 'share-anyway' })
          : this.sharedAt === null
            ? msg('링크 만들기', { id: 'share-make' })
            : msg('새 링크 만들기', { id: 'share-anew' })
      }
    </button>`;
  }

  private renderShared() {
    if (this.sharedAt === null) return nothing;
    const at = formatExact(this.sharedAt, currentLocale());
    return html`<p data-testid="share-now">
      ${msg(str`${at}에 만든 링크가 있어요. 주소는 다시 볼 수 없고, 새로 만들면 먼저 만든 링크는 열리지 않아요.`, { id: 'share-now' })}
    </p>`;
  }

  private renderLink(token: string) {
    const link = `${location.origin}/shared#${token}`;
    return html`<p role="status">${msg('링크를 만들었어요. 이 창을 닫으면 주소를 다시 볼 수 없어요.', { id: 'share-made' })}</p>
      <div class="link">
        <input readonly aria-label=${msg('링크', { id: 'share-link' })} data-testid="share-link" .value=${link} />
        <oma-copy .text=${() => link}></oma-copy>
      </div>`;
  }

  private renderFound({ found, total }: ShareAnswer) {
    return html`<div class="caution" role="alert" data-testid="share-found">
        ${msg(str`비밀일 수 있는 것이 ${total}개 있어요. 누구에게나 보여도 되는지 확인해 주세요.`, { id: 'share-found' })}
      </div>
      <ul tabindex="0" aria-label=${msg('찾은 것', { id: 'share-found-list' })}>
        ${found.map((one) => html`<li>${secretName(one.kind)} · ${placeName(one)} · <code>${one.shown}</code></li>`)}
      </ul>`;
  }

  private async make(acknowledge: string | null): Promise<void> {
    this.isBusy = true;
    this.problem = '';
    try {
      this.answer = await shareSession(this.sessionId, acknowledge);
    } catch (error) {
      this.problem =
        error instanceof ApiError && error.code === 'conflict'
          ? msg('아직 답이 없어서 공유할 것이 없어요.', { id: 'share-nothing' })
          : msg('링크를 만들지 못했어요. 잠시 뒤 다시 눌러 주세요.', { id: 'share-failed' });
    } finally {
      this.isBusy = false;
    }
  }

  private async unshare(): Promise<void> {
    this.isBusy = true;
    this.problem = '';
    try {
      await unshareSession(this.sessionId);
      this.answer = null;
      this.dialog.close();
    } catch {
      this.problem = msg('링크를 거두지 못했어요. 링크는 아직 열려요. 다시 눌러 주세요.', { id: 'unshare-failed' });
    } finally {
      this.isBusy = false;
    }
  }
}

function secretName(kind: SecretFound['kind']): string {
  switch (kind) {
    case 'private_key':
      return msg('개인 키', { id: 'secret-private-key' });
    case 'access_key':
      return msg('접근 키', { id: 'secret-access-key' });
    case 'token':
      return msg('토큰', { id: 'secret-token' });
    case 'password':
      return msg('비밀번호', { id: 'secret-password' });
    case 'email':
      return msg('이메일 주소', { id: 'secret-email' });
  }
}

function placeName({ part, number }: SecretFound): string {
  switch (part) {
    case 'title':
      return msg('대화 제목', { id: 'secret-in-title' });
    case 'question':
      return msg(str`${number}번째 질문`, { id: 'secret-in-question' });
    case 'answer':
      return msg(str`${number}번째 답`, { id: 'secret-in-answer' });
    case 'tool':
      return msg(str`${number}번째 답에서 한 일`, { id: 'secret-in-tool' });
  }
}

declare global {
  interface HTMLElementTagNameMap {
    'oma-share': OmaShare;
  }
}
