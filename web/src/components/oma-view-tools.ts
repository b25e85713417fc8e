import { localized, msg } from '@lit/localize';
import { css, html, LitElement } from 'lit';
import { customElement } from 'lit/decorators.js';
import { chooseAsVisitor, currentLocale } from '../i18n/localization.ts';
import { shared } from '../styles/shared.ts';
import { switchTheme } from '../styles/theme.ts';
import './oma-icon.ts';
import { ThemeState } from './theme-state.ts';

/** The switches at the top right of a page where nobody is signed in: language and theme. */
@localized()
@customElement('oma-view-tools')
export class OmaViewTools extends LitElement {
  private readonly theme = new ThemeState(this);

  static override styles = [
    shared,
    css`
      :host {
        display: flex;
        flex: none;
        gap: 2px;
      }
      button {
        min-width: 36px;
      }
    `,
  ];

  override render() {
    const { isDark } = this.theme;
    return html`
      <button
        class="quiet"
        data-testid="language"
        aria-label=${msg('언어 바꾸기', { id: 'switch-language' })}
        @click=${() => void chooseAsVisitor(currentLocale() === 'ko' ? 'en' : 'ko')}
      >
        <oma-icon name="languages"></oma-icon>
      </button>
      <button
        class="quiet"
        data-testid="theme"
        aria-label=${isDark ? msg('밝은 화면', { id: 'light' }) : msg('어두운 화면', { id: 'dark' })}
        @click=${switchTheme}
      >
        <oma-icon name=${isDark ? 'sun' : 'moon'}></oma-icon>
      </button>
    `;
  }
}

declare global {
  interface HTMLElementTagNameMap {
    'oma-view-tools': OmaViewTools;
  }
}
