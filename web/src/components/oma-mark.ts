import { css, html, LitElement } from 'lit';
import { customElement } from 'lit/decorators.js';
import { unsafeSVG } from 'lit/directives/unsafe-svg.js';
import mark from '../mark.svg';

/** The platform's mark, in the colours of the theme. */
@customElement('oma-mark')
export class OmaMark extends LitElement {
  static override styles = css`
    :host {
      display: inline-flex;
      width: 28px;
      height: 28px;
      flex: none;
    }
    span,
    svg {
      display: block;
      width: 100%;
      height: 100%;
    }
    .ground {
      fill: var(--accent);
    }
    .figure {
      stroke: var(--on-accent);
    }
    .spark {
      fill: var(--mark-spark);
    }
  `;

  override render() {
    return html`<span role="img" aria-label="oh-my-agent">${unsafeSVG(mark)}</span>`;
  }
}

declare global {
  interface HTMLElementTagNameMap {
    'oma-mark': OmaMark;
  }
}
