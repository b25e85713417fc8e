import { localized, msg } from '@lit/localize';
import { css, html, LitElement } from 'lit';
import { customElement } from 'lit/decorators.js';
import { currentLocale } from '../i18n/localization.ts';
import { shared } from '../styles/shared.ts';

/** What an applicant consents to, in a few lines; the whole of it is on the privacy page. */
@localized()
@customElement('oma-consent-summary')
export class OmaConsentSummary extends LitElement {
  static override styles = [
    shared,
    css`
      section {
        padding: var(--space-4);
        border: 1px solid var(--line);
        border-radius: var(--radius);
        background: var(--surface-low);
        font-size: var(--text-2);
      }
      h3 {
        margin: 0 0 var(--space-3);
        font-size: var(--text-2);
      }
      dl {
        display: grid;
        grid-template-columns: minmax(5.5em, auto) minmax(0, 1fr);
        gap: var(--space-2) var(--space-4);
        margin: 0 0 var(--space-3);
      }
      dt {
        color: var(--ink-soft);
      }
      dd {
        margin: 0;
      }
      @media (max-width: 480px) {
        dl {
          grid-template-columns: minmax(0, 1fr);
          gap: 0;
        }
        dd {
          margin-bottom: var(--space-2);
        }
      }
      a {
        color: var(--accent);
      }
    `,
  ];

  override render() {
    const lines: [string, string][] = [
      [
        msg('받는 정보', { id: 'consent-what' }),
        msg('Google 계정의 이름·이메일·프로필 사진, 신청 내용, 이용하면서 남는 대화·파일·사용 기록', { id: 'consent-what-text' }),
      ],
      [msg('쓰는 곳', { id: 'consent-why' }), msg('신청 검토와 결과 안내, 서비스 제공, 사용량과 비용 관리', { id: 'consent-why-text' })],
      [
        msg('보관 기간', { id: 'consent-how-long' }),
        msg('계정을 지울 때까지. 보낸 메일의 기록은 30일 뒤 지워져요.', { id: 'consent-how-long-text' }),
      ],
      [
        msg('해외 이전', { id: 'consent-abroad' }),
        msg('질문과 지시문, 에이전트가 읽은 파일의 내용이 답을 만들기 위해 미국의 모델 제공사 Anthropic에 전송돼요.', {
          id: 'consent-abroad-text',
        }),
      ],
      [
        msg('거부할 권리', { id: 'consent-refuse' }),
        msg('동의하지 않아도 돼요. 다만 그러면 베타를 이용할 수 없어요.', { id: 'consent-refuse-text' }),
      ],
    ];
    return html`<section aria-labelledby="title">
      <h3 id="title">${msg('개인정보 수집과 이용', { id: 'consent-title' })}</h3>
      <dl>
        ${lines.map(
          ([name, text]) =>
            html`<dt>${name}</dt>
              <dd>${text}</dd>`,
        )}
      </dl>
      <a href="/privacy#${currentLocale()}" target="_blank" rel="noopener">${msg('개인정보 처리방침 모두 읽기', { id: 'consent-more' })}</a>
    </section>`;
  }
}

declare global {
  interface HTMLElementTagNameMap {
    'oma-consent-summary': OmaConsentSummary;
  }
}
