import type { ReactiveController, ReactiveControllerHost } from 'lit';
import { chosenTheme, isDark, THEME_CHANGED, type ThemeChoice } from '../styles/theme.ts';

/** The theme of this page, for one element: it is updated when that changes, here, in another window or in the system. */
export class ThemeState implements ReactiveController {
  private readonly host: ReactiveControllerHost;
  private readonly tell = (): void => this.host.requestUpdate();

  constructor(host: ReactiveControllerHost) {
    this.host = host;
    host.addController(this);
  }

  get isDark(): boolean {
    return isDark();
  }
  get choice(): ThemeChoice {
    return chosenTheme();
  }

  hostConnected(): void {
    window.addEventListener(THEME_CHANGED, this.tell);
  }

  hostDisconnected(): void {
    window.removeEventListener(THEME_CHANGED, this.tell);
  }
}
