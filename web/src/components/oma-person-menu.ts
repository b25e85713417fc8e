import { localized, msg, str } from '@lit/localize';
import { css, html, LitElement } from 'lit';
import { customElement, property } from 'lit/decorators.js';
import { currentLocale } from '../i18n/localization.ts';
import { shared } from '../styles/shared.ts';
import { switchTheme } from '../styles/theme.ts';
import { chooseLanguage } from './choose-language.ts';
import './oma-icon.ts';
import './oma-menu.ts';
import './oma-picture.ts';
import { toast } from './oma-toast.ts';
import { ThemeState } from './theme-state.ts';

/** Behind the picture at the top right of every page: the own account, language, theme, and the way out. */
@localized()
@customElement('oma-person-menu')
export class OmaPersonMenu extends LitElement {
  @property() name = '';
  @property() email = '';
  @property() picture = '';
  private readonly theme = new ThemeState(this);

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
    const { isDark } = this.theme;
    const isKorean = currentLocale() === 'ko';
    return html`
      <oma-menu label=${msg(str`내 메뉴: ${this.name}`, { id: 'person-menu' })} data-testid="person-menu">
        <oma-picture slot="opener" .name=${this.name} .picture=${this.picture}></oma-picture>
        <a role="menuitem" href="/account" data-testid="to-account"
          ><oma-icon name="user"></oma-icon
          ><span>${msg('내 계정', { id: 'account' })}<small class="hint" translate="no">${this.email}</small></span></a
        >
        <button role="menuitem" data-testid="language" @click=${() => void this.switchLanguage()}>
          <oma-icon name="languages"></oma-icon><span lang=${isKorean ? 'en' : 'ko'}>${isKorean ? 'English' : '한국어'}</span>
        </button>
        <button role="menuitem" data-testid="theme" @click=${switchTheme}>
          <oma-icon name=${isDark ? 'sun' : 'moon'}></oma-icon
          >${isDark ? msg('밝은 화면', { id: 'light' }) : msg('어두운 화면', { id: 'dark' })}
        </button>
        <button role="menuitem" data-testid="sign-out" @click=${() => void this.leave()}>
          <oma-icon name="log-out"></oma-icon>${msg('로그아웃', { id: 'sign-out' })}
        </button>
      </oma-menu>
    `;
  }

  private async switchLanguage(): Promise<void> {
    try {
      await chooseLanguage(currentLocale() === 'ko' ? 'en' : 'ko');
    } catch {
      toast(msg('언어를 계정에 저장하지 못했어요. 다음에 열면 전의 언어로 보여요.', { id: 'language-not-kept' }));
    }
  }

  private async leave(): Promise<void> {
    const { signOut } = await import('../data/auth.ts');
    await signOut();
    location.assign('/');
  }
}

declare global {
  interface HTMLElementTagNameMap {
    'oma-person-menu': OmaPersonMenu;
  }
}
