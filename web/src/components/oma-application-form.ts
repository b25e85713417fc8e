import { localized, msg, str } from '@lit/localize';
import { ApplicationInput, MAX_PURPOSE_LENGTH } from '@oma/contract';
import { css, html, LitElement, nothing } from 'lit';
import { customElement, property, query, state } from 'lit/decorators.js';
import { ApiError } from '../data/api.ts';
import { applyForBeta } from '../data/beta.ts';
import { currentLocale } from '../i18n/localization.ts';
import { shared } from '../styles/shared.ts';
import { formatNumber } from '../text/format.ts';
import './oma-consent-summary.ts';
import { forgetKept, keepText, keptKeys, readKept } from './kept-text.ts';
import { keepComposing } from './composing.ts';

type Problems = { purpose?: string; consent?: string; general?: string };

/** The application for the beta, checked by the server's own schema. Fires `applied`, or `overtaken` where the person's standing is another one by now. */
@localized()
@customElement('oma-application-form')
export class OmaApplicationForm extends LitElement {
  @property() uid = '';
  @property() email = '';
  /** The consent in force. */
  @property() consentVersion = '';
  @state() private purpose = '';
  @state() private isBusy = false;
  @state() private problems: Problems = {};
  @query('textarea') private readonly purposeField!: HTMLTextAreaElement;
  @query('input[type=checkbox]') private readonly consentField!: HTMLInputElement;

  static override styles = [
    shared,
    css`
      form {
        display: grid;
        gap: var(--space-4);
      }
      .under {
        display: flex;
        justify-content: space-between;
        gap: var(--space-3);
        min-height: 1.5em;
      }
      .count {
        margin-left: auto;
        color: var(--ink-soft);
        font-size: var(--text-1);
        font-weight: 400;
        font-variant-numeric: tabular-nums;
        white-space: nowrap;
      }
      .over {
        color: var(--bad);
        font-weight: 600;
      }
      .error {
        font-weight: 400;
      }
      p {
        margin: 0;
      }
      .actions {
        display: flex;
        flex-wrap: wrap;
        align-items: center;
        gap: var(--space-3);
      }
      .primary {
        min-height: 48px;
        padding: 0 var(--space-5);
        font-size: var(--text-3);
      }
      @media (max-width: 480px) {
        .primary {
          width: 100%;
        }
      }
    `,
  ];

  override willUpdate(changed: Map<string, unknown>): void {
    if (changed.has('uid') && this.uid !== '') this.purpose = readKept(keptKeys.purpose(this.uid));
  }

  override render() {
    const { problems, purpose } = this;
    const isTooLong = purpose.length > MAX_PURPOSE_LENGTH;
    return html`
      <form novalidate @submit=${this.submit} @keydown=${keepComposing}>
        <label
          >${msg('이용 목적', { id: 'purpose' })}<span class="hint" id="purpose-hint"
            >${msg('어떤 일을 맡기고 싶은지 적어 주세요. 예: 매주 매출 자료를 모아 보고서로 정리하고 싶어요.', { id: 'purpose-hint' })}</span
          ><textarea
            name="purpose"
            data-testid="apply-purpose"
            rows="5"
            required
            aria-describedby="purpose-hint purpose-problem"
            aria-invalid=${problems.purpose === undefined && !isTooLong ? 'false' : 'true'}
            .value=${purpose}
            @input=${() => this.take()}
          ></textarea>
          <span class="under"
            ><span class="error" id="purpose-problem" role="alert">${problems.purpose ?? ''}</span
            ><span class="count ${isTooLong ? 'over' : ''}" data-testid="apply-count"
              >${formatNumber(purpose.length, currentLocale())} / ${formatNumber(MAX_PURPOSE_LENGTH, currentLocale())}</span
            ></span
          ></label
        >
        <oma-consent-summary></oma-consent-summary>
        <label class="check"
          ><input
            type="checkbox"
            name="consent"
            data-testid="apply-consent"
            required
            aria-describedby="consent-problem"
            aria-invalid=${problems.consent === undefined ? 'false' : 'true'}
          /><span
            >${msg('위 내용을 읽었고, 개인정보 수집·이용과 해외 이전에 동의해요.', { id: 'consent-check' })}
            <span class="error" id="consent-problem" role="alert">${problems.consent ?? ''}</span></span
          ></label
        >
        ${problems.general === undefined ? nothing : html`<p class="error" role="alert" data-testid="apply-problem">${problems.general}</p>`}
        <div class="actions">
          <button class="primary" data-testid="apply-submit" ?disabled=${this.isBusy}>
            ${this.isBusy ? msg('신청하는 중…', { id: 'applying' }) : msg('베타 신청하기', { id: 'apply' })}
          </button>
          <span class="hint">${msg(str`결과는 ${this.email} 주소로 알려 드려요.`, { id: 'apply-where' })}</span>
        </div>
      </form>
    `;
  }

