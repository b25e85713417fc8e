import { localized, msg, str } from '@lit/localize';
import type { DecisionPreview } from '@oma/contract';
import { css, html, LitElement, nothing, type TemplateResult } from 'lit';
import { customElement, state } from 'lit/decorators.js';
import '../../components/oma-icon.ts';
import '../../components/oma-mark.ts';
import '../../components/oma-view-tools.ts';
import { ApiError } from '../../data/api.ts';
import { decideByLink, previewDecision } from '../../data/beta.ts';
import { barePageStyles } from '../../styles/bare-page.ts';
import { shared } from '../../styles/shared.ts';

type State =
  | { kind: 'loading' }
  | { kind: 'no-token' | 'unknown' | 'gone' | 'offline' }
  | { kind: 'preview' | 'deciding' | 'decided'; preview: DecisionPreview; hasFailed: boolean };

/**
 * The page of a decision link. Opening it shows the application and decides nothing, whoever opens it and whatever scripts they run: only a person's own
 * press decides.
 */
@localized()
@customElement('oma-decision-page')
export class OmaDecisionPage extends LitElement {
  @state() private state: State = { kind: 'loading' };
  private token = takeToken();

  static override styles = [
    shared,
    barePageStyles,
    css`
      .skeleton.question {
        width: 60%;
        height: 2.5rem;
      }
      .skeleton.application {
        height: 9rem;
      }
      :host {
        --page-width: 40rem;
      }
      dl {
        display: grid;
        grid-template-columns: minmax(4em, auto) minmax(0, 1fr);
        gap: var(--space-2) var(--space-4);
        margin: 0;
        padding: var(--space-4);
        border: 1px solid var(--line);
        border-radius: var(--radius);
        background: var(--surface-high);
      }
      dt {
        color: var(--ink-soft);
        font-size: var(--text-2);
      }
      dd {
        margin: 0;
        overflow-wrap: anywhere;
        white-space: break-spaces;
        max-height: 40vh;
        overflow-y: auto;
      }
      .primary {
        min-height: 48px;
        font-size: var(--text-3);
      }
      .deny {
        background: var(--bad);
        border-color: var(--bad);
        color: var(--surface);
      }
    `,
  ];

  override connectedCallback(): void {
    super.connectedCallback();
    window.addEventListener('hashchange', this.takeNext);
    void this.load();
  }

  override disconnectedCallback(): void {
    super.disconnectedCallback();
    window.removeEventListener('hashchange', this.takeNext);
  }

  override render() {
    return html`
      <header>
        <a class="mark" href="/"><oma-mark></oma-mark>oh-my-agent</a><oma-view-tools></oma-view-tools>
      </header>
      <main>${this.renderState()}</main>
    `;
  }

  private renderState(): TemplateResult {
    const { state } = this;
    switch (state.kind) {
      case 'loading':
        return html`<div class="skeleton question"></div>
          <div class="skeleton application"></div>`;
      case 'no-token':
        return this.renderResult(
          'no-token',
          msg('메일의 링크로 열어 주세요', { id: 'link-none' }),
          msg('새로 고치면 링크가 지워져요. 메일에서 버튼을 다시 누르면 이어서 할 수 있어요.', { id: 'link-none-hint' }),
        );
      case 'unknown':
        return this.renderResult(
          state.kind,
          msg('링크를 알 수 없어요', { id: 'link-unknown' }),
          msg('메일의 주소가 잘렸을 수 있어요. 메일에서 버튼을 다시 누르거나, 주소 전체를 복사해 열어 주세요.', {
            id: 'link-unknown-hint',
          }),
        );
      case 'gone':
        return this.renderResult(
          'gone',
          msg('이 링크는 더 쓸 수 없어요', { id: 'link-gone' }),
          msg('이미 쓴 링크이거나 14일이 지났거나, 다른 방법으로 먼저 결정되었어요. 아무것도 바뀌지 않았어요.', { id: 'link-gone-hint' }),
        );
      case 'offline':
        return html`${this.renderResult(
            'offline',
            msg('신청 내용을 불러오지 못했어요', { id: 'link-offline' }),
            msg('연결을 확인하고 다시 시도해 주세요. 링크는 그대로 쓸 수 있어요.', { id: 'link-offline-hint' }),
          )} <button @click=${() => void this.load()}>${msg('다시 시도', { id: 'try-again' })}</button>`;
      case 'decided':
        return this.renderDecided(state.preview);
      case 'preview':
      case 'deciding':
        return this.renderPreview(state.preview, state.kind === 'deciding', state.hasFailed);
    }
  }

