import { localized, msg, str } from '@lit/localize';
import type { SharedConversation } from '@oma/contract';
import { css, html, LitElement, nothing, type TemplateResult } from 'lit';
import { customElement, state } from 'lit/decorators.js';
import { repeat } from 'lit/directives/repeat.js';
import { questionStyles } from '../../components/chat/question-styles.ts';
import '../../components/oma-mark.ts';
import '../../components/oma-reply.ts';
import '../../components/oma-view-tools.ts';
import { ApiError } from '../../data/api.ts';
import { readShared } from '../../data/shares.ts';
import { currentLocale } from '../../i18n/localization.ts';
import { barePageStyles } from '../../styles/bare-page.ts';
import { shared } from '../../styles/shared.ts';
import { formatExact } from '../../text/format.ts';
import { sharedReply } from './shared-reply.ts';

type State = { kind: 'loading' | 'gone' | 'busy' | 'offline' } | { kind: 'shown'; conversation: SharedConversation; hasFailed: boolean };

/** What a shared link shows to anybody: a conversation to read. */
@localized()
@customElement('oma-shared-page')
export class OmaSharedPage extends LitElement {
  @state() private state: State = { kind: 'loading' };
  @state() private isLoadingMore = false;
  private token = tokenOfAddress();

  static override styles = [
    shared,
    barePageStyles,
    questionStyles,
    css`
      :host {
        --page-width: 50rem;
      }
      main {
        gap: var(--space-5);
      }
      h1 {
        margin-bottom: var(--space-2);
      }
      .soft {
        font-size: var(--text-2);
      }
      .skeleton {
        height: 72px;
      }
      .more {
        justify-self: center;
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
    switch (this.state.kind) {
      case 'loading':
        return html`<div class="skeleton"></div>
          <div class="skeleton"></div>`;
      case 'gone':
        return html`<div data-testid="shared-gone" role="status">
          <h1>${msg('이 링크는 열 수 없어요', { id: 'shared-gone' })}</h1>
          <p class="soft">
            ${msg('공유를 거두었거나, 대화가 지워졌거나, 주소가 잘렸어요. 링크를 준 사람에게 물어보세요.', { id: 'shared-gone-hint' })}
          </p>
        </div>`;
      case 'busy':
      case 'offline':
        return html`<div role="alert" data-testid="shared-failed">
          <h1>${msg('대화를 불러오지 못했어요', { id: 'shared-offline' })}</h1>
          <p class="soft">
            ${
              this.state.kind === 'busy'
                ? msg('지금 이 링크를 여는 사람이 많아요. 1분 뒤 다시 시도해 주세요.', { id: 'shared-busy-hint' })
                : msg('연결을 확인하고 다시 시도해 주세요.', { id: 'shared-offline-hint' })
            }
          </p>
          <button @click=${() => void this.load()}>${msg('다시 시도', { id: 'try-again' })}</button>
        </div>`;
      case 'shown':
        return this.renderConversation(this.state.conversation, this.state.hasFailed);
    }
  }

  private renderConversation({ title, shared_at, exchanges, next }: SharedConversation, hasFailed: boolean) {
    const at = formatExact(new Date(shared_at), currentLocale());
    return html`
      <div>
        <h1 data-testid="shared-title"><bdi>${title === '' ? msg('공유된 대화', { id: 'shared-untitled' }) : title}</bdi></h1>
        <p class="soft">
          ${msg(str`링크로 공유된 대화예요. ${at}까지의 내용이고, 읽을 수만 있어요.`, { id: 'shared-what' })}
          ${msg('에이전트의 답에는 틀린 것이 있을 수 있어요.', { id: 'shared-caution' })}
        </p>
      </div>
      ${repeat(
        exchanges,
        ({ id }) => id,
        (exchange) =>
          html`<article class="exchange" data-testid="shared-exchange">
            <div class="question words"><span class="sr">${msg('질문', { id: 'shared-question' })}</span>${exchange.question}</div>
            <oma-reply isShared .reply=${sharedReply(exchange)}></oma-reply>
          </article>`,
      )}
      ${hasFailed ? html`<p class="error" role="alert">${msg('더 불러오지 못했어요. 다시 눌러 주세요.', { id: 'shared-more-failed' })}</p>` : nothing}
      ${
        next === undefined
          ? nothing
          : html`<button class="more" data-testid="shared-more" ?disabled=${this.isLoadingMore} @click=${() => void this.more(next)}>
              ${msg('더 보기', { id: 'shared-more' })}
            </button>`
      }
    `;
  }

  private readonly takeNext = (): void => {
    this.token = tokenOfAddress();
    void this.load();
  };

  private async load(): Promise<void> {
    const { token } = this;
    this.state = { kind: 'loading' };
    const state: State = await readShared(token, null).then(
      (conversation) => ({ kind: 'shown', conversation, hasFailed: false }),
      (error: unknown) => ({ kind: isRefused(error) ? 'gone' : isTooOften(error) ? 'busy' : 'offline' }),
    );
    if (token === this.token) this.state = state;
  }

  private async more(after: string): Promise<void> {
    const before = this.state;
    if (before.kind !== 'shown') return;
    const { conversation } = before;
    this.isLoadingMore = true;
    const state: State = await readShared(this.token, after).then(
      (page) => ({
        kind: 'shown',
        conversation: { ...page, exchanges: [...conversation.exchanges, ...page.exchanges] },
        hasFailed: false,
      }),
      (error: unknown) => (isRefused(error) ? { kind: 'gone' } : { kind: 'shown', conversation, hasFailed: true }),
    );
    if (this.state === before) this.state = state;
    this.isLoadingMore = false;
  }
}

/** It stays in the address, so that the page can be opened anew; a fragment is sent to nobody. */
function tokenOfAddress(): string {
  return location.hash.slice(1);
}

const isRefused = (error: unknown): boolean => error instanceof ApiError && (error.status === 404 || error.status === 422);

const isTooOften = (error: unknown): boolean => error instanceof ApiError && error.status === 429;

declare global {
  interface HTMLElementTagNameMap {
    'oma-shared-page': OmaSharedPage;
  }
}
