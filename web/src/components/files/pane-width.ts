import type { LitElement, ReactiveController } from 'lit';
import { keepText, readKept } from '../kept-text.ts';

const KEY = 'files-width';
const LEAST = 256;
const MOST = 900;
const STEP = 24;

/** How wide the files are, in CSS pixels: kept in this browser, changed by dragging or with the arrow keys. The host's styles find it as `--files-width`. */
export class PaneWidth implements ReactiveController {
  static readonly least = LEAST;
  static readonly most = MOST;
  value = 384;
  private readonly host: LitElement;

  constructor(host: LitElement) {
    this.host = host;
    host.addController(this);
  }

  hostConnected(): void {
    const kept = Number(readKept(KEY));
    if (kept > 0) this.set(kept);
  }

  /** Follows the pointer until it is let go. */
  drag(event: PointerEvent): void {
    const { currentTarget: divider, pointerId, clientX } = event;
    if (!(divider instanceof HTMLElement)) return;
    event.preventDefault();
    const begun = this.value;
    const over = new AbortController();
    const { signal } = over;
    divider.setPointerCapture(pointerId);
    divider.addEventListener('pointermove', (move) => this.set(begun + clientX - move.clientX), { signal });
    for (const end of ['pointerup', 'pointercancel']) divider.addEventListener(end, () => over.abort(), { signal });
  }

  onKey(event: KeyboardEvent): void {
    if (event.key !== 'ArrowLeft' && event.key !== 'ArrowRight') return;
    event.preventDefault();
    this.set(this.value + (event.key === 'ArrowLeft' ? STEP : -STEP));
  }

  private set(width: number): void {
    this.value = Math.round(Math.min(MOST, Math.max(LEAST, width)));
    this.host.style.setProperty('--files-width', `${String(this.value)}px`);
    keepText(KEY, String(this.value));
    this.host.requestUpdate();
  }
}
