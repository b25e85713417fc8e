import type { ReactiveControllerHost } from 'lit';
import { loadPart } from './load-part.ts';

/** A part of the page without which an element cannot show all it has: wanted at each rendering, it is tried again until it comes. */
export class LatePart {
  /** It did not come when it was last wanted. */
  hasFailed = false;
  private readonly host: Pick<ReactiveControllerHost, 'requestUpdate'>;
  private readonly load: () => Promise<unknown>;
  private stands: 'away' | 'coming' | 'here' = 'away';

  constructor(host: Pick<ReactiveControllerHost, 'requestUpdate'>, load: () => Promise<unknown>) {
    this.host = host;
    this.load = load;
  }

  want(): void {
    if (this.stands === 'away') void this.bring();
  }

  private async bring(): Promise<void> {
    this.stands = 'coming';
    const hasFailed = (await loadPart(this.load, { isAhead: true })) === null;
    this.stands = hasFailed ? 'away' : 'here';
    if (hasFailed === this.hasFailed) return;
    this.hasFailed = hasFailed;
    this.host.requestUpdate();
  }
}