  private take(): void {
    this.purpose = this.purposeField.value;
    keepText(keptKeys.purpose(this.uid), this.purpose);
    this.problems = { ...this.problems, purpose: undefined };
  }

  private readonly submit = async (event: SubmitEvent): Promise<void> => {
    event.preventDefault();
    if (this.isBusy) return;
    const input: ApplicationInput = { purpose: this.purpose, consent_version: this.consentVersion };
    const problems: Problems = {};
    if (!ApplicationInput.safeParse(input).success) problems.purpose = this.purposeProblem();
    if (!this.consentField.checked) problems.consent = msg('동의해야 신청할 수 있어요.', { id: 'consent-problem' });
    this.problems = problems;
    if (problems.purpose !== undefined) this.purposeField.focus();
    else if (problems.consent !== undefined) this.consentField.focus();
    if (Object.keys(problems).length > 0) return;
    this.isBusy = true;
    try {
      await applyForBeta(input);
      forgetKept(keptKeys.purpose(this.uid));
      this.dispatchEvent(new CustomEvent('applied'));
    } catch (error) {
      this.explain(error);
    } finally {
      this.isBusy = false;
    }
  };

  private purposeProblem(): string {
    return this.purpose.trim() === ''
      ? msg('이용 목적을 적어 주세요.', { id: 'purpose-empty' })
      : msg(str`${formatNumber(MAX_PURPOSE_LENGTH, currentLocale())}자까지 적을 수 있어요.`, { id: 'purpose-too-long' });
  }

  private explain(error: unknown): void {
    const code = error instanceof ApiError ? error.code : 'internal';
    const isStale = error instanceof ApiError && error.errors.some(({ path }) => path === 'consent_version');
    if (isStale) {
      this.consentField.checked = false;
      this.problems = { consent: msg('동의 내용이 그사이 바뀌었어요. 다시 읽고 동의해 주세요.', { id: 'consent-stale' }) };
      this.dispatchEvent(new CustomEvent('overtaken'));
    } else if (code === 'conflict') {
      this.dispatchEvent(new CustomEvent('overtaken'));
    } else if (code === 'invalid') {
      this.problems = { purpose: this.purposeProblem() };
    } else {
      this.problems = { general: this.generalProblem(code) };
    }
  }

  private generalProblem(code: string): string {
    if (code === 'unauthenticated')
      return msg('이 계정으로는 신청할 수 없어요. 이메일이 확인된 Google 계정으로 다시 로그인해 주세요.', { id: 'apply-unauthenticated' });
    if (code === 'rate_limited') return msg('요청이 많아요. 잠시 뒤 다시 눌러 주세요. 적은 내용은 그대로예요.', { id: 'apply-busy' });
    return msg('신청하지 못했어요. 적은 내용은 그대로예요. 연결을 확인하고 다시 눌러 주세요.', { id: 'apply-failed' });
  }
}

declare global {
  interface HTMLElementTagNameMap {
    'oma-application-form': OmaApplicationForm;
  }
}
