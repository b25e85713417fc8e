import { css, html, LitElement, nothing } from 'lit';
import { customElement, property, state } from 'lit/decorators.js';
import { unsafeSVG } from 'lit/directives/unsafe-svg.js';
import { COMMON_ICONS } from './icons/common.ts';
import type { FURTHER_ICONS } from './icons/further.ts';

type CommonIcon = keyof typeof COMMON_ICONS;
export type IconName = CommonIcon | keyof typeof FURTHER_ICONS;

const isCommon = (name: IconName): name is CommonIcon => name in COMMON_ICONS;

/** An icon of the one set, as large as the text beside it. It says nothing by itself: a word stands beside it, or a label on its button. */
@customElement('oma-icon')
export class OmaIcon extends LitElement {
  @property() name: IconName = 'bot';
  @state() private further: typeof FURTHER_ICONS | null = null;

  static override styles = css`
    :host {
      display: inline-flex;
      width: 1.15em;
      height: 1.15em;
      flex: none;
      vertical-align: -0.2em;
    }
    span {
      display: contents;
    }
    svg {
      width: 100%;
      height: 100%;
    }
    :host([spin]) svg {
      animation: turn 1.2s linear infinite;
    }
    @keyframes turn {
      to {
        transform: rotate(360deg);
      }
    }
    @media (prefers-reduced-motion: reduce) {
      :host([spin]) svg {
        animation: none;
      }
    }
  `;

  override render() {
    const drawn = isCommon(this.name) ? COMMON_ICONS[this.name] : this.further?.[this.name];
    return html`<span aria-hidden="true">${drawn === undefined ? nothing : unsafeSVG(drawn)}</span>`;
  }

  override updated(): void {
    if (!isCommon(this.name) && this.further === null)
      // Without them there is an empty place, and the next element asks again.
      void import('./icons/further.ts').then(
        ({ FURTHER_ICONS }) => (this.further = FURTHER_ICONS),
        () => undefined,
      );
  }
}

declare global {
  interface HTMLElementTagNameMap {
    'oma-icon': OmaIcon;
  }
}
