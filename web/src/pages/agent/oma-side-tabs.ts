import { localized, msg } from '@lit/localize';
import { css, html, LitElement } from 'lit';
import { customElement, property } from 'lit/decorators.js';
import '../../components/oma-icon.ts';
import type { IconName } from '../../components/oma-icon.ts';
import { shared } from '../../styles/shared.ts';

/** What stands beside the form. */
export type Panel = 'design' | 'trial' | 'tests' | 'versions';

const PANELS: readonly [Panel, IconName][] = [
  ['design', 'message'],
  ['trial', 'flask'],
  ['tests', 'list-checks'],
  ['versions', 'history'],
];

/** What a panel is called. */
export function panelName(panel: Panel): string {
  const names: Record<Panel, string> = {
    design: msg('Claude와 만들기', { id: 'design' }),
    trial: msg('시험해 보기', { id: 'try-it' }),
    tests: msg('테스트', { id: 'tests' }),
    versions: msg('버전', { id: 'versions' }),
  };
  return names[panel];
}

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
    return html`<div class="tabs" role="group" aria-label=${msg('옆에 볼 것', { id: 'side-tabs' })}>
      ${PANELS.map(
        ([panel, icon]) =>
          html`<button
            aria-pressed=${this.panel === panel}
            data-testid="side-${panel}"
            @click=${() => this.dispatchEvent(new CustomEvent('choose', { detail: panel }))}
          >
            <oma-icon name=${icon}></oma-icon>${
              panel === 'design'
                ? html`<span class="long">${panelName(panel)}</span><span class="short" aria-hidden="true">Claude</span>`
                : panelName(panel)
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
