import { localized, msg } from '@lit/localize';
import { css, html, LitElement } from 'lit';
import { customElement, property } from 'lit/decorators.js';
import '../../../components/oma-icon.ts';
import type { IconName } from '../../../components/oma-icon.ts';
import { pillStyles } from '../../../styles/pill.ts';
import type { Verdict } from './promise.ts';

const ICONS: Readonly<Record<Verdict, IconName>> = { kept: 'circle-check', missed: 'circle-alert', unknown: 'clock' };

/** Whether a promise is kept: an icon and a word. */
@localized()
@customElement('oma-verdict')
export class OmaVerdict extends LitElement {
  @property({ reflect: true }) verdict: Verdict = 'unknown';

  static override styles = [
    pillStyles,
    css`
      :host([verdict='kept']) {
        background: var(--accent-soft);
        color: var(--accent-strong);
      }
      :host([verdict='missed']) {
        background: var(--bad-soft);
        color: var(--bad);
      }
    `,
  ];

  override render() {
    return html`<oma-icon name=${ICONS[this.verdict]}></oma-icon>${this.words()}`;
  }

  private words(): string {
    switch (this.verdict) {
      case 'kept':
        return msg('지키고 있어요', { id: 'ops-kept' });
      case 'missed':
        return msg('벗어났어요', { id: 'ops-missed' });
      case 'unknown':
        return msg('아직 자료 없음', { id: 'ops-unknown' });
    }
  }
}

declare global {
  interface HTMLElementTagNameMap {
    'oma-verdict': OmaVerdict;
  }
}
