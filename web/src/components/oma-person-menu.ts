import { localized, msg, str } from '@lit/localize';
import { css, html, LitElement } from 'lit';
import { customElement, property, state } from 'lit/decorators.js';
import { shared } from '../styles/shared.ts';
import { loadPart } from './load-part.ts';
import './oma-menu.ts';
import './oma-picture.ts';
import type { PersonActs } from './person-acts.ts';

/** Behind the picture at the top right of every page; what stands there is loaded as somebody reaches for it. */
@localized()
@customElement('oma-person-menu')
export class OmaPersonMenu extends LitElement {
  @property() name = '';
  @property() email = '';
  @property() picture = '';
  @state() private acts: PersonActs | null = null;

  static override styles = [
    shared,
    css`
      :host {
        display: inline-block;
        flex: none;
      }
      oma-menu::part(opener) {
        min-width: 0;
        padding: 3px;
        border-radius: var(--radius-round);
      }
      a span {
        display: grid;
        min-width: 0;
        padding: var(--space-1) 0;
      }
      .hint {
        max-width: 16rem;
        overflow: hidden;
        text-overflow: ellipsis;
        white-space: nowrap;
      }
    `,
  ];

  override render() {
    return html`
      <oma-menu
        label=${msg(str`내 메뉴: ${this.name}`, { id: 'person-menu' })}
        data-testid="person-menu"
        @pointerenter=${this.load}
        @focusin=${this.load}
        @click=${this.load}
      >
        <oma-picture slot="opener" .name=${this.name} .picture=${this.picture}></oma-picture>
        ${this.acts?.render(this.email)}
      </oma-menu>
    `;
  }

  private readonly load = async ({ type }: Event): Promise<void> => {
    if (this.acts !== null) return;
    const part = await loadPart(() => import('./person-acts.ts'), { isAhead: type !== 'click' });
    if (part !== null) this.acts ??= new part.PersonActs(this);
  };
}

declare global {
  interface HTMLElementTagNameMap {
    'oma-person-menu': OmaPersonMenu;
  }
}
