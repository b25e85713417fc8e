import { localized } from '@lit/localize';
import { html, LitElement } from 'lit';
import { customElement, property, state } from 'lit/decorators.js';
import { currentLocale } from '../../i18n/localization.ts';
import { formatDuration } from '../../text/format-duration.ts';

/** How long ago something began, in seconds that go on. By itself, so that nothing around it is rendered each second. */
@localized()
@customElement('oma-seconds')
export class OmaSeconds extends LitElement {
  /** In milliseconds since 1970. */
  @property({ attribute: false }) since = 0;
  @state() private now = Date.now();
  private timer: ReturnType<typeof setInterval> | undefined;

  override connectedCallback(): void {
    super.connectedCallback();
    this.now = Date.now();
    this.timer = setInterval(() => (this.now = Date.now()), 1000);
  }

  override disconnectedCallback(): void {
    super.disconnectedCallback();
    clearInterval(this.timer);
  }

  override render() {
    const ms = Math.max(0, Math.floor((this.now - this.since) / 1000) * 1000);
    return html`· ${formatDuration(ms, currentLocale()).replace('.0', '')}`;
  }
}

declare global {
  interface HTMLElementTagNameMap {
    'oma-seconds': OmaSeconds;
  }
}
