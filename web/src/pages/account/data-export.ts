import type { AccountExport } from '@oma/contract';
import type { ReactiveController, ReactiveControllerHost } from 'lit';
import { ApiError } from '../../data/api.ts';
import { exportMe } from '../../data/me.ts';

/** How often it is asked again for an archive that is still being made; the platform names the same time. */
const ASK_AGAIN_MS = 5000;
/** How long is waited for one. The platform gives up after ten minutes. */
const PATIENCE_MS = 11 * 60_000;
/** The answers of whatever stands before the platform and waits no longer. */
const GATEWAY_STATUSES: readonly number[] = [502, 503, 504];

/** `expired`: the archive that was offered cannot be fetched any more. `failed`: why none could be made. */
export type ExportState =
  | { kind: 'none' }
  | { kind: 'making'; since: number }
  | { kind: 'ready'; archive: AccountExport }
  | { kind: 'expired' }
  | { kind: 'failed'; reason: 'offline' | 'slow' | 'refused' };

/** The archive of all own data, for one page: asked for, waited for, fetched, and offered until it expires. */
export class DataExport implements ReactiveController {
  state: ExportState = { kind: 'none' };
  private readonly host: ReactiveControllerHost;
  private timer: ReturnType<typeof setTimeout> | undefined;
  /** Tells a wait that was given up from the one that goes on. */
  private attempt = 0;

  constructor(host: ReactiveControllerHost) {
    this.host = host;
    host.addController(this);
  }

  hostDisconnected(): void {
    this.attempt += 1;
    clearTimeout(this.timer);
  }

  /** Fetches the archive: the one that is there, or a new one as soon as it is made. */
  async fetch(): Promise<void> {
    if (this.state.kind === 'making') return;
    if (this.state.kind === 'ready') {
      fetchFile(this.state.archive.url);
      return;
    }
    const since = Date.now();
    const attempt = (this.attempt += 1);
    this.show({ kind: 'making', since });
    const outcome = await this.wait(since, () => attempt === this.attempt);
    if (attempt !== this.attempt) return;
    this.show(outcome);
    if (outcome.kind === 'ready') {
      this.expireAt(new Date(outcome.archive.expires_at));
      fetchFile(outcome.archive.url);
    }
  }

  private async wait(since: number, isWanted: () => boolean): Promise<ExportState> {
    while (isWanted() && Date.now() - since < PATIENCE_MS) {
      try {
        return { kind: 'ready', archive: await exportMe() };
      } catch (error) {
        const code = error instanceof ApiError ? error.code : 'internal';
        if (code === 'offline') return { kind: 'failed', reason: 'offline' };
        const isBeingMade = code === 'rate_limited' || (error instanceof ApiError && GATEWAY_STATUSES.includes(error.status));
        if (!isBeingMade) return { kind: 'failed', reason: 'refused' };
        await new Promise((resolve) => setTimeout(resolve, ASK_AGAIN_MS));
      }
    }
    return { kind: 'failed', reason: 'slow' };
  }

  private expireAt(at: Date): void {
    clearTimeout(this.timer);
    this.timer = setTimeout(() => this.show({ kind: 'expired' }), Math.max(0, at.getTime() - Date.now()));
  }

  private show(state: ExportState): void {
    this.state = state;
    this.host.requestUpdate();
  }
}

/** The address answers with an attachment: the page stays. */
function fetchFile(url: string): void {
  const link = document.createElement('a');
  link.href = url;
  link.rel = 'noreferrer';
  link.click();
}
