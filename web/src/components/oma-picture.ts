import { css, html, LitElement } from 'lit';
import { customElement, property, state } from 'lit/decorators.js';
import { initials } from '../text/initials.ts';
import './oma-icon.ts';

/** Where Google keeps the pictures of its accounts; nothing else is fetched. */
const PICTURES = 'https://lh3.googleusercontent.com';

/** A person's picture, or what stands for one. Only to look at: their name is said beside it. */
@customElement('oma-picture')
export class OmaPicture extends LitElement {
  @property() name = '';
  @property() picture = '';
  /** The picture that could not be shown. */
  @state() private broken = '';

  static override styles = css`
    :host {
      display: inline-grid;
      place-items: center;
      flex: none;
      width: var(--picture-size, 32px);
      height: var(--picture-size, 32px);
      border-radius: var(--radius-round);
      background: var(--accent-soft);
      color: var(--accent-strong);
      font-size: calc(var(--picture-size, 32px) * 0.4);
      font-weight: 700;
      line-height: 1;
      overflow: hidden;
      user-select: none;
    }
    img {
      width: 100%;
      height: 100%;
      object-fit: cover;
    }
    span {
      display: contents;
    }
  `;

  override render() {
    return html`<span aria-hidden="true">${this.renderPicture()}</span>`;
  }

  private renderPicture() {
    const { picture } = this;
    if (isGooglePicture(picture) && picture !== this.broken)
      return html`<img src=${picture} alt="" referrerpolicy="no-referrer" decoding="async" @error=${() => (this.broken = picture)} />`;
    const letters = initials(this.name);
    return letters === '' ? html`<oma-icon name="user"></oma-icon>` : letters;
  }
}

function isGooglePicture(url: string): boolean {
  return URL.canParse(url) && new URL(url).origin === PICTURES;
}

declare global {
  interface HTMLElementTagNameMap {
    'oma-picture': OmaPicture;
  }
}
