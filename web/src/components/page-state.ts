import type { Me } from '@oma/contract';
import type { ReactiveController, ReactiveControllerHost } from 'lit';
import { watchSignedIn, type SignedIn } from '../data/auth.ts';
import { readMe } from '../data/me.ts';
import { showLocale } from '../i18n/localization.ts';

/** Who looks at the page: three values of sign-in, and the person's profile once it is known. */
export class PageState implements ReactiveController {
  who: SignedIn;
  me: Me | null = null;
  isOffline = false;
  private readonly host: ReactiveControllerHost;
  private end: (() => void) | null = null;

  constructor(host: ReactiveControllerHost) {
    this.host = host;
    host.addController(this);
  }

  hostConnected(): void {
    void watchSignedIn((who) => {
      const isNew = who?.uid !== this.who?.uid;
      this.who = who;
      if (who === null) this.me = null;
      else if (isNew || this.me === null) void this.refresh();
      this.host.requestUpdate();
    }).then((end) => {
      this.end = end;
    });
  }

  hostDisconnected(): void {
    this.end?.();
  }

  /** Reads the profile anew, with what today has cost. */
  async refresh(): Promise<void> {
    try {
      this.me = await readMe();
      this.isOffline = false;
      await showLocale(this.me.locale);
    } catch {
      this.isOffline = true;
    }
    this.host.requestUpdate();
  }
}
