import { css, html, LitElement } from 'lit';
import { customElement, property, query } from 'lit/decorators.js';
import { shared } from '../styles/shared.ts';
import './oma-icon.ts';
import type { IconName } from './oma-icon.ts';

const GAP_PX = 4;

/**
 * A button that opens a list of further acts: buttons and links with the role `menuitem`, given as children. The keyboard works as in every menu: arrows, Home
 * and End move, Escape closes and leads back. Choosing closes, before it does anything: what asks next leads the focus back to the button. Children may come
 * after it is open. What is given for the slot `opener` stands on the button in place of the icon.
 */
@customElement('oma-menu')
export class OmaMenu extends LitElement {
  /** What the button is called; shown beside the icon with `hasText`. */
  @property() label = '';
  @property() icon: IconName = 'more';
  @property({ type: Boolean }) hasText = false;
  @query('button') private readonly button!: HTMLButtonElement;
  @query('[popover]') private readonly list!: HTMLElement;

  static override styles = [
    shared,
    css`
      :host {
        display: inline-block;
      }
      .opener {
        min-width: 36px;
      }
      [popover] {
        position: fixed;
        inset: auto;
        margin: 0;
        padding: var(--space-1);
        min-width: 11rem;
        max-width: calc(100vw - 16px);
        max-height: calc(100dvh - 16px);
        overflow-y: auto;
        border: 1px solid var(--line);
        border-radius: var(--radius);
        background: var(--surface-high);
        color: var(--ink);
        box-shadow: var(--shadow);
      }
      /* Before the rules of the page around it for its own buttons and links. */
      ::slotted([role='menuitem']) {
        display: flex !important;
        align-items: center;
        justify-content: flex-start !important;
        gap: var(--space-2);
        width: 100%;
        min-height: 40px;
        padding: 0 var(--space-3) !important;
        border: 0 !important;
        border-radius: var(--radius-small) !important;
        background: none !important;
        color: inherit !important;
        font: inherit;
        font-size: var(--text-2);
        font-weight: 500 !important;
        text-align: start;
        text-decoration: none;
        cursor: pointer;
      }
      ::slotted([role='menuitem']:hover),
      ::slotted([role='menuitem']:focus-visible) {
        background: var(--surface-low) !important;
      }
    `,
  ];

  override render() {
    return html`
      <button
        part="opener"
        class=${this.hasText ? 'opener' : 'opener quiet'}
        popovertarget="list"
        aria-haspopup="menu"
        aria-expanded="false"
        aria-label=${this.label}
        title=${this.label}
      >
        <slot name="opener"><oma-icon name=${this.icon}></oma-icon></slot>${this.hasText ? this.label : ''}
      </button>
      <div
        id="list"
        popover
        role="menu"
        aria-label=${this.label}
        @beforetoggle=${this.onBeforeToggle}
        @toggle=${this.onToggle}
        @keydown=${this.onKey}
        @click=${this.onChoose}
      >
        <slot @slotchange=${this.onCome}></slot>
      </div>
    `;
  }

  /** The button that opens it. */
  override focus(): void {
    this.button.focus();
  }

  private get items(): HTMLElement[] {
    return [...this.querySelectorAll<HTMLElement>('[role="menuitem"]')];
  }

  /** The browser leads the focus back only from what lies inside the list itself, which what is given as children does not. */
  private readonly onBeforeToggle = (event: ToggleEvent): void => {
    if (event.newState === 'closed' && this.items.some((item) => item.matches(':focus'))) this.button.focus();
  };

  private readonly onToggle = (event: ToggleEvent): void => {
    const isOpen = event.newState === 'open';
    this.button.setAttribute('aria-expanded', String(isOpen));
    if (isOpen) this.begin();
  };

  private readonly onChoose = { capture: true, handleEvent: (): void => this.list.hidePopover() };

  private readonly onCome = (): void => {
    if (!this.list.matches(':popover-open')) return;
    if (this.items.some((item) => item.matches(':focus'))) this.place();
    else this.begin();
  };

  private begin(): void {
    this.place();
    this.items[0]?.focus();
  }

  /** Below the button, or above it where there is no room; never beyond the screen. */
  private place(): void {
    const at = this.button.getBoundingClientRect();
    const { offsetWidth: width, offsetHeight: height } = this.list;
    const below = at.bottom + GAP_PX;
    const top = below + height > window.innerHeight - GAP_PX ? Math.max(GAP_PX, at.top - GAP_PX - height) : below;
    const left = Math.min(Math.max(GAP_PX, at.right - width), window.innerWidth - width - GAP_PX);
    this.list.style.top = `${top}px`;
    this.list.style.left = `${left}px`;
  }

  private readonly onKey = (event: KeyboardEvent): void => {
    const { items } = this;
    const at = items.findIndex((item) => item === event.target);
    const steps: Readonly<Record<string, number>> = { ArrowDown: at + 1, ArrowUp: at - 1, Home: 0, End: items.length - 1 };
    const to = steps[event.key];
    if (to === undefined) {
      if (event.key === 'Tab') this.list.hidePopover();
      return;
    }
    event.preventDefault();
    items[(to + items.length) % items.length]?.focus();
  };
}

declare global {
  interface HTMLElementTagNameMap {
    'oma-menu': OmaMenu;
  }
}
