import { localized, msg } from '@lit/localize';
import { css, html, LitElement, nothing } from 'lit';
import { customElement, property, state } from 'lit/decorators.js';
import { chooseAsVisitor, currentLocale, showLocale } from '../i18n/localization.ts';
import { shared } from '../styles/shared.ts';
import { isDark, switchTheme } from '../styles/theme.ts';
import './oma-icon.ts';

/** The tools at the top right of every page: language, theme, and the way out for somebody who is signed in. */
@localized()
@customElement('oma-view-tools')
export class OmaViewTools extends LitElement {
  @property({ type: Boolean }) isSignedIn = false;
  @state() private isDark = isDark();

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
    return html`
      <button
        class="quiet"
        data-testid="language"
        aria-label=${msg('언어 바꾸기', { id: 'switch-language' })}
        @click=${() => void this.switchLocale()}
      >
        <oma-icon name="languages"></oma-icon>
      </button>
      <button
        class="quiet"
        aria-label=${this.isDark ? msg('밝은 화면', { id: 'light' }) : msg('어두운 화면', { id: 'dark' })}
        @click=${() => this.switchTheme()}
      >
        <oma-icon name=${this.isDark ? 'sun' : 'moon'}></oma-icon>
      </button>
      ${
        this.isSignedIn
          ? html`<button
              class="quiet"
              data-testid="sign-out"
              aria-label=${msg('로그아웃', { id: 'sign-out' })}
              @click=${() => void this.leave()}
            >
              <oma-icon name="log-out"></oma-icon>
            </button>`
          : nothing
      }
    `;
  }

  private async switchLocale(): Promise<void> {
    const locale = currentLocale() === 'ko' ? 'en' : 'ko';
    if (!this.isSignedIn) {
      await chooseAsVisitor(locale);
      return;
    }
    await showLocale(locale);
    const { chooseLocale } = await import('../data/me.ts');
    await chooseLocale(locale).catch(() => undefined);
  }

  private switchTheme(): void {
    switchTheme();
    this.isDark = isDark();
  }

  private async leave(): Promise<void> {
    const { signOut } = await import('../data/auth.ts');
    await signOut();
    location.assign('/');
  }
}

declare global {
  interface HTMLElementTagNameMap {
    'oma-view-tools': OmaViewTools;
  }
}
