import { localized } from '@lit/localize';
import type { AgentStatus } from '@oma/contract';
import { css, html, LitElement } from 'lit';
import { customElement, property } from 'lit/decorators.js';
import { agentStatusName } from '../text/agent-text.ts';
import { pillStyles } from '../styles/pill.ts';
import './oma-icon.ts';
import type { IconName } from './oma-icon.ts';

const ICONS: Readonly<Record<AgentStatus, IconName>> = {
  draft: 'file-pen',
  active: 'circle-check',
  paused: 'pause',
  error: 'circle-alert',
};

/** The state of an agent: an icon and a word. */
@localized()
@customElement('oma-agent-status')
export class OmaAgentStatus extends LitElement {
  @property({ reflect: true }) status: AgentStatus = 'draft';

  static override styles = [
    pillStyles,
    css`
      :host([status='active']) {
        background: var(--accent-soft);
        color: var(--accent-strong);
      }
      :host([status='paused']) {
        background: var(--warn-soft);
        color: var(--warn);
      }
      :host([status='error']) {
        background: var(--bad-soft);
        color: var(--bad);
      }
    `,
  ];

  override render() {
    return html`<oma-icon name=${ICONS[this.status]}></oma-icon>${agentStatusName(this.status)}`;
  }
}

declare global {
  interface HTMLElementTagNameMap {
    'oma-agent-status': OmaAgentStatus;
  }
}
