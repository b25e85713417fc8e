import { localized, msg, str } from '@lit/localize';
import type { Session } from '@oma/contract';
import { css, html, LitElement, nothing } from 'lit';
import { customElement, property, query, state } from 'lit/decorators.js';
import { stopSession } from '../../data/sessions.ts';
import { shared } from '../../styles/shared.ts';
import { sessionName } from '../../text/session-text.ts';
import type { OmaConfirm } from '../oma-confirm.ts';
import '../oma-confirm.ts';
import '../oma-icon.ts';
import { toast } from '../toast.ts';

/**
 * Stops all conversations that work, after asking: what waits in them is stopped as well. Fires `changed` afterwards, and `failed` with a sentence that names
 * those that could not be stopped.
 */
@localized()
@customElement('oma-stop-all')
export class OmaStopAll extends LitElement {
  /** Those that work. */
  @property({ attribute: false }) sessions: readonly Session[] = [];
  @state() private isStopping = false;
  @query('oma-confirm') private readonly confirmation!: OmaConfirm;

  static override styles = [
    shared,
    css`
      :host {
        display: inline-block;
      }
      p {
        margin: 0;
        color: var(--ink-soft);
        font-weight: 400;
      }
    `,
  ];

  override render() {
    const count = this.sessions.length;
    if (count === 0) return nothing;
    return html`
      <button data-testid="stop-all" ?disabled=${this.isStopping} @click=${() => void this.stop()}>
        <oma-icon name="square"></oma-icon>${msg(str`작업 중 ${count}개 모두 중지`, { id: 'stop-work' })}
      </button>
      <oma-confirm
        heading=${msg(str`대화 ${count}개의 작업을 멈출까요?`, { id: 'stop-work-ask' })}
        act=${msg('모두 중지', { id: 'stop-work-act' })}
        isDangerous
      >
        <p>${msg('기다리는 질문도 함께 멈춰요. 지금까지의 답과 파일은 남아요.', { id: 'stop-work-what' })}</p>
      </oma-confirm>
    `;
  }

  private async stop(): Promise<void> {
    const { sessions } = this;
    if (!(await this.confirmation.ask())) return;
    this.isStopping = true;
    const stopped = await Promise.all(sessions.map(({ id }) => stopSession(id)));
    this.isStopping = false;
    const left = sessions.filter((_session, index) => stopped[index] === false);
    this.tell('changed', null);
    if (left.length === 0) toast(msg('모두 멈췄어요. 하던 일은 몇 초 안에 끝나요.', { id: 'stop-work-done' }));
    else {
      const names = left.map((session) => sessionName(session)).join(', ');
      this.tell('failed', msg(str`${left.length}개는 멈추지 못했어요. 다시 눌러 주세요: ${names}`, { id: 'stop-work-left' }));
    }
  }

  private tell(name: 'changed' | 'failed', detail: string | null): void {
    this.dispatchEvent(new CustomEvent(name, { detail, bubbles: true, composed: true }));
  }
}

declare global {
  interface HTMLElementTagNameMap {
    'oma-stop-all': OmaStopAll;
  }
}
