import type { Me } from '@oma/contract';
import type { ReactiveController, ReactiveControllerHost } from 'lit';
import type { SignedIn } from '../data/auth.ts';
import { type Trouble, viewer } from './viewer.ts';

/** The page's viewer, for one element: it is updated whenever something about them changes. */
export class PageState implements ReactiveController {
  private readonly host: ReactiveControllerHost;
  private end: (() => void) | null = null;

  constructor(host: ReactiveControllerHost) {
    this.host = host;
    host.addController(this);
  }

  get who(): SignedIn {
    return viewer.who;
  }
  /** Whether somebody is known to be signed in. */
  get isSomebody(): boolean {
    return this.who !== null && this.who !== undefined;
  }
  /** Who is signed in, once that is known. */
  known(): Promise<Exclude<SignedIn, undefined>> {
    return viewer.known();
  }
  get me(): Me | null {
    return viewer.me;
  }
  /** Why the profile could not be read, while it could not. */
  get trouble(): Trouble | null {
    return viewer.trouble;
  }
  get isWithdrawn(): boolean {
    return viewer.isWithdrawn;
  }
  /** Whether nothing stands in the way of a page for people with access; what does, `oma-gate` shows. */
  get isFree(): boolean {
    return this.who !== null && this.me?.beta_approved !== false && !(this.me === null && this.trouble !== null);
  }

  hostConnected(): void {
    this.end = viewer.subscribe(() => this.host.requestUpdate());
  }

  hostDisconnected(): void {
    this.end?.();
  }

  /** Reads the profile anew, with what today has cost. */
  refresh(): Promise<void> {
    return viewer.refresh();
  }
}
