import { localized, msg } from '@lit/localize';
import { css, html, LitElement } from 'lit';
import { customElement, property } from 'lit/decorators.js';
import '../../components/oma-icon.ts';
import type { IconName } from '../../components/oma-icon.ts';
import { shared } from '../../styles/shared.ts';

/** What stands beside the form. */
export type Panel = 'design' | 'trial' | 'tests' | 'versions';

/** Chooses what stands beside the form. Fires `choose` with it. */
@localized()
@customElement('oma-side-tabs')
export class OmaSideTabs extends LitElement {
  @property() panel: Panel = 'versions';

  static override styles = [
    shared,
    css`
      :host {
        container-type: inline-size;
      }
      .tabs {
        display: flex;
        gap: var(--space-1);
      }
      button {
        min-height: 52px;
        padding: 0 var(--space-3);
        border: 0;
        border-radius: 0;
        background: none;
        color: var(--ink-soft);
      }
      button:hover {
        color: var(--ink);
      }
      [aria-pressed='true'] {
        color: var(--accent);
        box-shadow: inset 0 -2px 0 var(--accent);
      }
      .short {
        display: none;
      }
      /* Beside the form and on a phone there is room for the words alone. */
      @container (width < 36rem) {
        .tabs {
          gap: 0;
        }
        button {
          padding-inline: var(--space-2);
        }
        oma-icon {
          display: none;
        }
      }
      @container (width < 23rem) {
        .long {
          position: absolute;
          width: 1px;
          height: 1px;
          overflow: hidden;
          clip-path: inset(50%);
        }
        .short {
          display: inline;
        }
      }
      button:focus-visible {
        outline-offset: -3px;
      }
    `,
  ];

  override render() {
    const panels: [Panel, IconName, string][] = [
      ['design', 'message', msg('Claude와 만들기', { id: 'design' })],
      ['trial', 'flask', msg('시험해 보기', { id: 'try-it' })],
      ['tests', 'list-checks', msg('테스트', { id: 'tests' })],
      ['versions', 'history', msg('버전', { id: 'versions' })],
    ];
    return html`<div class="tabs" role="group" aria-label=${msg('옆에 볼 것', { id: 'side-tabs' })}>
      ${panels.map(
        ([panel, icon, name]) =>
          html`<button
            aria-pressed=${this.panel === panel}
            data-testid="side-${panel}"
            @click=${() => this.dispatchEvent(new CustomEvent('choose', { detail: panel }))}
          >
            <oma-icon name=${icon}></oma-icon>${
              panel === 'design' ? html`<span class="long">${name}</span><span class="short" aria-hidden="true">Claude</span>` : name
            }
          </button>`,
      )}
    </div>`;
  }
}

declare global {
  interface HTMLElementTagNameMap {
    'oma-side-tabs': OmaSideTabs;
  }
}
