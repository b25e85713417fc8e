import { msg } from '@lit/localize';
import { html, type LitElement } from 'lit';
import { currentLocale } from '../i18n/localization.ts';
import { switchTheme } from '../styles/theme.ts';
import './oma-icon.ts';
import { openKeys, openPalette } from './palette/open-palette.ts';
import { leave, switchLanguage } from './person-moves.ts';
import { ThemeState } from './theme-state.ts';

/** What stands in the menu of a person: the own account, the ways to get about, language, theme, and the way out. */
export class PersonActs {
  private readonly theme: ThemeState;

  constructor(host: LitElement) {
    this.theme = new ThemeState(host);
  }

  render(email: string) {
    const { isDark } = this.theme;
    const isKorean = currentLocale() === 'ko';
    return html`
      <a role="menuitem" href="/account" data-testid="to-account"
        ><oma-icon name="user"></oma-icon
        ><span>${msg('내 계정', { id: 'account' })}<small class="hint" translate="no">${email}</small></span></a
      >
      <button role="menuitem" data-testid="open-palette" @click=${() => void openPalette()}>
        <oma-icon name="search"></oma-icon>${msg('빠른 이동', { id: 'palette' })}
      </button>
      <button role="menuitem" data-testid="open-keys" @click=${() => void openKeys()}>
        <oma-icon name="keyboard"></oma-icon>${msg('단축키', { id: 'keys' })}
      </button>
      <button role="menuitem" data-testid="language" @click=${switchLanguage}>
        <oma-icon name="languages"></oma-icon><span lang=${isKorean ? 'en' : 'ko'}>${isKorean ? 'English' : '한국어'}</span>
      </button>
      <button role="menuitem" data-testid="theme" @click=${switchTheme}>
        <oma-icon name=${isDark ? 'sun' : 'moon'}></oma-icon
        >${isDark ? msg('밝은 화면', { id: 'light' }) : msg('어두운 화면', { id: 'dark' })}
      </button>
      <button role="menuitem" data-testid="sign-out" @click=${leave}>
        <oma-icon name="log-out"></oma-icon>${msg('로그아웃', { id: 'sign-out' })}
      </button>
    `;
  }
}
