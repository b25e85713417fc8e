import { msg } from '@lit/localize';
import type { ReactiveController, ReactiveControllerHost } from 'lit';

/** How long it is said how copying ended. */
const SHOWN_MS = 2000;

/** What a button that copies is called, when it says itself how that ended. */
export function copyName(outcome: Copying['outcome']): string {
  if (outcome === null) return msg('복사', { id: 'copy' });
  return outcome === 'copied' ? msg('복사했어요', { id: 'copied' }) : msg('복사하지 못했어요', { id: 'copy-failed' });
}

/** Copies text for a host, and tells it for a moment how that ended: a browser may refuse it. */
export class Copying implements ReactiveController {
  outcome: 'copied' | 'failed' | null = null;
  private readonly host: ReactiveControllerHost;
  private timer: ReturnType<typeof setTimeout> | undefined;

  constructor(host: ReactiveControllerHost) {
    this.host = host;
    host.addController(this);
  }

  hostDisconnected(): void {
    clearTimeout(this.timer);
    this.outcome = null;
  }

  /** Never throws; `read` may fail, and then nothing is copied. */
  async copy(read: () => string | Promise<string>): Promise<void> {
    clearTimeout(this.timer);
    try {
      await navigator.clipboard.writeText(await read());
      this.show('copied');
    } catch {
      this.show('failed');
    }
    this.timer = setTimeout(() => this.show(null), SHOWN_MS);
  }

  private show(outcome: Copying['outcome']): void {
    this.outcome = outcome;
    this.host.requestUpdate();
  }
}
