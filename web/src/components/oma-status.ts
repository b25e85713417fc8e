import type { BetaStatus } from '@oma/contract';
import { localized } from '@lit/localize';
import { css, html, LitElement } from 'lit';
import { customElement, property } from 'lit/decorators.js';
import { statusName } from '../text/beta-text.ts';
import { pillStyles } from '../styles/pill.ts';
import './oma-icon.ts';
import type { IconName } from './oma-icon.ts';

const ICONS: Readonly<Record<BetaStatus, IconName>> = {
  none: 'inbox',
  applied: 'clock',
  approved: 'circle-check',
  denied: 'circle-x',
  revoked: 'ban',
};

/** Where somebody stands with the beta: an icon and a word. */
@localized()
@customElement('oma-status')
export class OmaStatus extends LitElement {
  @property({ reflect: true }) status: BetaStatus = 'none';

  static override styles = [
    pillStyles,
    css`
      :host([status='applied']) {
        background: var(--warn-soft);
        color: var(--warn);
      }
      :host([status='approved']) {
        background: var(--accent-soft);
        color: var(--accent-strong);
      }
      :host([status='denied']),
      :host([status='revoked']) {
        background: var(--bad-soft);
        color: var(--bad);
      }
    `,
  ];

  override render() {
    return html`<oma-icon name=${ICONS[this.status]}></oma-icon>${statusName(this.status)}`;
  }
}

declare global {
  interface HTMLElementTagNameMap {
    'oma-status': OmaStatus;
  }
}
