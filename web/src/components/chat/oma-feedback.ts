import { localized, msg } from '@lit/localize';
import type { Feedback, FeedbackValue } from '@oma/contract';
import { css, html, LitElement, nothing, type PropertyValues } from 'lit';
import { customElement, property, state } from 'lit/decorators.js';
import { giveFeedback } from '../../data/feedback.ts';
import { shared } from '../../styles/shared.ts';
import { loadPart } from '../load-part.ts';
import '../oma-icon.ts';
import { toast } from '../toast.ts';

/** Thumbs under an answer, and the note that may go with them. What they show is what stands on the answer, in every window. */
@localized()
@customElement('oma-feedback')
export class OmaFeedback extends LitElement {
  @property() sessionId = '';
  @property() messageId = '';
  @property({ attribute: false }) feedback: Feedback | null = null;
  /** What was pressed and does not stand on the answer yet; undefined where nothing was. */
  @state() private pressed: FeedbackValue | null | undefined;
  /** What was saved from here and may not be heard of: an earlier answer is not listened to. */
  @state() private saved: Pick<Feedback, 'value' | 'note'> | null | undefined;
  @state() private isNoteOpen = false;

  static override styles = [
    shared,
    css`
      :host {
        display: contents;
      }
      button {
        font-size: var(--text-1);
        font-weight: 500;
      }
      .thumb {
        min-width: 32px;
      }
      [aria-pressed='true'] {
        color: var(--accent);
        background: var(--accent-soft);
      }
      oma-feedback-note {
        order: 1;
        width: 100%;
      }
    `,
  ];

  override willUpdate(changed: PropertyValues): void {
    if (!changed.has('feedback')) return;
    this.pressed = undefined;
    this.saved = undefined;
  }

  override render() {
    const value = this.pressed === undefined ? (this.stands?.value ?? null) : this.pressed;
    const who = msg('관리자가 이 질문과 답을 볼 수 있게 돼요', { id: 'feedback-who' });
    const thumb = (of: FeedbackValue, name: string) =>
      html`<button
        class="quiet thumb"
        data-testid="thumb-${of}"
        aria-label=${name}
        title="${name} · ${who}"
        aria-pressed=${value === of ? 'true' : 'false'}
        @click=${() => void this.press(value === of ? null : of)}
      >
        <oma-icon name=${of === 'up' ? 'thumbs-up' : 'thumbs-down'}></oma-icon>
      </button>`;
    return html`
      ${thumb('up', msg('좋은 답이에요', { id: 'thumb-up' }))}${thumb('down', msg('아쉬운 답이에요', { id: 'thumb-down' }))}
      ${
        value === null || this.isNoteOpen
          ? nothing
          : html`<button class="quiet" data-testid="note-open" @click=${() => void this.openNote()}>
              ${(this.stands?.note ?? '') === '' ? msg('의견 쓰기', { id: 'note-write' }) : msg('의견 고치기', { id: 'note-edit' })}
            </button>`
      }
      ${
        this.isNoteOpen && value !== null
          ? html`<oma-feedback-note
              .note=${this.stands?.note ?? ''}
              .save=${(note: string) => this.send(value, note)}
              @closed=${this.onClosed}
            ></oma-feedback-note>`
          : nothing
      }
    `;
  }

  private get stands(): Pick<Feedback, 'value' | 'note'> | null {
    return this.saved === undefined ? this.feedback : this.saved;
  }

  private async press(value: FeedbackValue | null): Promise<void> {
    this.pressed = value;
    const isSaved = await this.send(value, value === null ? '' : (this.stands?.note ?? ''));
    if (value === null) this.isNoteOpen = false;
    else if (isSaved) await this.openNote();
  }

  private async openNote(): Promise<void> {
    this.isNoteOpen = (await loadPart(() => import('./oma-feedback-note.ts'))) !== null;
  }

  private readonly onClosed = (): void => {
    this.isNoteOpen = false;
    void this.updateComplete.then(() => this.renderRoot.querySelector<HTMLElement>('[data-testid="note-open"]')?.focus());
  };

  private async send(value: FeedbackValue | null, note: string): Promise<boolean> {
    try {
      const { feedback } = await giveFeedback(this.sessionId, this.messageId, { value, note });
      this.saved = feedback;
      return true;
    } catch {
      this.pressed = undefined;
      toast(msg('평가를 저장하지 못했어요. 다시 눌러 주세요.', { id: 'feedback-failed' }));
      return false;
    }
  }
}

declare global {
  interface HTMLElementTagNameMap {
    'oma-feedback': OmaFeedback;
  }
}
