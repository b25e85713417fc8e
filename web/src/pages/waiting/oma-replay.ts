import { localized, msg } from '@lit/localize';
import { css, html, LitElement, nothing } from 'lit';
import { customElement, state } from 'lit/decorators.js';
import '../../components/oma-icon.ts';
import '../../components/oma-reply.ts';
import { currentLocale } from '../../i18n/localization.ts';
import { shared } from '../../styles/shared.ts';
import { formatDuration } from '../../text/format-duration.ts';
import { phaseText } from '../../text/phase-text.ts';
import { type Moment, momentAt } from './playback.ts';
import { englishRecording } from './recording-en.ts';
import { koreanRecording, type Recording } from './recording.ts';

/** How often the picture changes while it plays. */
const TICK_MS = 50;

/** A real run, played again in its own time by the elements of the workspace. Nothing moves until somebody presses play. */
@localized()
@customElement('oma-replay')
export class OmaReplay extends LitElement {
  /** The place in the recording, in milliseconds; Infinity: its end, in whatever language; null: the same, not played yet. */
  @state() private at: number | null = null;
  @state() private isPlaying = false;
  private lastTick = 0;
  private timer: ReturnType<typeof setInterval> | undefined;

  static override styles = [
    shared,
    css`
      section {
        border: 1px solid var(--line);
        border-radius: var(--radius);
        background: var(--surface);
        overflow: hidden;
      }
      header {
        display: flex;
        align-items: center;
        gap: var(--space-3);
        padding: var(--space-2) var(--space-3);
        border-bottom: 1px solid var(--line);
        background: var(--surface-low);
      }
      progress {
        flex: 1;
        min-width: 40px;
        height: 4px;
        border: 0;
        border-radius: var(--radius-round);
        background: var(--line);
        overflow: hidden;
        appearance: none;
      }
      progress::-webkit-progress-bar {
        background: var(--line);
      }
      progress::-webkit-progress-value {
        background: var(--accent);
      }
      progress::-moz-progress-bar {
        background: var(--accent);
      }
      .time {
        min-width: 3em;
        color: var(--ink-soft);
        font-size: var(--text-1);
        font-variant-numeric: tabular-nums;
        text-align: end;
        white-space: nowrap;
      }
      .stage {
        display: grid;
        grid-template-columns: minmax(0, 1fr);
        align-content: start;
        gap: var(--space-4);
        min-height: 27rem;
        padding: var(--space-4);
      }
      .question {
        justify-self: end;
        max-width: 85%;
        padding: var(--space-2) var(--space-4);
        border-radius: calc(var(--radius) + var(--space-2));
        background: var(--accent-soft);
      }
      .phase {
        display: flex;
        align-items: center;
        gap: var(--space-2);
        margin: 0;
        color: var(--ink-soft);
        font-size: var(--text-2);
        font-variant-numeric: tabular-nums;
      }
    `,
  ];

  override disconnectedCallback(): void {
    super.disconnectedCallback();
    this.pause();
  }

  private get recording(): Recording {
    return currentLocale() === 'ko' ? koreanRecording : englishRecording;
  }

  override render() {
    const { recording } = this;
    const at = Math.min(this.at ?? Infinity, recording.ended);
    const moment = momentAt(recording, at);
    return html`
      <section
        aria-label=${msg('녹화된 실행', { id: 'replay' })}
        data-testid="replay"
        data-state=${this.isPlaying ? 'playing' : moment.isOver ? 'over' : 'paused'}
      >
        <header>
          ${this.renderButtons(moment)}
          <progress
            max=${recording.ended}
            value=${this.at === null ? 0 : at}
            aria-label=${msg('재생 위치', { id: 'replay-place' })}
          ></progress>
          <span class="time">${formatDuration(at, currentLocale())}</span>
        </header>
        <div class="stage">
          <div class="question">${recording.question}</div>
          ${
            moment.hasReply
              ? html`<oma-reply
                  isRecording
                  .reply=${moment.isOver ? recording.reply : { ...recording.reply, status: 'streaming' as const }}
                  .parts=${moment.parts}
                ></oma-reply>`
              : nothing
          }
          ${moment.isOver ? nothing : this.renderPhase(moment)}
        </div>
      </section>
    `;
  }

  private renderButtons(moment: Moment) {
    if (this.isPlaying) {
      return html`<button data-testid="replay-pause" @click=${() => this.pause()}>
        <oma-icon name="pause"></oma-icon>${msg('멈춤', { id: 'pause' })}
      </button>`;
    }
    const isFresh = this.at === null;
    const isAtEnd = !isFresh && moment.isOver;
    return html`
      <button data-testid="replay-play" @click=${() => this.play()}>
        <oma-icon name=${isAtEnd ? 'rotate' : 'play'}></oma-icon
        >${isAtEnd ? msg('다시 보기', { id: 'replay-again' }) : isFresh ? msg('처음부터 보기', { id: 'replay-play' }) : msg('이어서 보기', { id: 'replay-resume' })}
      </button>
      ${
        moment.isOver
          ? nothing
          : html`<button class="quiet" data-testid="replay-again" @click=${() => this.playFrom(0)}>
              <oma-icon name="rotate"></oma-icon>${msg('처음부터', { id: 'replay-restart' })}
            </button>`
      }
    `;
  }

  private renderPhase(moment: Moment) {
    return html`<p class="phase">
      <oma-icon name="loader" ?spin=${this.isPlaying}></oma-icon>${phaseText(moment.phase)} ·
      ${formatDuration(Math.floor(moment.sinceMs / 1000) * 1000, currentLocale()).replace('.0', '')}
    </p>`;
  }

  private play(): void {
    this.playFrom(this.at === null || this.at === Infinity ? 0 : this.at);
  }

  private playFrom(at: number): void {
    clearInterval(this.timer);
    this.at = at;
    this.isPlaying = true;
    this.lastTick = performance.now();
    this.timer = setInterval(() => this.tick(), TICK_MS);
  }

  private pause(): void {
    clearInterval(this.timer);
    this.isPlaying = false;
  }

  private tick(): void {
    const now = performance.now();
    const at = (this.at ?? 0) + now - this.lastTick;
    this.lastTick = now;
    this.at = at < this.recording.ended ? at : Infinity;
    if (this.at === Infinity) this.pause();
  }
}

declare global {
  interface HTMLElementTagNameMap {
    'oma-replay': OmaReplay;
  }
}
