import { localized, msg } from '@lit/localize';
import type { Locale } from '@oma/contract';
import { css, html, LitElement } from 'lit';
import { customElement, state } from 'lit/decorators.js';
import { chooseLanguage } from '../../components/choose-language.ts';
import '../../components/oma-icon.ts';
import type { IconName } from '../../components/oma-icon.ts';
import { ThemeState } from '../../components/theme-state.ts';
import { currentLocale } from '../../i18n/localization.ts';
import { shared } from '../../styles/shared.ts';
import { chooseTheme, type ThemeChoice } from '../../styles/theme.ts';

/** The languages by their own names: whoever cannot read the present one finds theirs. */
const LANGUAGES: readonly { locale: Locale; name: string }[] = [
  { locale: 'ko', name: '한국어' },
  { locale: 'en', name: 'English' },
];

const THEMES: readonly { choice: ThemeChoice; icon: IconName }[] = [
  { choice: 'system', icon: 'monitor' },
  { choice: 'light', icon: 'sun' },
  { choice: 'dark', icon: 'moon' },
];

/** The language, kept on the account, and the theme, kept in this browser. Both show at once. */
@localized()
@customElement('oma-view-choices')
export class OmaViewChoices extends LitElement {
  /** What was just chosen, until it shows. */
  @state() private chosen: Locale | null = null;
  @state() private language: 'idle' | 'saving' | 'saved' | 'failed' = 'idle';
  private readonly theme = new ThemeState(this);

  static override styles = [
    shared,
    css`
      :host {
        display: grid;
        grid-template-columns: minmax(0, 1fr);
        gap: var(--space-5);
      }
      fieldset {
        min-width: 0;
        margin: 0;
        padding: 0;
        border: 0;
      }
      legend {
        padding: 0;
        font-size: var(--text-2);
        font-weight: 600;
      }
      .hint {
        display: block;
        margin-bottom: var(--space-2);
        font-size: var(--text-2);
      }
      .choices {
        display: grid;
        grid-template-columns: repeat(auto-fit, minmax(min(100%, 9rem), 1fr));
        gap: var(--space-2);
      }
      @media (max-width: 480px) {
        .themes {
          grid-template-columns: minmax(0, 1fr);
        }
      }
      label {
        display: flex;
        align-items: center;
        gap: var(--space-2);
        min-height: 44px;
        padding: 0 var(--space-3);
        border: 1px solid var(--line);
        border-radius: var(--radius);
        background: var(--surface-high);
        font-weight: 500;
        cursor: pointer;
      }
      label:hover {
        border-color: var(--accent);
      }
      label:has(:checked) {
        border-color: var(--accent);
        background: var(--accent-soft);
      }
    `,
  ];

  override render() {
    return html`${this.renderLanguages()}${this.renderThemes()}`;
  }

  private renderLanguages() {
    const current = this.chosen ?? currentLocale();
    return html`<fieldset aria-describedby="language-hint">
      <legend>${msg('언어', { id: 'language' })}</legend>
      <span class="hint" id="language-hint" role="status" data-testid="language-outcome" data-state=${this.language}
        >${this.renderOutcome(current)}</span
      >
      <div class="choices">
        ${LANGUAGES.map(
          ({ locale, name }) =>
            html`<label
              ><input
                type="radio"
                name="language"
                value=${locale}
                data-testid="language-${locale}"
                .checked=${locale === current}
                @change=${() => void this.choose(locale)}
              /><span lang=${locale}>${name}</span></label
            >`,
        )}
      </div>
    </fieldset>`;
  }

  private renderOutcome(current: Locale) {
    switch (this.language) {
      case 'idle':
      case 'saving':
        return msg('화면과 메일에 쓰여요. 계정에 저장돼서 다른 기기에서도 같아요.', { id: 'language-hint' });
      case 'saved':
        return msg('계정에 저장했어요. 다른 기기에서도 같아요.', { id: 'language-saved' });
      case 'failed':
        return html`<span class="error"
          >${msg('계정에 저장하지 못했어요. 이 화면에서만 바뀌었어요.', { id: 'language-failed' })}
          <button type="button" class="quiet" @click=${() => void this.choose(current)}>
            ${msg('다시 시도', { id: 'try-again' })}
          </button></span
        >`;
    }
  }

  private renderThemes() {
    const chosen = this.theme.choice;
    return html`<fieldset aria-describedby="theme-hint">
      <legend>${msg('화면 색', { id: 'theme' })}</legend>
      <span class="hint" id="theme-hint">${msg('이 브라우저에만 저장돼요.', { id: 'theme-hint' })}</span>
      <div class="choices themes">
        ${THEMES.map(
          ({ choice, icon }) =>
            html`<label
              ><input
                type="radio"
                name="theme"
                value=${choice}
                data-testid="theme-${choice}"
                .checked=${choice === chosen}
                @change=${() => chooseTheme(choice)}
              /><oma-icon name=${icon}></oma-icon>${themeName(choice)}</label
            >`,
        )}
      </div>
    </fieldset>`;
  }

  private async choose(locale: Locale): Promise<void> {
    this.chosen = locale;
    this.language = 'saving';
    this.language = await chooseLanguage(locale).then(
      () => 'saved' as const,
      () => 'failed' as const,
    );
    this.chosen = null;
  }
}

function themeName(choice: ThemeChoice): string {
  switch (choice) {
    case 'system':
      return msg('시스템에 맞춤', { id: 'theme-system' });
    case 'light':
      return msg('밝게', { id: 'theme-light' });
    case 'dark':
      return msg('어둡게', { id: 'theme-dark' });
  }
}

declare global {
  interface HTMLElementTagNameMap {
    'oma-view-choices': OmaViewChoices;
  }
}