  private renderPreview(preview: DecisionPreview, isBusy: boolean, hasFailed: boolean) {
    const isApproval = preview.decision === 'approve';
    return html`
      <h1>${isApproval ? msg('이 신청을 승인할까요?', { id: 'link-approve' }) : msg('이 신청을 반려할까요?', { id: 'link-deny' })}</h1>
      <dl data-testid="decision-preview">
        <dt>${msg('이름', { id: 'field-name' })}</dt>
        <dd dir="auto">${preview.name}</dd>
        <dt>${msg('이메일', { id: 'field-email' })}</dt>
        <dd>${preview.email}</dd>
        <dt>${msg('이용 목적', { id: 'purpose' })}</dt>
        <dd dir="auto">${preview.purpose}</dd>
      </dl>
      <p class="soft">
        ${
          isApproval
            ? msg('승인하면 바로 이용할 수 있게 되고, 신청한 사람에게 메일로 알려요.', { id: 'link-approve-hint' })
            : msg('반려하면 이용할 수 없고, 신청한 사람에게 메일로 알려요. 관리 화면에서 되돌릴 수 있어요.', { id: 'link-deny-hint' })
        }
      </p>
      ${hasFailed ? html`<p class="error" role="alert">${msg('결정을 보내지 못했어요. 연결을 확인하고 다시 눌러 주세요.', { id: 'link-failed' })}</p>` : nothing}
      <button class="primary ${isApproval ? '' : 'deny'}" data-testid="decision-confirm" ?disabled=${isBusy} @click=${this.confirm}>
        ${isApproval ? msg('승인하기', { id: 'link-approve-do' }) : msg('반려하기', { id: 'link-deny-do' })}
      </button>
    `;
  }

  private renderDecided({ name, decision }: DecisionPreview) {
    const title =
      decision === 'approve'
        ? msg(str`${name} 님의 신청을 승인했어요`, { id: 'link-approved' })
        : msg(str`${name} 님의 신청을 반려했어요`, { id: 'link-denied' });
    return this.renderResult('decided', title, msg('신청한 사람에게 메일로 알려요. 이 창은 닫아도 돼요.', { id: 'link-decided-hint' }));
  }

  private renderResult(kind: string, title: string, text: string) {
    return html`<div data-testid="decision-result" data-result=${kind} role="status">
      <h1>${title}</h1>
      <p class="soft">${text}</p>
      <p><a href="/admin">${msg('관리 화면으로 가기', { id: 'to-admin' })}</a></p>
    </div>`;
  }

  /** Another link opened in this window changes the fragment only, which loads no page: it is the one to be asked about from now on. */
  private readonly takeNext = (): void => {
    if (location.hash.length <= 1) return;
    this.token = takeToken();
    void this.load();
  };

  private async load(): Promise<void> {
    const { token } = this;
    this.state = token === '' ? { kind: 'no-token' } : { kind: 'loading' };
    if (token === '') return;
    const state: State = await previewDecision(token).then(
      (preview) => ({ kind: 'preview', preview, hasFailed: false }),
      (error: unknown) => ({ kind: refusalOf(error) ?? 'offline' }),
    );
    if (token === this.token) this.state = state;
  }

  private readonly confirm = async (event: Event): Promise<void> => {
    // A program that looks into letters presses no button by itself; one that pretends to is not heard.
    if (!event.isTrusted || this.state.kind !== 'preview') return;
    const { preview } = this.state;
    const { token } = this;
    this.state = { kind: 'deciding', preview, hasFailed: false };
    const state: State = await decideByLink(token).then(
      () => ({ kind: 'decided', preview, hasFailed: false }),
      (error: unknown) => {
        const refusal = refusalOf(error);
        return refusal === null ? { kind: 'preview', preview, hasFailed: true } : { kind: refusal };
      },
    );
    if (token === this.token) this.state = state;
  };
}

/** The token of the address, taken out of it: it must not stay in the history, nor in a picture of the window. */
function takeToken(): string {
  const token = location.hash.slice(1);
  if (token !== '') history.replaceState(null, '', location.pathname);
  return token;
}

function refusalOf(error: unknown): 'unknown' | 'gone' | null {
  if (!(error instanceof ApiError)) return null;
  if (error.code === 'gone') return 'gone';
  return error.code === 'not_found' || error.code === 'invalid' ? 'unknown' : null;
}

declare global {
  interface HTMLElementTagNameMap {
    'oma-decision-page': OmaDecisionPage;
  }
}
